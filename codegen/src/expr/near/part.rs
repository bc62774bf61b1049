//! A part more or less.

use crate::expr::steps::{Role, type_of};
use crate::expr::typed::Typed;
use crate::expr::types::Kind as TypeKind;

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::Ground;
use super::row::{Form, Row};

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    let offered = offered(ground);
    for row in ground.rows() {
        less(ground, &row, out);
        more(ground, &row, &offered, out);
    }
}

fn less(ground: &Ground<'_>, row: &Row, out: &mut Vec<Change>) {
    let values = row.values();
    for at in values.iter().filter(|_| values.len() > 1) {
        let word = match ground.steps.named(&row.items[*at]) {
            Some(id) => match ground.wire_name(&row.items[*at]) {
                Some(name) => Word::Owned(name),
                None => Word::Step(id),
            },
            None => Word::Owned(crate::expr::writer::write(&row.items[*at])),
        };
        push(
            Words::new("without `{0}`", "去掉 `{0}`").with(word),
            row.id,
            row.with(row.without(*at)),
            out,
        );
    }
    // The constant texts, where they are more than separators.
    for (at, item) in row.items.iter().enumerate() {
        if values.contains(&at) || row.form == Form::List {
            continue;
        }
        let mut items = row.items.clone();
        items.remove(at);
        let word = Word::Owned(crate::expr::writer::write(item));
        let words = Words::new("without the constant `{0}`", "去掉常量 `{0}`").with(word);
        push(words, row.id, row.with(items), out);
    }
}

fn more(ground: &Ground<'_>, row: &Row, offered: &[(String, Typed)], out: &mut Vec<Change>) {
    let values = row.values();
    let glue = row.glue().unwrap_or_default();
    // What is stamped cannot be made of the request that it is stamped into.
    let stamped = ground.steps.stamped()[row.id];
    let offered = offered
        .iter()
        .filter(|(name, _)| !(stamped && name.starts_with("request.")));
    for (name, typed) in offered {
        // What is made of the row cannot be a part of it.
        let made = ground.steps.named(typed);
        if made.is_some_and(|id| ground.steps.before([id])[row.id])
            || row.items.iter().any(|item| same(ground, item, typed, name))
        {
            continue;
        }
        for place in 0..=values.len() {
            let mut items = row.items.clone();
            let at = values.get(place).copied().unwrap_or(items.len());
            let mut added = vec![typed.clone()];
            if matches!(row.form, Form::Concat | Form::Template) && !glue.is_empty() {
                let end = if at == items.len() { 0 } else { 1 };
                added.insert(end, build::text(&glue));
            }
            items.splice(at..at, added);
            let words = Words::new("with `{0}` as part {1}", "增加 `{0}`，作为第 {1} 部分");
            let words = words
                .with(Word::Owned(name.clone()))
                .and(Word::Number(place + 1));
            push(words, row.id, row.with(items), out);
        }
    }
}

/// What could be a part: `let`s, settings, and texts of the request.
fn offered(ground: &Ground<'_>) -> Vec<(String, Typed)> {
    let mut offered = Vec::new();
    for part in &ground.steps.parts {
        // What depends on the digest cannot be hashed.
        let typed = ground.typed(part.root);
        let before = ground.live.contains(&part.root) || !depends(ground, part.root);
        if part.role == Role::Let && typed.ty.kind == TypeKind::Text && before {
            offered.push((part.name.clone(), ground.place(part.root)));
        }
    }
    for (path, secret) in ground.known {
        let value = ground.env.get(path);
        let Some(ty) = value.and_then(|value| type_of(value, *secret)) else {
            continue;
        };
        if ty.kind == TypeKind::Text {
            offered.push((path.clone(), build::path(path, ty)));
        }
    }
    offered
}

fn depends(ground: &Ground<'_>, id: usize) -> bool {
    ground.steps.before([id])[ground.target]
}

fn same(ground: &Ground<'_>, item: &Typed, typed: &Typed, path: &str) -> bool {
    let named = ground.steps.named(item);
    (named.is_some() && named == ground.steps.named(typed)) || ground.is(item, path)
}

fn push(words: Words, id: usize, typed: Option<Typed>, out: &mut Vec<Change>) {
    out.extend(typed.map(|typed| Change {
        kind: Kind::Part,
        words,
        edits: vec![(id, typed)],
    }));
}
