//! Where the key stands in what is hashed, and in which form.

use crate::expr::typed::{Node, Typed};

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::{Ground, Secret, call};
use super::row::row;

/// Names before a key, beside that of its setting.
const NAMES: [&str; 13] = [
    "key",
    "secret",
    "appSecret",
    "app_secret",
    "appsecret",
    "secretKey",
    "secret_key",
    "appKey",
    "app_key",
    "token",
    "access_token",
    "accessKey",
    "password",
];

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    let Some((function, data, key)) = ground.data_and_key() else {
        return;
    };
    for secret in ground.secrets() {
        match key {
            Some(key) => keyed(ground, function, data, key, &secret, out),
            None => affixes(ground, function, data, &secret, out),
        }
    }
}

/// The key before, behind or at both ends of what is hashed.
fn affixes(
    ground: &Ground<'_>,
    function: &'static str,
    data: &Typed,
    secret: &Secret,
    out: &mut Vec<Change>,
) {
    let mut push = |words: Words, data: Option<Typed>| {
        let typed = data.and_then(|data| build::call(function, vec![data]));
        out.extend(typed.map(|typed| Change {
            kind: Kind::Key,
            words: words.and(Word::Owned(secret.path.clone())),
            edits: vec![(ground.target, typed)],
        }));
    };
    let Some(base) = data_without(ground, data, secret) else {
        return;
    };
    if base.less {
        push(
            Words::new("without the key `{1}`", "去掉密钥 `{1}`"),
            Some(base.typed.clone()),
        );
    }
    let mut separators = vec!["".to_owned(), "&".to_owned()];
    separators.extend(
        base.separator
            .clone()
            .filter(|own| !separators.contains(own)),
    );
    for separator in &separators {
        for (front, behind, en, zh) in [
            (
                true,
                false,
                "the key `{1}` in front, with `{0}`",
                "密钥 `{1}` 放在最前，以 `{0}` 相接",
            ),
            (
                false,
                true,
                "the key `{1}` behind, with `{0}`",
                "密钥 `{1}` 放在最后，以 `{0}` 相接",
            ),
            (
                true,
                true,
                "the key `{1}` at both ends, with `{0}`",
                "密钥 `{1}` 放在首尾两端，以 `{0}` 相接",
            ),
        ] {
            // Nothing is between them if there is no separator.
            let cut = |text: &'static str, end: &str| match separator.is_empty() {
                true => text.strip_suffix(end).unwrap_or(text),
                false => text,
            };
            let words = Words::new(cut(en, ", with `{0}`"), cut(zh, "，以 `{0}` 相接"));
            let words = words.with(Word::Owned(separator.clone()));
            push(
                words,
                around(&base.typed, &secret.typed, "", separator, front, behind),
            );
        }
    }
    let own = secret.name();
    let names = NAMES.iter().copied().filter(|name| *name != own);
    for name in std::iter::once(own).chain(names) {
        for separator in separators.iter().filter(|s| name == own || !s.is_empty()) {
            for (front, en, zh) in [
                (
                    true,
                    "the key `{1}` in front, as `{0}`",
                    "密钥 `{1}` 以 `{0}` 的形式放在最前",
                ),
                (
                    false,
                    "the key `{1}` behind, as `{0}`",
                    "密钥 `{1}` 以 `{0}` 的形式放在最后",
                ),
            ] {
                let shown = match front {
                    true => format!("{name}={{…}}{separator}"),
                    false => format!("{separator}{name}={{…}}"),
                };
                let words = Words::new(en, zh).with(Word::Owned(shown.replace("{…}", "…")));
                let label = format!("{name}=");
                push(
                    words,
                    around(&base.typed, &secret.typed, &label, separator, front, !front),
                );
            }
        }
    }
}

/// Another key of an HMAC, or the same in another form.
fn keyed(
    ground: &Ground<'_>,
    function: &'static str,
    data: &Typed,
    key: &Typed,
    secret: &Secret,
    out: &mut Vec<Change>,
) {
    let mut push = |en: &'static str, zh: &'static str, word: Word, key: Option<Typed>| {
        let typed = key.and_then(|key| build::call(function, vec![data.clone(), key]));
        out.extend(typed.map(|typed| Change {
            kind: Kind::Key,
            words: Words::new(en, zh).with(word),
            edits: vec![(ground.target, typed)],
        }));
    };
    let one = &secret.typed;
    if !ground.is(key, &secret.path) {
        let word = Word::Owned(secret.path.clone());
        push(
            "`{0}` as the key",
            "用 `{0}` 作密钥",
            word,
            Some(one.clone()),
        );
    }
    for sign in ["&", "\n", ":", "|"] {
        let word = Word::Owned(crate::expr::writer::literal(sign));
        let key = build::call("concat", vec![one.clone(), build::text(sign)]);
        push(
            "the key with `{0}` behind it",
            "密钥之后加 `{0}`",
            word,
            key,
        );
    }
    for (digest, spelling) in [
        ("md5", "hex"),
        ("md5", "HEX"),
        ("sha1", "hex"),
        ("sha256", "hex"),
        ("sha512", "hex"),
    ] {
        let key = build::call(digest, vec![one.clone()]);
        let word = Word::Owned(format!("{digest} | {spelling}"));
        let key = key.and_then(|key| build::call(spelling, vec![key]));
        push("the key with `{0}`", "密钥先经 `{0}`", word, key);
    }
    for digest in ["md5", "sha1", "sha256"] {
        let key = build::call(digest, vec![one.clone()]);
        push(
            "the key with `{0}`",
            "密钥先经 `{0}`",
            Word::Text(digest),
            key,
        );
    }
    let key = build::call("base64", vec![one.clone()]);
    push("the key in base64", "密钥用 base64", Word::None, key);
    push(
        "the key decoded from base64",
        "密钥先由 base64 解码",
        Word::None,
        decoded(one),
    );
}

