//! Another digest, with a key or without, once or twice.

use crate::expr::typed::Typed;

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::{Ground, call};
use super::key::{around, data_without};

const PLAIN: [(&str, usize); 4] = [("md5", 16), ("sha1", 20), ("sha256", 32), ("sha512", 64)];
const KEYED: [(&str, usize); 4] = [
    ("hmac_md5", 16),
    ("hmac_sha1", 20),
    ("hmac_sha256", 32),
    ("hmac_sha512", 64),
];

/// `may_be` tells whether a digest of so many bytes can be the one that is looked for.
pub(super) fn changes(ground: &Ground<'_>, may_be: &dyn Fn(usize) -> bool, out: &mut Vec<Change>) {
    for (id, function, data, key) in ground.digests() {
        let fits = |length: usize| id != ground.target || may_be(length);
        let same = if key.is_some() { KEYED } else { PLAIN };
        for (name, _) in same
            .iter()
            .filter(|(name, length)| *name != function && fits(*length))
        {
            let args = [Some(data.clone()), key.cloned()];
            let typed = build::call(name, args.into_iter().flatten().collect());
            let words = Words::new("`{0}` in place of `{1}`", "用 `{0}`，而不是 `{1}`");
            push(
                words.with(Word::Text(name)).and(Word::Text(function)),
                id,
                typed,
                out,
            );
        }
    }
    let Some((function, data, key)) = ground.data_and_key() else {
        return;
    };
    match key {
        Some(key) => unkeyed(ground, may_be, function, data, key, out),
        None => keyed(ground, may_be, data, out),
    }
    twice(ground, function, data, key, out);
}

/// A plain digest becomes one with a key.
fn keyed(ground: &Ground<'_>, may_be: &dyn Fn(usize) -> bool, data: &Typed, out: &mut Vec<Change>) {
    for secret in ground.secrets() {
        let without = data_without(ground, data, &secret).filter(|base| base.less);
        let bases = [Some(data.clone()), without.map(|base| base.typed)];
        for (name, _) in KEYED.iter().filter(|(_, length)| may_be(*length)) {
            for (at, base) in bases.iter().flatten().enumerate() {
                let typed = build::call(name, vec![base.clone(), secret.typed.clone()]);
                let words = match at {
                    0 => Words::new(
                        "`{0}` with the key `{1}` in place of a plain digest",
                        "用以 `{1}` 为密钥的 `{0}`，而不是普通散列",
                    ),
                    _ => Words::new(
                        "`{0}` with `{1}` as the key, and no longer among the parts",
                        "用 `{0}`，以 `{1}` 为密钥并从各部分中去掉",
                    ),
                };
                let words = words
                    .with(Word::Text(name))
                    .and(Word::Owned(secret.path.clone()));
                push(words, ground.target, typed, out);
            }
        }
    }
}

/// A digest with a key becomes a plain one, with the key among what is hashed or without.
fn unkeyed(
    ground: &Ground<'_>,
    may_be: &dyn Fn(usize) -> bool,
    function: &'static str,
    data: &Typed,
    key: &Typed,
    out: &mut Vec<Change>,
) {
    let separator = joined_with(ground, data);
    for (name, _) in PLAIN.iter().filter(|(_, length)| may_be(*length)) {
        let words = Words::new("`{0}` without the key", "用 `{0}`，不带密钥");
        let typed = build::call(name, vec![data.clone()]);
        push(words.with(Word::Text(name)), ground.target, typed, out);
        let mut separators = vec!["", "&"];
        separators.extend(separator.filter(|own| !separators.contains(own)));
        for (front, behind, en, zh) in [
            (
                true,
                false,
                "`{0}` with the key in front, with `{1}`",
                "用 `{0}`，密钥放在最前，以 `{1}` 相接",
            ),
            (
                false,
                true,
                "`{0}` with the key behind, with `{1}`",
                "用 `{0}`，密钥放在最后，以 `{1}` 相接",
            ),
            (
                true,
                true,
                "`{0}` with the key at both ends, with `{1}`",
                "用 `{0}`，密钥放在首尾两端，以 `{1}` 相接",
            ),
        ] {
            for separator in &separators {
                let data = around(data, key, "", separator, front, behind);
                let typed = data.and_then(|data| build::call(name, vec![data]));
                let words = Words::new(en, zh)
                    .with(Word::Text(name))
                    .and(Word::Owned((*separator).to_owned()));
                push(words, ground.target, typed, out);
            }
        }
    }
    let words = Words::new(
        "the key and the data of `{0}` exchanged",
        "`{0}` 的密钥与数据对调",
    );
    let typed = build::call(function, vec![key.clone(), data.clone()]);
    push(words.with(Word::Text(function)), ground.target, typed, out);
}

fn joined_with<'a>(ground: &Ground<'a>, data: &'a Typed) -> Option<&'a str> {
    match call(ground.steps.resolve(data)) {
        Some(("join", args)) => args.get(1).and_then(|typed| ground.literal(typed)),
        Some(("join_pairs", args)) => args.get(2).and_then(|typed| ground.literal(typed)),
        _ => None,
    }
}

/// The digest of a digest, or one of them alone.
fn twice(
    ground: &Ground<'_>,
    function: &'static str,
    data: &Typed,
    key: Option<&Typed>,
    out: &mut Vec<Change>,
) {
    let again = |data: Typed| {
        let args = [Some(data), key.cloned()];
        build::call(function, args.into_iter().flatten().collect())
    };
    for spelling in ["hex", "HEX"] {
        for (name, _) in PLAIN {
            let inner = build::call(name, vec![data.clone()]);
            let inner = inner.and_then(|inner| build::call(spelling, vec![inner]));
            let words = Words::new("`{0}` before `{1}`", "在 `{1}` 之前先做 `{0}`")
                .with(Word::Owned(format!("{name} | {spelling}")))
                .and(Word::Text(function));
            push(words, ground.target, inner.and_then(again), out);
        }
    }
    let raw = again(data.clone()).and_then(again);
    push(
        Words::new("`{0}` twice", "`{0}` 做两次").with(Word::Text(function)),
        ground.target,
        raw,
        out,
    );
    // A spelled digest is hashed: perhaps what that was made of is meant.
    if let Some(("hex" | "HEX" | "base64", args)) = call(ground.steps.resolve(data))
        && let [inner] = args.as_slice()
        && let Some((name, args)) = call(ground.steps.resolve(inner))
        && PLAIN.iter().any(|(plain, _)| *plain == name)
        && let [data] = args.as_slice()
    {
        let words = Words::new("without `{0}` before `{1}`", "`{1}` 之前不做 `{0}`");
        let words = words.with(Word::Text(name)).and(Word::Text(function));
        push(words, ground.target, again((*data).clone()), out);
    }
}

fn push(words: Words, id: usize, typed: Option<Typed>, out: &mut Vec<Change>) {
    out.extend(typed.map(|typed| Change {
        kind: Kind::Hash,
        words,
        edits: vec![(id, typed)],
    }));
}
