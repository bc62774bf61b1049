//! Lower and upper case.

use crate::expr::typed::{Node, Typed};

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::Ground;

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, name, args) in ground.calls(&["lower", "upper"]) {
        let [inner] = args.as_slice() else { continue };
        push(
            Words::new("without `{0}`", "去掉 `{0}`").with(Word::Text(name)),
            id,
            Some((*inner).clone()),
            out,
        );
        let other = if name == "lower" { "upper" } else { "lower" };
        let words = Words::new("`{0}` in place of `{1}`", "用 `{0}`，而不是 `{1}`");
        let words = words.with(Word::Text(other)).and(Word::Text(name));
        push(words, id, build::call(other, vec![(*inner).clone()]), out);
    }
    for (id, name, args) in ground.calls(&["hex", "HEX"]) {
        let [data] = args.as_slice() else { continue };
        let other = if name == "hex" { "HEX" } else { "hex" };
        let words = Words::new("`{0}` in place of `{1}`", "用 `{0}`，而不是 `{1}`");
        let words = words.with(Word::Text(other)).and(Word::Text(name));
        push(words, id, build::call(other, vec![(*data).clone()]), out);
    }
    hashed(ground, out);
    of_values(ground, out);
    of_pairs(ground, out);
}

/// All that is hashed, and the key.
fn hashed(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, function, data, key) in ground.digests() {
        for case in ["lower", "upper"] {
            if ground.text(data).is_some() {
                let words = Words::new(
                    "all that is hashed with `{0}`",
                    "对整个待散列文本使用 `{0}`",
                );
                let args = build::call(case, vec![data.clone()])
                    .map(|data| [Some(data), key.cloned()].into_iter().flatten().collect());
                let typed = args.and_then(|args| build::call(function, args));
                push(words.with(Word::Text(case)), id, typed, out);
            }
            if let Some(key) = key.filter(|key| ground.text(key).is_some()) {
                let words = Words::new("the key with `{0}`", "对密钥使用 `{0}`");
                let typed = build::call(case, vec![key.clone()])
                    .and_then(|key| build::call(function, vec![data.clone(), key]));
                push(words.with(Word::Text(case)), id, typed, out);
            }
        }
    }
}

fn of_values(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for row in ground.rows() {
        for at in row.values() {
            let Some(text) = ground.text(&row.items[at]) else {
                continue;
            };
            for case in ["lower", "upper"] {
                if text == cased(text, case) {
                    continue;
                }
                let mut items = row.items.clone();
                let Some(typed) = build::call(case, vec![items[at].clone()]) else {
                    continue;
                };
                let named = ground.steps.named(&items[at]);
                items[at] = typed;
                let words = Words::new("`{0}` with `{1}`", "对 `{0}` 使用 `{1}`")
                    .with(named.map_or(Word::None, Word::Step))
                    .and(Word::Text(case));
                push(words, row.id, row.with(items), out);
            }
        }
    }
}

fn of_pairs(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for id in ground.ends_of_pairs() {
        for (keys, en, zh) in [
            (true, "the names with `{0}`", "对各名称使用 `{0}`"),
            (false, "the values with `{0}`", "对各值使用 `{0}`"),
        ] {
            for case in ["lower", "upper"] {
                let inner = ground.typed(id).clone();
                let typed = build::each(keys, inner, case, Vec::new());
                push(Words::new(en, zh).with(Word::Text(case)), id, typed, out);
            }
        }
    }
    for id in &ground.live {
        let Node::Each {
            keys,
            pairs,
            stages,
        } = &ground.typed(*id).node
        else {
            continue;
        };
        for (at, stage) in stages.iter().enumerate() {
            if matches!(stage.function.name, "lower" | "upper") {
                let mut rest = stages.clone();
                rest.remove(at);
                let typed = match rest.is_empty() {
                    true => (**pairs).clone(),
                    false => build::with_stages(*keys, (**pairs).clone(), rest),
                };
                let words = Words::new("without `{0}`", "去掉 `{0}`");
                push(
                    words.with(Word::Text(stage.function.name)),
                    *id,
                    Some(typed),
                    out,
                );
            }
        }
    }
}

fn cased(text: &str, case: &str) -> String {
    match case {
        "lower" => apiloom_wire::functions::lower(text),
        _ => apiloom_wire::functions::upper(text),
    }
}

fn push(words: Words, id: usize, typed: Option<Typed>, out: &mut Vec<Change>) {
    out.extend(typed.map(|typed| Change {
        kind: Kind::Case,
        words,
        edits: vec![(id, typed)],
    }));
}