/// The bytes that a text in base64 stands for; what is behind `??` is there for the types alone.
fn decoded(key: &Typed) -> Option<Typed> {
    let mut value = build::call("base64_decode", vec![key.clone()])?;
    value.ty.kind = crate::expr::types::Kind::Bytes.optional();
    let fallback = build::call("md5", vec![build::text("")])?;
    Some(build::default(value, fallback))
}

/// What is hashed, without a key in it.
pub(super) struct Base {
    pub(super) typed: Typed,
    /// Whether a key was taken out.
    pub(super) less: bool,
    /// What separates its parts.
    pub(super) separator: Option<String>,
}

/// What is hashed, without the secret where that is one of its parts; nothing if nothing is left.
pub(super) fn data_without(ground: &Ground<'_>, data: &Typed, secret: &Secret) -> Option<Base> {
    let typed = ground.steps.resolve(data);
    let whole = |separator| {
        Some(Base {
            typed: data.clone(),
            less: false,
            separator,
        })
    };
    if let Some(("join", args)) = call(typed)
        && let [list, separator] = args.as_slice()
    {
        let sign = ground.literal(separator).map(str::to_owned);
        let Node::List(items) = &ground.steps.resolve(list).node else {
            return whole(sign);
        };
        let rest: Vec<Typed> = items
            .iter()
            .filter(|item| !is_key(ground, item, secret))
            .cloned()
            .collect();
        if rest.len() == items.len() {
            return whole(sign);
        }
        if rest.is_empty() {
            return None;
        }
        let args = vec![build::list(rest), (*separator).clone()];
        return Some(Base {
            typed: build::call("join", args)?,
            less: true,
            separator: sign,
        });
    }
    if let Some(("join_pairs", args)) = call(typed) {
        let sign = args.get(2).and_then(|typed| ground.literal(typed));
        return whole(sign.map(str::to_owned));
    }
    let Some(mut row) = row(0, typed) else {
        return whole(None);
    };
    let separator = row.glue();
    let before = row.items.len();
    while let Some(at) = row.values().into_iter().rev().find(|at| {
        let item = &row.items[*at];
        is_key(ground, item, secret)
    }) {
        row.items = row.without(at);
    }
    if row.items.len() == before {
        return whole(separator);
    }
    let typed = match row.items.as_slice() {
        [] => return None,
        [one] => one.clone(),
        _ => row.with(row.items.clone())?,
    };
    Some(Base {
        typed,
        less: true,
        separator,
    })
}

/// Whether a part is the secret, with a constant text beside it at most.
fn is_key(ground: &Ground<'_>, item: &Typed, secret: &Secret) -> bool {
    if ground.is(item, &secret.path) {
        return true;
    }
    row(0, ground.steps.resolve(item)).is_some_and(|row| {
        let values = row.values();
        matches!(values.as_slice(), [one] if ground.is(&row.items[*one], &secret.path))
    })
}

/// A text with the key before it, behind it, or both.
pub(super) fn around(
    base: &Typed,
    key: &Typed,
    label: &str,
    separator: &str,
    front: bool,
    behind: bool,
) -> Option<Typed> {
    let base = texted(base)?;
    let mut items = Vec::new();
    let literal = |text: String, items: &mut Vec<Typed>| {
        if !text.is_empty() {
            items.push(build::text(&text));
        }
    };
    if front {
        literal(label.to_owned(), &mut items);
        items.push(key.clone());
        literal(separator.to_owned(), &mut items);
    }
    items.push(base);
    if behind {
        literal(format!("{separator}{label}"), &mut items);
        items.push(key.clone());
    }
    build::call("concat", items)
}

/// Bytes as the text that they are.
pub(super) fn texted(typed: &Typed) -> Option<Typed> {
    use crate::expr::types::Kind as TypeKind;
    match typed.ty.kind {
        TypeKind::Text => Some(typed.clone()),
        TypeKind::Bytes => {
            let mut value = build::call("as_text", vec![typed.clone()])?;
            value.ty.kind = TypeKind::Text.optional();
            Some(build::default(value, build::text("")))
        }
        _ => None,
    }
}
