//! Validation against the derives of garde and validator, and against loops by hand, on the same record.

use std::hint::black_box;
use std::time::Duration;

use apiloom::validate::Validate as _;

use crate::customer::{hand, ours, records, sample};
use crate::report::Line;
use crate::table::Row;

/// How often a side checks the record before it is the other's turn.
const ROUNDS: u32 = 1_000;
/// How often it is a side's turn.
const TURNS: usize = 101;
/// The most that ours should take of a peer's time, and so of the faster one's.
const GOAL: f64 = 0.5;

#[derive(Clone, Copy)]
enum Side {
    Ours,
    Garde,
    Validator,
    Hand,
}

/// What is done to which record.
#[derive(Clone, Copy)]
enum Job {
    Valid,
    Broken,
    /// As [`Job::Broken`], and all that is wrong is written as a text.
    Told,
}

/// A record, as each side has it.
struct Sample {
    ours: ours::Customer,
    record: records::Customer,
}

/// Each job against each other side.
pub(crate) fn lines() -> Vec<Line> {
    let jobs = [
        (
            Job::Valid,
            [
                "validate, valid record; peer: garde",
                "validate, valid record; peer: validator",
                "validate, valid record; peer: loops by hand",
            ],
        ),
        (
            Job::Broken,
            [
                "validate, five violations; peer: garde",
                "validate, five violations; peer: validator",
                "validate, five violations; peer: loops by hand",
            ],
        ),
        (
            Job::Told,
            [
                "validate, five violations as a text; peer: garde",
                "validate, five violations as a text; peer: validator",
                "validate, five violations as a text; peer: loops by hand",
            ],
        ),
    ];
    let sides = [
        (Side::Garde, Some(GOAL)),
        (Side::Validator, Some(GOAL)),
        (Side::Hand, None),
    ];
    jobs.into_iter()
        .flat_map(|(job, names)| {
            let sides = sides.into_iter().zip(names);
            sides.map(move |((peer, most), name)| line(job, peer, most, name))
        })
        .collect()
}

/// Runs one side of one row; false if there is none of these names.
pub(crate) fn once(job: &str, side: &str, rounds: &str) -> bool {
    let job = match job {
        "valid" => Job::Valid,
        "broken" => Job::Broken,
        "told" => Job::Told,
        _ => return false,
    };
    let side = match side {
        "ours" => Side::Ours,
        "garde" => Side::Garde,
        "validator" => Side::Validator,
        "hand" => Side::Hand,
        _ => return false,
    };
    let Ok(rounds) = rounds.parse::<u32>() else {
        return false;
    };
    let sample = Sample::of(job);
    (0..rounds).for_each(|_| sample.check(job, side));
    true
}

fn line(job: Job, peer: Side, most: Option<f64>, name: &'static str) -> Line {
    let sample = &Sample::of(job);
    let run = |side| move || (0..ROUNDS).for_each(|_| sample.check(job, side));
    let row = Row::measure(name, TURNS, run(Side::Ours), run(peer));
    let time = |time: Duration| format!("{} ns a record", (time / ROUNDS).as_nanos());
    let line = Line::ratio(row.name, time(row.ours), time(row.peer), row.ratio);
    match (job, most) {
        // Peers differ in what they have made before.
        (Job::Told, _) | (_, None) => line,
        (_, Some(most)) => line.at_most(most),
    }
}

impl Sample {
    fn of(job: Job) -> Self {
        let record = match job {
            Job::Valid => sample::valid(),
            Job::Broken | Job::Told => sample::broken(),
        };
        Self {
            ours: record.clone().into(),
            record,
        }
    }

    /// Checks the record, and drops what was found.
    fn check(&self, job: Job, side: Side) {
        match side {
            Side::Ours => seen(black_box(&self.ours).validate(), job, ToString::to_string),
            Side::Garde => {
                let found = garde::Validate::validate(black_box(&self.record));
                seen(found, job, ToString::to_string);
            }
            Side::Validator => {
                let found = validator::Validate::validate(black_box(&self.record));
                seen(found, job, ToString::to_string);
            }
            Side::Hand => {
                let found = hand::check(black_box(&self.record));
                seen(found, job, |found| hand::text(found));
            }
        }
    }
}

/// What somebody does with the outcome.
fn seen<E>(found: Result<(), E>, job: Job, text: impl Fn(&E) -> String) {
    if let (Job::Told, Err(found)) = (job, &found) {
        drop(black_box(text(found)));
    }
    drop(black_box(found));
}
