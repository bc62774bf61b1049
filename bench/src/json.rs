//! JSON against `serde_json` with serde's derive, on the same records.

use std::hint::black_box;
use std::time::Duration;

use crate::document::document;
use crate::report::Line;
use crate::schema::TOPS;
use crate::table::Row;
use crate::{peer, vendor};

/// How often a side does every document before it is the other's turn: long
/// enough for the machine to settle, short enough for both to meet its moods.
const ROUNDS: u32 = 20;

/// A document, as each side reads it.
trait Sample {
    /// Reads the document and drops the value.
    fn decode(&self, side: Side, reversed: bool);

    /// Writes the value and drops the document.
    fn encode(&self, side: Side);
}

#[derive(Clone, Copy)]
enum Side {
    Ours,
    Peer,
}

struct Pair<O, P> {
    text: String,
    reversed: String,
    ours: O,
    peer: P,
}

/// Decoding and encoding.
pub(crate) fn lines() -> Vec<Line> {
    const TURNS: usize = 101;
    let samples = samples();
    let decode = |side, reversed| {
        let samples = &samples;
        move || repeat(samples, &|sample| sample.decode(side, reversed))
    };
    let encode = |side| {
        let samples = &samples;
        move || repeat(samples, &|sample| sample.encode(side))
    };
    let rows = [
        Row::measure(
            "decode, keys in the order of the spec; peer: serde derive",
            TURNS,
            decode(Side::Ours, false),
            decode(Side::Peer, false),
        ),
        Row::measure(
            "decode, keys reversed; peer: serde derive",
            TURNS,
            decode(Side::Ours, true),
            decode(Side::Peer, true),
        ),
        Row::measure(
            "encode; peer: serde derive",
            TURNS,
            encode(Side::Ours),
            encode(Side::Peer),
        ),
    ];
    let goals = [Some(0.7), None, Some(1.0)];
    let line = |(row, most): (Row, Option<f64>)| {
        let time = |time: Duration| {
            let time = time / (samples.len() as u32 * ROUNDS);
            format!("{} ns a document", time.as_nanos())
        };
        let line = Line::ratio(row.name, time(row.ours), time(row.peer), row.ratio);
        match most {
            Some(most) => line.at_most(most),
            None => line,
        }
    };
    rows.into_iter().zip(goals).map(line).collect()
}

/// What a side does in a turn.
fn repeat(samples: &[Box<dyn Sample>], run: &dyn Fn(&dyn Sample)) {
    for _ in 0..ROUNDS {
        samples.iter().for_each(|sample| run(&**sample));
    }
}

/// Runs one side of one row; false if there is none of these names.
pub(crate) fn once(row: &str, side: &str, rounds: &str) -> bool {
    let side = match side {
        "ours" => Side::Ours,
        "serde" => Side::Peer,
        _ => return false,
    };
    let (Ok(rounds), "decode" | "reversed" | "encode") = (rounds.parse::<u32>(), row) else {
        return false;
    };
    let samples = samples();
    for _ in 0..rounds {
        for sample in &samples {
            match row {
                "encode" => sample.encode(side),
                _ => sample.decode(side, row == "reversed"),
            }
        }
    }
    true
}

impl<O, P> Sample for Pair<O, P>
where
    O: apiloom::Wire,
    P: serde::de::DeserializeOwned + serde::Serialize,
{
    fn decode(&self, side: Side, reversed: bool) {
        let text = if reversed { &self.reversed } else { &self.text };
        let bytes = black_box(text.as_bytes());
        match side {
            Side::Ours => drop(black_box(apiloom::decode::<O>(bytes))),
            Side::Peer => drop(black_box(serde_json::from_slice::<P>(bytes))),
        }
    }

    fn encode(&self, side: Side) {
        match side {
            Side::Ours => drop(black_box(apiloom::encode(black_box(&self.ours)))),
            Side::Peer => drop(black_box(serde_json::to_vec(black_box(&self.peer)))),
        }
    }
}

/// Reads a document by both sides, which must agree.
fn pair<O, P>(record: usize) -> Box<dyn Sample>
where
    O: apiloom::Wire + 'static,
    P: serde::de::DeserializeOwned + serde::Serialize + 'static,
{
    let text = document(record, false);
    let ours: O = apiloom::decode(text.as_bytes()).expect("the document is right");
    let peer: P = serde_json::from_str(&text).expect("the document is right");
    let written = apiloom::encode(&ours).expect("what was read can be written");
    let read = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).expect("JSON");
    let theirs = serde_json::to_vec(&peer).expect("what was read can be written");
    assert_eq!(read(&written), read(&theirs));
    Box::new(Pair {
        text,
        reversed: document(record, true),
        ours,
        peer,
    })
}

fn samples() -> Vec<Box<dyn Sample>> {
    macro_rules! pairs {
        ($($record:ident $place:literal)*) => {
            vec![$(pair::<vendor::types::$record, peer::$record>($place)),*]
        };
    }
    let samples = pairs! {
        Item115 115 Item116 116 Item117 117 Item118 118 Item119 119
        Item120 120 Item121 121 Item122 122 Item123 123 Item124 124
    };
    assert_eq!(samples.len(), TOPS.len());
    samples
}
