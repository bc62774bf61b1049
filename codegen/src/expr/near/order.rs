//! Parts in another order, and sorted or not.

use crate::expr::typed::Typed;
use crate::expr::types::Kind as TypeKind;

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::Ground;

/// Up to how many values every order is tried; of more, every exchange and every move of one.
const EVERY: usize = 6;
/// The same in searches of pairs.
const EVERY_OF_PAIRS: usize = 4;

pub(super) fn changes(ground: &Ground<'_>, pairs: bool, out: &mut Vec<Change>) {
    for row in ground.rows() {
        let values = row.values();
        let most = if pairs { EVERY_OF_PAIRS } else { EVERY };
        for order in orders(&values, most) {
            if let Some(typed) = row.ordered(&order) {
                let words = Words::new("the parts in another order", "各部分换一个顺序");
                out.push(change(words, Word::None, row.id, typed));
            }
        }
    }
    sorting(ground, out);
}

fn sorting(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, _, args) in ground.calls(&["sort"]) {
        if let [inner] = args.as_slice() {
            let words = Words::new("without `sort`", "去掉 `sort`");
            out.push(change(words, Word::None, id, (*inner).clone()));
        }
    }
    let joins = ground.calls(&["join", "join_pairs", "json"]);
    for (id, name, args) in joins {
        let Some(list) = args.first() else { continue };
        let Some(sorted) = build::call("sort", vec![(*list).clone()]) else {
            continue;
        };
        let mut all: Vec<_> = args.iter().map(|arg| (*arg).clone()).collect();
        all[0] = sorted;
        if let Some(typed) = build::call(name, all) {
            let words = Words::new("with `sort` before `{0}`", "在 `{0}` 之前加 `sort`");
            out.push(change(words, Word::Text(name), id, typed));
        }
        if name == "join_pairs" && list.ty.kind == TypeKind::Pairs {
            by_value(id, &args, out);
        }
    }
}

/// The values of pairs alone, sorted or in their order.
fn by_value(id: usize, args: &[&Typed], out: &mut Vec<Change>) {
    let [pairs, _, separator] = args else { return };
    let values = |sorted: bool| {
        let values = build::call("values", vec![(*pairs).clone()])?;
        let values = match sorted {
            true => build::call("sort", vec![values])?,
            false => values,
        };
        build::call("join", vec![values, (*separator).clone()])
    };
    for (sorted, en, zh) in [
        (true, "the values alone, sorted", "只取各值并按值排序"),
        (
            false,
            "the values alone, without their names",
            "只取各值，不带名称",
        ),
    ] {
        if let Some(typed) = values(sorted) {
            out.push(change(Words::new(en, zh), Word::None, id, typed));
        }
    }
}

fn change(words: Words, word: Word, id: usize, typed: Typed) -> Change {
    Change {
        kind: Kind::Order,
        words: words.with(word),
        edits: vec![(id, typed)],
    }
}

/// The orders that are tried, without the one at hand.
fn orders(values: &[usize], every: usize) -> Vec<Vec<usize>> {
    let mut orders = Vec::new();
    match values.len() {
        0 | 1 => {}
        few if few <= every => {
            let mut order = values.to_vec();
            while next(&mut order) {
                orders.push(order.clone());
            }
        }
        many => {
            orders.push(values.iter().rev().copied().collect());
            for from in 0..many {
                for to in 0..many {
                    let mut moved = values.to_vec();
                    let one = moved.remove(from);
                    moved.insert(to, one);
                    // A move by one place is an exchange, and is made once.
                    if to != from && to + 1 != from {
                        orders.push(moved);
                    }
                    let mut exchanged = values.to_vec();
                    exchanged.swap(from, to);
                    if from + 1 < to {
                        orders.push(exchanged);
                    }
                }
            }
        }
    }
    orders
}

/// The next order in the order of dictionaries; `false` after the last one.
fn next(order: &mut [usize]) -> bool {
    let Some(at) = (1..order.len()).rev().find(|at| order[at - 1] < order[*at]) else {
        return false;
    };
    if let Some(larger) = (at..order.len())
        .rev()
        .find(|other| order[*other] > order[at - 1])
    {
        order.swap(at - 1, larger);
    }
    order[at..].reverse();
    true
}
