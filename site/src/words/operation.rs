//! What an operation does, whether it may be sent again, and what an update does with what is left out.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::emit::words;
use apiloom_codegen::model::{Effect, Operation, Repeat, Update};

use super::{code, say, sentence, told};
use crate::book::Paragraph;

/// What it does at the vendor; a method that says otherwise is pointed out.
pub(crate) fn effect(language: Language, operation: &Operation) -> Vec<Paragraph> {
    let mut said = vec![told(language, &words::effect(operation.effect))];
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
        Repeat::Safe => vec![
            told(language, &words::repeatable()),
            sentence(
                language,
                "After a broken connection, a timeout or a vendor that is temporarily unavailable, the client \
                 does so by itself.",
                "连接中断、超时或厂商暂时不可用时，客户端会自动重发。",
            ),
        ],
        Repeat::Keyed => vec![
            told(language, &words::keyed(operation.key.as_ref())),
            sentence(
                language,
                "The client makes the key once a call and sends it with every attempt.",
                "客户端为每次调用生成一个键，每次尝试都使用同一个。",
            ),
        ],
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

/// What an update does with what is left out, and that some fields say otherwise.
pub(crate) fn update_of(language: Language, update: Update, exceptions: bool) -> Vec<Paragraph> {
    let exceptions = exceptions.then(words::exceptions);
    let said = [Some(words::update_of(update)), exceptions];
    said.iter().flatten().map(|it| told(language, it)).collect()
}
