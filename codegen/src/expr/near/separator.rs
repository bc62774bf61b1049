//! What stands between the parts.

use crate::expr::typed::{Node, Typed};

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::Ground;
use super::row::{Form, Row, is_literal};
use crate::expr::writer::literal;

const SEPARATORS: [&str; 22] = [
    "", "&", ",", "|", "\n", ":", ";", "-", "_", "+", "#", "/", ".", " ", "=", "@", "$", "*", "~",
    "\r\n", "\t", "||",
];
/// What stands between a name and its value.
const BETWEEN: [&str; 6] = ["=", "", ":", ",", "|", "\n"];
/// What stands between pairs.
const BESIDE: [&str; 8] = ["&", "", ",", "|", "\n", ";", ":", "\r\n"];

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, _, args) in ground.calls(&["join"]) {
        if let [list, old] = args.as_slice() {
            for new in SEPARATORS {
                let typed = build::call("join", vec![(*list).clone(), build::text(new)]);
                push(ground.literal(old), new, id, typed, out);
            }
        }
    }
    for (id, _, args) in ground.calls(&["join_pairs"]) {
        if let [pairs, between, beside] = args.as_slice() {
            of_pairs(ground, id, pairs, between, beside, out);
        }
    }
    for row in ground.rows() {
        written(&row, out);
    }
}

fn of_pairs(
    ground: &Ground<'_>,
    id: usize,
    pairs: &Typed,
    between: &Typed,
    beside: &Typed,
    out: &mut Vec<Change>,
) {
    let same = |typed: &Typed, text: &str| ground.literal(typed) == Some(text);
    for new_between in BETWEEN {
        for new_beside in BESIDE {
            if same(between, new_between) && same(beside, new_beside) {
                continue;
            }
            let args = vec![
                pairs.clone(),
                build::text(new_between),
                build::text(new_beside),
            ];
            let Some(typed) = build::call("join_pairs", args) else {
                continue;
            };
            let words = Words::new(
                "`{0}` between a name and its value, `{1}` between pairs",
                "名称与值之间用 `{0}`，各对之间用 `{1}`",
            );
            out.push(Change {
                kind: Kind::Separator,
                words: words
                    .with(Word::Owned(literal(new_between)))
                    .and(Word::Owned(literal(new_beside))),
                edits: vec![(id, typed)],
            });
        }
    }
}

/// Texts that are written out one beside the other.
fn written(row: &Row, out: &mut Vec<Change>) {
    let Some(old) = row.glue().filter(|_| row.values().len() > 1) else {
        return;
    };
    for new in SEPARATORS {
        let typed = match row.form {
            Form::List => None,
            _ if old == new => None,
            Form::Lines => joined(&row.items, new),
            // Nothing to exchange: a list takes the place.
            _ if old.is_empty() && !row.items.iter().any(is_literal) => joined(&row.items, new),
            _ if old.is_empty() => None,
            Form::Concat | Form::Template => {
                let items = row.items.iter().map(|item| match &item.node {
                    Node::Text(text) => build::text(&text.replace(&old, new)),
                    _ => item.clone(),
                });
                row.with(items.collect())
            }
        };
        push(Some(&old), new, row.id, typed, out);
    }
}

fn joined(items: &[Typed], separator: &str) -> Option<Typed> {
    build::call(
        "join",
        vec![build::list(items.to_vec()), build::text(separator)],
    )
}

fn push(
    old: Option<&str>,
    new: &'static str,
    id: usize,
    typed: Option<Typed>,
    out: &mut Vec<Change>,
) {
    let Some(typed) = typed.filter(|_| old != Some(new)) else {
        return;
    };
    let words = Words::new(
        "the separator `{0}` in place of `{1}`",
        "分隔符用 `{0}`，而不是 `{1}`",
    );
    out.push(Change {
        kind: Kind::Separator,
        words: words
            .with(Word::Owned(literal(new)))
            .and(Word::Owned(literal(old.unwrap_or_default()))),
        edits: vec![(id, typed)],
    });
}
