//! JSON against `serde_json` with serde's derive, on the same records.

use std::hint::black_box;

use crate::document::document;
use crate::schema::TOPS;
use crate::table::{self, Row};
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

/// Prints the table.
pub(crate) fn table() {
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
            "decode",
            decode(Side::Ours, false),
            decode(Side::Peer, false),
        ),
        Row::measure(
            "decode, keys reversed",
            decode(Side::Ours, true),
            decode(Side::Peer, true),
        ),
        Row::measure("encode", encode(Side::Ours), encode(Side::Peer)),
    ];
    let bytes: usize = TOPS.map(|record| document(record, false).len()).sum();
    println!("{} documents of {bytes} bytes together", samples.len());
    table::print(
        "serde derive",
        "document",
        samples.len() as u32 * ROUNDS,
        &rows,
    );
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
