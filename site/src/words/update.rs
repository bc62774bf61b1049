//! What sending a field, and leaving it out, does to what the vendor holds.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::Consequence;

use super::{code, say};
use crate::book::Paragraph;

/// A consequence in words.
pub(crate) fn consequence(language: Language, consequence: Consequence) -> Paragraph {
    let (en, zh, holes) = match consequence {
        Consequence::Replaces => (
            "What is sent takes the place of what the vendor holds: whatever is not in it is lost.",
            "发送的内容会整体替换厂商已有的内容：不在其中的会丢失。",
            vec![],
        ),
        Consequence::Adds => (
            "What is sent is added to what the vendor holds.",
            "发送的内容会追加到厂商已有的内容中。",
            vec![],
        ),
        Consequence::MatchesById => (
            "Items are matched by their id; what the vendor holds besides them stays.",
            "各项按 id 匹配；厂商已有的其他项保持不变。",
            vec![],
        ),
        Consequence::SentUnknown => (
            "What sending it does to what the vendor holds is not documented: data may be lost.",
            "发送它对厂商已有的内容有何影响，没有文档说明：数据可能丢失。",
            vec![],
        ),
        Consequence::MayReplace => (
            "Whether what is sent replaces what the vendor holds is not documented.",
            "发送的内容是否会替换厂商已有的内容，没有文档说明。",
            vec![],
        ),
        Consequence::LeftOutErased => (
            "Left out, it is erased at the vendor. In Rust, leaving it out is written as {0}.",
            "不发送它时，厂商会将其清除。在 Rust 中，不发送须写明 {0}。",
            vec![code("Whole::Erase")],
        ),
        Consequence::LeftOutEither => (
            "Left out, some operations erase it at the vendor and others keep it.",
            "不发送它时，有的接口会将其清除，有的则保留。",
            vec![],
        ),
        Consequence::LeftOutUnknown => (
            "What becomes of it where it is left out is not documented: the vendor may erase it. \
             In Rust, leaving it out is written as {0}.",
            "不发送它会怎样，没有文档说明：厂商可能将其清除。在 Rust 中，不发送须写明 {0}。",
            vec![code("Replacement::LeaveOut")],
        ),
        Consequence::LeftOutKept => (
            "Left out as a whole, it stays as it is.",
            "整体不发送时，原有内容保持不变。",
            vec![],
        ),
    };
    say(language, en, zh, &holes)
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
