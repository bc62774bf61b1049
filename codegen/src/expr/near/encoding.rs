//! Hexadecimal digits, base64, percent-encoding and JSON, within what is hashed.

use crate::expr::typed::{Node, Stage, Typed};
use crate::expr::types::Kind as TypeKind;

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::{Ground, call};

const STYLES: [&str; 3] = ["rfc3986", "form", "path"];
const DIGITS: [&str; 4] = ["hex", "HEX", "base64", "base64url"];

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    digits(ground, out);
    percents(ground, out);
    stages(ground, out);
    pairs(ground, out);
    values(ground, out);
    hashed(ground, out);
}

/// Bytes in other digits.
fn digits(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, name, args) in ground.calls(&["hex", "HEX", "base64", "base64url"]) {
        let [data] = args.as_slice() else { continue };
        for other in DIGITS {
            // The same digits in the other case are another kind of change.
            if other.eq_ignore_ascii_case(name) {
                continue;
            }
            let words = Words::new("`{0}` in place of `{1}`", "用 `{0}`，而不是 `{1}`");
            let typed = build::call(other, vec![(*data).clone()]);
            push(
                words.with(Word::Text(other)).and(Word::Text(name)),
                id,
                typed,
                out,
            );
        }
    }
}

/// A text percent-encoded otherwise, or not at all.
fn percents(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, name, args) in ground.calls(&["percent", "percent_keep"]) {
        let Some(text) = args.first() else { continue };
        let words = Words::new("without `{0}`", "去掉 `{0}`").with(Word::Text(name));
        push(words, id, Some((*text).clone()), out);
        for style in STYLES {
            let typed = build::call("percent", vec![(*text).clone(), build::text(style)]);
            push(styled(style), id, typed, out);
        }
        let kept = build::call("percent_keep", vec![(*text).clone(), build::text("/")]);
        push(styled("rfc3986, but /"), id, kept, out);
    }
}

/// The same for the stages of names and values.
fn stages(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for id in &ground.live {
        let Node::Each {
            keys,
            pairs,
            stages,
        } = &ground.typed(*id).node
        else {
            continue;
        };
        for at in 0..stages.len() {
            if !matches!(stages[at].function.name, "percent" | "percent_keep") {
                continue;
            }
            let mut push_stages = |stages: Vec<Stage>, words: Words| {
                let typed = match stages.is_empty() {
                    true => (**pairs).clone(),
                    false => build::with_stages(*keys, (**pairs).clone(), stages),
                };
                push(words, *id, Some(typed), out);
            };
            let mut less = stages.clone();
            less.remove(at);
            push_stages(
                less,
                Words::new("without percent-encoding", "不做百分号编码"),
            );
            for style in STYLES {
                let inner = build::each(
                    *keys,
                    (**pairs).clone(),
                    "percent",
                    vec![build::text(style)],
                );
                let Some(Node::Each { stages: one, .. }) = inner.map(|typed| typed.node) else {
                    continue;
                };
                let mut other = stages.clone();
                other.splice(at..=at, one);
                push_stages(other, styled(style));
            }
        }
    }
}

fn pairs(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for id in ground.ends_of_pairs() {
        let inner = ground.typed(id);
        for style in STYLES {
            let each = |keys: bool, pairs: Typed| {
                build::each(keys, pairs, "percent", vec![build::text(style)])
            };
            push(styled_values(style), id, each(false, inner.clone()), out);
            let both = each(true, inner.clone()).and_then(|pairs| each(false, pairs));
            let words = Words::new(
                "names and values percent-encoded as `{0}`",
                "名称和值按 `{0}` 做百分号编码",
            );
            push(words.with(Word::Text(style)), id, both, out);
        }
    }
    for (id, _, args) in ground.calls(&["join_pairs"]) {
        let typed = args
            .first()
            .and_then(|pairs| build::call("json", vec![(*pairs).clone()]));
        push(
            Words::new("the pairs as JSON", "键值对写成 JSON"),
            id,
            typed,
            out,
        );
    }
}

