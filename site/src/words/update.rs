//! What sending a field, and leaving it out, does to what the vendor holds.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::emit::words;
use apiloom_codegen::model::Consequence;

use super::{code, joined, pick, say, told};
use crate::book::Paragraph;

/// A consequence in words, with what callers write in Rust.
pub(crate) fn consequence(language: Language, consequence: Consequence) -> Paragraph {
    let mut said = vec![told(language, &words::consequence(consequence))];
    said.extend(words::leaving_out(consequence).map(|written| {
        say(
            language,
            "In Rust, leaving it out is written as {0}.",
            "在 Rust 中，不发送须写明 {0}。",
            &[code(written)],
        )
    }));
    joined(said, pick(language, " ", ""))
}

/// That nobody knows what becomes of what is left out; `others` says whether dangers of other fields are told.
pub(crate) fn unsaid(language: Language, others: bool) -> Paragraph {
    let (en, zh) = match others {
        false => (
            "What becomes of fields that are left out is not documented: the vendor may erase them. Send \
             everything that must not be lost.",
            "不发送的字段会怎样，没有文档说明：厂商可能将其清除。不能丢失的内容请一并发送。",
        ),
        true => (
            "What becomes of other fields that are left out is not documented: the vendor may erase them. Send \
             everything that must not be lost.",
            "不发送其他字段会怎样，没有文档说明：厂商可能将其清除。不能丢失的内容请一并发送。",
        ),
    };
    say(language, en, zh, &[])
}
