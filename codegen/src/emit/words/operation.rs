//! What an operation does, whether it may be sent again, and what an update does with what is left out.

use super::{Hole, Saying};
use crate::model::{Effect, Update, Where};

/// What it does at the vendor.
pub fn effect(effect: Effect) -> Saying {
    match effect {
        Effect::Read => Saying::plain(
            "Reads; it changes nothing at the vendor.",
            "只读，不改变厂商侧的数据。",
        ),
        Effect::Write => Saying::plain(
            "Creates or changes data at the vendor.",
            "新增或修改厂商侧的数据。",
        ),
        Effect::Delete => Saying::plain("Deletes data at the vendor.", "删除厂商侧的数据。"),
    }
}

/// That sending it twice is harmless.
pub fn repeatable() -> Saying {
    Saying::plain(
        "May be sent again: sending it twice does what sending it once does.",
        "可以重复发送：发送两次与发送一次效果相同。",
    )
}

/// That sending it twice is harmless by the key that it carries; the place and the name of the key.
pub fn keyed(key: Option<&(Where, String)>) -> Saying {
    let name = key.map_or("", |(_, name)| name.as_str());
    let (en, zh) = match key.map(|(place, _)| *place) {
        Some(Where::Query) => ("in the query parameter {0}", "查询参数 {0}"),
        Some(Where::Body) => ("in the member {0} of the body", "请求体成员 {0}"),
        Some(Where::Cookie) => ("in the cookie {0}", "Cookie {0}"),
        Some(Where::Header) | None => ("in the header {0}", "请求头 {0}"),
    };
    let place = Saying::with(en, zh, vec![Hole::Code(name.to_owned())]);
    Saying::with(
        "May be sent again: it carries an idempotency key {0}, by which the vendor knows a request that it has \
         seen.",
        "可以重复发送：{0}携带幂等键，厂商据此识别已收到过的请求。",
        vec![Hole::Part(place)],
    )
}

/// What an update does with what is left out.
pub fn update_of(update: Update) -> Saying {
    match update {
        Update::Merge => Saying::plain(
            "An update that merges: what the body leaves out stays as it is.",
            "合并更新：请求体中没有的字段保持不变。",
        ),
        Update::MergeById => Saying::plain(
            "An update that matches items by their id: items that the body leaves out stay as they are.",
            "按 id 合并更新：请求体中没有的项保持不变。",
        ),
        Update::Replace => Saying::plain(
            "An update that replaces: what the body leaves out is erased at the vendor.",
            "整体替换：请求体中没有的字段会被厂商清除。",
        ),
        Update::Unknown => Saying::plain(
            "An update whose effect on what the body leaves out is not documented: it may stay or be erased. Send \
             everything that must not be lost.",
            "请求体中没有的字段是保留还是被清除，没有文档说明。不能丢失的内容请一并发送。",
        ),
    }
}

/// That some fields say otherwise than their operation of what leaving them out does.
pub fn exceptions() -> Saying {
    Saying::plain(
        "That is not so of the fields that say otherwise.",
        "另有说明的字段除外。",
    )
}
