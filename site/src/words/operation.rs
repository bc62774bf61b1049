//! What an operation does, whether it may be sent again, and what an update does with what is left out.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::{Effect, Operation, Repeat, Update, Where};

use super::{code, say, sentence};
use crate::book::Paragraph;

/// What it does at the vendor; a method that says otherwise is pointed out.
pub(crate) fn effect(language: Language, operation: &Operation) -> Vec<Paragraph> {
    let mut said = vec![match operation.effect {
        Effect::Read => sentence(
            language,
            "Reads; it changes nothing at the vendor.",
            "只读，不改变厂商侧的数据。",
        ),
        Effect::Write => sentence(
            language,
            "Creates or changes data at the vendor.",
            "新增或修改厂商侧的数据。",
        ),
        Effect::Delete => sentence(
            language,
            "Deletes data at the vendor.",
            "删除厂商侧的数据。",
        ),
    }];
    let method = operation.method.as_str();
    let reads = matches!(method, "GET" | "HEAD" | "OPTIONS");
    let method = || code(method);
    match (operation.effect, reads) {
        (Effect::Write, true) => said.push(say(
            language,
            "Its method is {0} all the same: caches, link checkers and proxies that repeat a {0} would change \
             data.",
            "但请求方法是 {0}：缓存、链接检查和会自动重发 {0} 的代理都可能因此改动数据。",
            &[method()],
        )),
        (Effect::Delete, true) => said.push(say(
            language,
            "Its method is {0} all the same: caches, link checkers and proxies that repeat a {0} would delete \
             data.",
            "但请求方法是 {0}：缓存、链接检查和会自动重发 {0} 的代理都可能因此删除数据。",
            &[method()],
        )),
        (Effect::Delete, false) if operation.method != "DELETE" => said.push(say(
            language,
            "Its method is {0}, which does not say so.",
            "请求方法是 {0}，从方法上看不出这一点。",
            &[method()],
        )),
        (Effect::Read, false) => said.push(say(
            language,
            "Its method is {0}, although it changes nothing.",
            "请求方法虽为 {0}，但不会改变数据。",
            &[method()],
        )),
        _ => {}
    }
    said
}

/// Whether the client sends it again where it may have arrived.
pub(crate) fn repeat(language: Language, operation: &Operation) -> Vec<Paragraph> {
    let limited = || {
        sentence(
            language,
            "Only what the vendor put off for its limits without carrying it out, or what never left the client, \
             is sent again by itself.",
            "只有因频率限制被厂商拒绝、没有执行的，或根本没有发出的，才会自动再次发送。",
        )
    };
    match operation.repeat {
        Repeat::Safe => vec![sentence(
            language,
            "May be sent again: sending it twice does what sending it once does. After a broken connection, a \
             timeout or a vendor that is temporarily unavailable, the client does so by itself.",
            "可以重复发送：发送两次与发送一次效果相同。连接中断、超时或厂商暂时不可用时，客户端会自动重发。",
        )],
        Repeat::Keyed => vec![keyed(language, operation)],
        Repeat::Never => vec![
            sentence(
                language,
                "Never sent again once it may have reached the vendor: after a broken connection or a timeout, \
                 find out first whether it was carried out.",
                "一旦可能已到达厂商，就不会再次发送：连接中断或超时后，请先确认是否已经执行。",
            ),
            limited(),
        ],
    }
}

fn keyed(language: Language, operation: &Operation) -> Paragraph {
    let name = operation.key.as_ref().map_or("", |(_, name)| name.as_str());
    let place = operation.key.as_ref().map(|(place, _)| *place);
    let (en, zh) = match place {
        Some(Where::Query) => ("in the query parameter {0}", "查询参数 {0}"),
        Some(Where::Body) => ("in the member {0} of the body", "请求体成员 {0}"),
        Some(Where::Cookie) => ("in the cookie {0}", "Cookie {0}"),
        Some(Where::Header) | None => ("in the header {0}", "请求头 {0}"),
    };
    let place = say(language, en, zh, &[code(name)]);
    say(
        language,
        "May be sent again: it carries an idempotency key {0}, by which the vendor knows a request that it has \
         seen. The client makes the key once a call and sends it with every attempt.",
        "可以重复发送：{0}携带幂等键，厂商据此识别已收到过的请求。客户端为每次调用生成一个键，每次尝试都使用同一个。",
        &[place],
    )
}

/// What an update does with what is left out.
pub(crate) fn update_of(language: Language, update: Update) -> Paragraph {
    match update {
        Update::Merge => sentence(
            language,
            "An update that merges: what the body leaves out stays as it is.",
            "合并更新：请求体中没有的字段保持不变。",
        ),
        Update::MergeById => sentence(
            language,
            "An update that matches items by their id: items that the body leaves out stay as they are.",
            "按 id 合并更新：请求体中没有的项保持不变。",
        ),
        Update::Replace => sentence(
            language,
            "An update that replaces: what the body leaves out is erased at the vendor.",
            "整体替换：请求体中没有的字段会被厂商清除。",
        ),
        Update::Unknown => sentence(
            language,
            "An update whose effect on what the body leaves out is not documented: it may stay or be erased. Send \
             everything that must not be lost.",
            "请求体中没有的字段是保留还是被清除，没有文档说明。不能丢失的内容请一并发送。",
        ),
    }
}