/// Single values, where encoding changes them.
fn values(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for row in ground.rows() {
        for at in row.values() {
            let Some(id) = ground.steps.named(&row.items[at]) else {
                continue;
            };
            let plain = ground.text(&row.items[at]).is_none_or(|text| {
                text.chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c))
            });
            let mut with = |typed: Option<Typed>, words: Words| {
                let mut items = row.items.clone();
                if let Some(typed) = typed {
                    items[at] = typed;
                    push(words, row.id, row.with(items), out);
                }
            };
            for style in STYLES.iter().filter(|_| !plain) {
                let words = Words::new(
                    "`{0}` percent-encoded as `{1}`",
                    "`{0}` 按 `{1}` 做百分号编码",
                );
                let typed = build::call("percent", vec![row.items[at].clone(), build::text(style)]);
                with(typed, words.with(Word::Step(id)).and(Word::Text(style)));
            }
            if row.items[at].ty.kind == TypeKind::Text {
                let words = Words::new("`{0}` in base64", "`{0}` 用 base64").with(Word::Step(id));
                with(build::call("base64", vec![row.items[at].clone()]), words);
            }
        }
    }
}

/// All that is hashed, and the key.
fn hashed(ground: &Ground<'_>, out: &mut Vec<Change>) {
    for (id, function, data, key) in ground.digests() {
        let mut with = |data: Option<Typed>, key: Option<Typed>, words: Words| {
            let args = [data, key];
            let typed = build::call(function, args.into_iter().flatten().collect());
            push(words, id, typed, out);
        };
        if data.ty.kind == TypeKind::Text {
            for style in STYLES {
                let typed = build::call("percent", vec![data.clone(), build::text(style)]);
                let words = Words::new(
                    "all that is hashed percent-encoded as `{0}`",
                    "整个待散列文本按 `{0}` 做百分号编码",
                );
                with(typed, key.cloned(), words.with(Word::Text(style)));
            }
        }
        let encoded = build::call("base64", vec![data.clone()]);
        let words = Words::new("all that is hashed in base64", "整个待散列内容用 base64");
        with(encoded, key.cloned(), words);
        raw_or_digits(ground, data, &mut |typed, words| {
            with(Some(typed), key.cloned(), words)
        });
        if let Some(key) = key {
            raw_or_digits(ground, key, &mut |typed, words| {
                with(Some(data.clone()), Some(typed), words);
            });
        }
    }
}

/// The bytes of a digest, or their digits.
fn raw_or_digits(ground: &Ground<'_>, part: &Typed, with: &mut dyn FnMut(Typed, Words)) {
    let typed = ground.steps.resolve(part);
    let is_digest = |typed: &Typed| crate::expr::trace::data_and_key(typed).is_some();
    if is_digest(typed) {
        for digits in DIGITS {
            if let Some(spelled) = build::call(digits, vec![part.clone()]) {
                let words = Words::new("the digest within as `{0}`", "内层摘要用 `{0}`");
                with(spelled, words.with(Word::Text(digits)));
            }
        }
    }
    if let Some(("hex" | "HEX" | "base64" | "base64url", args)) = call(typed)
        && let [inner] = args.as_slice()
        && is_digest(ground.steps.resolve(inner))
    {
        with(
            (*inner).clone(),
            Words::new("the bytes of the digest within", "内层摘要直接用字节"),
        );
    }
}

fn styled(style: &'static str) -> Words {
    Words::new("percent-encoded as `{0}`", "按 `{0}` 做百分号编码").with(Word::Text(style))
}

fn styled_values(style: &'static str) -> Words {
    Words::new(
        "the values percent-encoded as `{0}`",
        "各值按 `{0}` 做百分号编码",
    )
    .with(Word::Text(style))
}

fn push(words: Words, id: usize, typed: Option<Typed>, out: &mut Vec<Change>) {
    out.extend(typed.map(|typed| Change {
        kind: Kind::Encoding,
        words,
        edits: vec![(id, typed)],
    }));
}
