//! The same moment in another unit or form.

use crate::expr::typed::Typed;

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::Ground;

/// Dates that signatures are made of.
const PATTERNS: [&str; 9] = [
    "yyyyMMddHHmmss",
    "yyyy-MM-dd HH:mm:ss",
    "yyyyMMdd",
    "yyyy-MM-dd",
    "yyyyMMddHHmm",
    "yyyyMMddHHmmssSSS",
    "yyyy-MM-dd'T'HH:mm:ss'Z'",
    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
    "yyyyMMdd'T'HHmmss'Z'",
];
const ZONES: [&str; 2] = ["UTC", "+08:00"];

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    let times: Vec<(usize, &Typed)> = ground
        .calls(&["unix_seconds", "unix_millis", "format"])
        .filter_map(|(id, _, args)| Some((id, *args.first()?)))
        .collect();
    for (id, now) in &times {
        for (words, form) in forms() {
            push(words, &[(*id, now)], &form, out);
        }
    }
    // The same time is often written out twice, and then both are wrong.
    if times.len() > 1 {
        for (words, form) in forms() {
            push(words, &times, &form, out);
        }
    }
}

/// A function of the instant with its further arguments.
type Form = (&'static str, Vec<&'static str>);

fn forms() -> Vec<(Words, Form)> {
    let mut forms = vec![
        (
            Words::new("the time in seconds", "时间用秒"),
            ("unix_seconds", Vec::new()),
        ),
        (
            Words::new("the time in milliseconds", "时间用毫秒"),
            ("unix_millis", Vec::new()),
        ),
    ];
    for pattern in PATTERNS {
        for zone in ZONES {
            let words = Words::new("the time as `{0}` in {1}", "时间写成 `{0}`，时区 {1}")
                .with(Word::Text(pattern))
                .and(Word::Text(zone));
            forms.push((words, ("format", vec![pattern, zone])));
        }
    }
    forms
}

fn push(words: Words, times: &[(usize, &Typed)], form: &Form, out: &mut Vec<Change>) {
    let edits = times.iter().filter_map(|(id, now)| {
        let mut args = vec![(*now).clone()];
        args.extend(form.1.iter().map(|text| build::text(text)));
        Some((*id, build::call(form.0, args)?))
    });
    let edits: Vec<(usize, Typed)> = edits.collect();
    if edits.len() == times.len() {
        out.push(Change {
            kind: Kind::Time,
            words,
            edits,
        });
    }
}
