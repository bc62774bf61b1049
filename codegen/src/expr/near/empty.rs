//! Empty values, kept or dropped.

use crate::expr::typed::Typed;

use super::build;
use super::change::{Change, Kind, Words};
use super::ground::Ground;

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, _, args) in ground.calls(&["drop_empty"]) {
        let inner = args.first().map(|inner| (*inner).clone());
        push(
            Words::new("with the empty values", "保留空值"),
            id,
            inner,
            out,
        );
    }
    for id in ground.ends_of_pairs() {
        let typed = build::call("drop_empty", vec![ground.typed(id).clone()]);
        push(
            Words::new("without empty values", "去掉空值"),
            id,
            typed,
            out,
        );
    }
    for (id, _, args) in ground.calls(&["join"]) {
        if let [list, separator] = args.as_slice() {
            let list = build::call("drop_empty", vec![(*list).clone()]);
            let typed = list.and_then(|list| build::call("join", vec![list, (*separator).clone()]));
            push(
                Words::new("without empty values", "去掉空值"),
                id,
                typed,
                out,
            );
        }
    }
}

fn push(words: Words, id: usize, typed: Option<Typed>, out: &mut Vec<Change>) {
    out.extend(typed.map(|typed| Change {
        kind: Kind::Empty,
        words,
        edits: vec![(id, typed)],
    }));
}
