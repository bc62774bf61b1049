//! Parts with their names before them, or without.

use crate::expr::typed::{Node, Typed};

use super::build;
use super::change::{Change, Kind, Words};
use super::ground::Ground;
use super::row::{Form, Row, is_literal};

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for row in ground.rows() {
        named(ground, &row, out);
        nameless(ground, &row, out);
    }
}

fn named(ground: &Ground<'_>, row: &Row, out: &mut Vec<Change>) {
    if matches!(row.form, Form::Concat | Form::Template) && row.items.iter().any(is_literal) {
        return;
    }
    for (sign, en, zh) in [
        (
            "=",
            "each part with its name and `=`",
            "各部分前加名称和 `=`",
        ),
        ("", "each part with its name", "各部分前加名称"),
        (
            ":",
            "each part with its name and `:`",
            "各部分前加名称和 `:`",
        ),
    ] {
        let items = row.items.iter().map(|item| {
            let Some(name) = ground.wire_name(item) else {
                return Some(item.clone());
            };
            build::call(
                "concat",
                vec![build::text(&format!("{name}{sign}")), item.clone()],
            )
        });
        let typed = items
            .collect::<Option<Vec<Typed>>>()
            .and_then(|items| row.with(items));
        push(Words::new(en, zh), row.id, typed, out);
    }
}

/// Names that are written out are cut.
fn nameless(ground: &Ground<'_>, row: &Row, out: &mut Vec<Change>) {
    let mut cut = false;
    let mut items = Vec::new();
    for item in &row.items {
        match &item.node {
            Node::Text(text) if row.form != Form::List => {
                let rest = without_name(text);
                cut |= rest.len() < text.len();
                if !rest.is_empty() {
                    items.push(build::text(rest));
                }
            }
            _ => match labelled(ground, item) {
                Some(value) => {
                    cut = true;
                    items.push(value);
                }
                None => items.push(item.clone()),
            },
        }
    }
    if cut {
        push(
            Words::new("the parts without their names", "各部分不带名称"),
            row.id,
            row.with(items),
            out,
        );
    }
}

/// The value of a part such as `concat("name=", value)`.
fn labelled(ground: &Ground<'_>, item: &Typed) -> Option<Typed> {
    let inner = super::row::row(0, ground.steps.resolve(item))?;
    match (inner.form, inner.items.as_slice()) {
        (Form::Concat | Form::Template, [label, value])
            if is_literal(label) && !is_literal(value) =>
        {
            Some(value.clone())
        }
        _ => None,
    }
}

/// A text without the name and `=` at its end.
fn without_name(text: &str) -> &str {
    let Some(rest) = text.strip_suffix('=') else {
        return text;
    };
    rest.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

fn push(words: Words, id: usize, typed: Option<Typed>, out: &mut Vec<Change>) {
    out.extend(typed.map(|typed| Change {
        kind: Kind::Name,
        words,
        edits: vec![(id, typed)],
    }));
}
