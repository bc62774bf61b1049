//! What sending a field, and leaving it out, does to what the vendor holds.

use super::Saying;
use crate::model::Consequence;

/// A consequence in words.
pub fn consequence(consequence: Consequence) -> Saying {
    match consequence {
        Consequence::Replaces => Saying::plain(
            "What is sent takes the place of what the vendor holds: whatever is not in it is lost.",
            "发送的内容会整体替换厂商已有的内容：不在其中的会丢失。",
        ),
        Consequence::Adds => Saying::plain(
            "What is sent is added to what the vendor holds.",
            "发送的内容会追加到厂商已有的内容中。",
        ),
        Consequence::MatchesById => Saying::plain(
            "Items are matched by their id; what the vendor holds besides them stays.",
            "各项按 id 匹配；厂商已有的其他项保持不变。",
        ),
        Consequence::SentUnknown => Saying::plain(
            "What sending it does to what the vendor holds is not documented: data may be lost.",
            "发送它对厂商已有的内容有何影响，没有文档说明：数据可能丢失。",
        ),
        Consequence::MayReplace => Saying::plain(
            "Whether what is sent replaces what the vendor holds is not documented: data may be lost.",
            "发送的内容是否会替换厂商已有的内容，没有文档说明：数据可能丢失。",
        ),
        Consequence::LeftOutErased => Saying::plain(
            "Left out, it is erased at the vendor.",
            "不发送它时，厂商会将其清除。",
        ),
        Consequence::LeftOutEither => Saying::plain(
            "Left out, some operations erase it at the vendor and others keep it.",
            "不发送它时，有的接口会将其清除，有的则保留。",
        ),
        Consequence::LeftOutUnknown => Saying::plain(
            "What becomes of it where it is left out is not documented: the vendor may erase it.",
            "不发送它会怎样，没有文档说明：厂商可能将其清除。",
        ),
        Consequence::LeftOutKept => Saying::plain(
            "Left out as a whole, it stays as it is.",
            "整体不发送时，原有内容保持不变。",
        ),
    }
}

/// How callers of a client write that they leave a field out, where they must decide on it.
pub fn leaving_out(consequence: Consequence) -> Option<&'static str> {
    match consequence {
        Consequence::LeftOutErased => Some("Whole::Erase"),
        Consequence::LeftOutUnknown => Some("Replacement::LeaveOut"),
        _ => None,
    }
}
