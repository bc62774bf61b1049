//! What stands at the end of what is hashed.

use crate::expr::typed::Typed;
use crate::expr::types::Kind as TypeKind;
use crate::expr::writer::literal;

use super::build;
use super::change::{Change, Kind, Word, Words};
use super::ground::Ground;

const ENDS: [&str; 6] = ["\n", "\r\n", "&", "|", ",", "\n\n"];

pub(super) fn changes(ground: &Ground<'_>, out: &mut Vec<Change>) {
    let Some((function, data, key)) = ground.data_and_key() else {
        return;
    };
    if data.ty.kind != TypeKind::Text {
        return;
    }
    let mut with = |data: Option<Typed>, words: Words| {
        let args: Vec<Typed> = [data, key.cloned()].into_iter().flatten().collect();
        out.extend(build::call(function, args).map(|typed| Change {
            kind: Kind::End,
            words,
            edits: vec![(ground.target, typed)],
        }));
    };
    for end in ENDS {
        let words = Words::new("with `{0}` at the end", "结尾加 `{0}`");
        let typed = build::call("concat", vec![data.clone(), build::text(end)]);
        with(typed, words.with(Word::Owned(literal(end))));
        let words = Words::new("with `{0}` at the beginning", "开头加 `{0}`");
        let typed = build::call("concat", vec![build::text(end), data.clone()]);
        with(typed, words.with(Word::Owned(literal(end))));
    }
    let words = Words::new("without white space at the ends", "去掉首尾空白");
    with(build::call("trim", vec![data.clone()]), words);
    if let Some(last) = ground.text(data).and_then(|text| text.chars().last())
        && !last.is_alphanumeric()
    {
        let args = vec![data.clone(), build::int(0), build::int(-1)];
        let words = Words::new("without `{0}` at the end", "去掉结尾的 `{0}`");
        with(
            build::call("slice", args),
            words.with(Word::Owned(literal(&last.to_string()))),
        );
    }
}
