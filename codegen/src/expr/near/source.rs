//! Another part of the request.

use std::collections::BTreeSet;

use crate::expr::steps::type_of;
use crate::expr::typed::{Node, Typed};
use crate::expr::types::Kind as TypeKind;
use crate::expr::value::Value;

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::Ground;

/// Parts of the request that stand for one another.
const TEXTS: [&str; 6] = [
    "request.path",
    "request.url",
    "request.host",
    "request.query_text",
    "request.method",
    "request.body",
];
const PAIRS: [&str; 4] = [
    "request.query",
    "request.params",
    "request.fields",
    "request.headers",
];
/// How many names of pairs are tried without.
const NAMES: usize = 24;

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for id in &ground.live {
        let typed = ground.typed(*id);
        let Node::Place(reach) = &typed.node else {
            continue;
        };
        let path = reach.path();
        if PAIRS.contains(&path.as_str()) {
            others(ground, *id, &path, &PAIRS, out);
            names(ground, *id, out);
        } else if TEXTS.contains(&path.as_str()) {
            others(ground, *id, &path, &TEXTS, out);
            if path == "request.path" {
                longer(ground, *id, typed, out);
            }
        }
    }
    for (id, name, args) in ground.calls(&["without", "only"]) {
        let words = Words::new("without `{0}`", "去掉 `{0}`").with(Word::Text(name));
        let typed = args.first().map(|pairs| (*pairs).clone());
        push(words, id, typed, out);
    }
    bodies(ground, out);
}

fn others(ground: &Ground<'_>, id: usize, path: &str, all: &[&'static str], out: &mut Vec<Change>) {
    let wanted = &ground.typed(id).ty;
    for other in all.iter().filter(|other| **other != path) {
        let ty = ground
            .env
            .get(other)
            .and_then(|value| type_of(value, wanted.secret));
        let typed = ty.map(|ty| build::path(other, ty)).and_then(|typed| {
            match (&typed.ty.kind, &wanted.kind) {
                (a, b) if a == b => Some(typed),
                (TypeKind::Bytes, TypeKind::Text) => super::key::texted(&typed),
                _ => None,
            }
        });
        let words = Words::new("`{0}` in place of `{1}`", "用 `{0}`，而不是 `{1}`");
        let words = words.with(Word::Text(other)).and(Word::Step(id));
        push(words, id, typed, out);
    }
}

/// The path with what stands around it.
fn longer(ground: &Ground<'_>, id: usize, path: &Typed, out: &mut Vec<Change>) {
    let of = |other: &str| {
        let ty = ground
            .env
            .get(other)
            .and_then(|value| type_of(value, false))?;
        Some(build::path(other, ty))
    };
    let query = || {
        Some(vec![
            path.clone(),
            build::text("?"),
            of("request.query_text")?,
        ])
    };
    let host = || Some(vec![of("request.host")?, path.clone()]);
    for (items, en, zh) in [
        (query(), "the path with the query", "路径连同查询串"),
        (host(), "the path with the host", "路径连同主机名"),
    ] {
        let typed = items.and_then(|items| build::call("concat", items));
        push(Words::new(en, zh), id, typed, out);
    }
    let last = build::call("after_last", vec![path.clone(), build::text("/")]);
    push(
        Words::new("the last part of the path", "路径的最后一段"),
        id,
        last,
        out,
    );
}

/// Pairs without one of their names.
fn names(ground: &Ground<'_>, id: usize, out: &mut Vec<Change>) {
    let Some(Value::Pairs(pairs)) = ground.value(id) else {
        return;
    };
    let names: BTreeSet<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    for name in names.into_iter().take(NAMES) {
        let args = vec![ground.typed(id).clone(), build::text(name)];
        let words = Words::new("without the pair `{0}`", "去掉 `{0}` 这一对");
        push(
            words.with(Word::Owned(name.to_owned())),
            id,
            build::call("without", args),
            out,
        );
    }
}

/// The body as it is, or its digest.
fn bodies(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for row in ground.rows() {
        for at in row.values() {
            let typed = ground.steps.resolve(&row.items[at]);
            let Some(body) = body(ground, typed) else {
                continue;
            };
            // A digest of the body is changed by what changes digests and their spelling.
            let digested = ground
                .digests()
                .any(|(_, _, data, _)| ground.is(data, "request.body"));
            for (digest, spelling) in [
                ("md5", "hex"),
                ("md5", "HEX"),
                ("md5", "base64"),
                ("sha256", "hex"),
                ("sha256", "base64"),
                ("sha1", "hex"),
            ]
            .into_iter()
            .filter(|_| !digested)
            {
                let inner = build::call(digest, vec![body.clone()]);
                let Some(typed) = inner.and_then(|inner| build::call(spelling, vec![inner])) else {
                    continue;
                };
                let mut items = row.items.clone();
                items[at] = typed;
                let words = Words::new(
                    "`request.body | {0}` in its place",
                    "改用 `request.body | {0}`",
                );
                let words = words.with(Word::Owned(format!("{digest} | {spelling}")));
                push(words, row.id, row.with(items), out);
            }
            let mut items = row.items.clone();
            if let Some(text) = super::key::texted(&body) {
                items[at] = text;
                let words = Words::new("the body itself in its place", "改用请求体本身");
                push(words, row.id, row.with(items), out);
            }
        }
    }
}

/// The body that a part is made of, if it is made of nothing else.
fn body(ground: &Ground<'_>, typed: &Typed) -> Option<Typed> {
    let mut found = None;
    let mut others = false;
    let mut todo = vec![typed.clone()];
    while let Some(typed) = todo.pop() {
        match &typed.node {
            Node::Place(reach) if reach.path() == "request.body" => found = Some(typed),
            Node::Place(_) => match ground.steps.named(&typed) {
                Some(id) => todo.push(ground.typed(id).clone()),
                None => others = true,
            },
            Node::Text(_) | Node::Int(_) => {}
            Node::Call { args, .. } => todo.extend(args.iter().flatten().cloned()),
            Node::Default(value, _) => todo.push((**value).clone()),
            _ => others = true,
        }
    }
    found.filter(|_| !others)
}

fn push(words: Words, id: usize, typed: Option<Typed>, out: &mut Vec<Change>) {
    out.extend(typed.map(|typed| Change {
        kind: Kind::Source,
        words,
        edits: vec![(id, typed)],
    }));
}
