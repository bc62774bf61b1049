//! Kinds of errors, what the client does about them, and how sure facts are.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::ErrorKind;

use super::{pick, sentence};
use crate::book::Paragraph;

/// A kind as the runtime calls it.
pub(crate) fn kind_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Auth => "Auth",
        ErrorKind::Permission => "Permission",
        ErrorKind::NotFound => "NotFound",
        ErrorKind::RateLimit => "RateLimit",
        ErrorKind::Invalid => "Invalid",
        ErrorKind::Conflict => "Conflict",
        ErrorKind::Unavailable => "Unavailable",
        ErrorKind::Vendor => "Vendor",
    }
}

/// A kind in words.
pub(crate) fn kind_words(language: Language, kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Auth => pick(language, "credentials refused", "凭据未被接受"),
        ErrorKind::Permission => pick(language, "not permitted", "没有权限"),
        ErrorKind::NotFound => pick(language, "not found", "不存在"),
        ErrorKind::RateLimit => pick(language, "too many calls", "调用过于频繁"),
        ErrorKind::Invalid => pick(language, "inputs refused", "输入被拒绝"),
        ErrorKind::Conflict => pick(language, "conflict with existing data", "与已有数据冲突"),
        ErrorKind::Unavailable => pick(language, "temporarily unavailable", "暂时不可用"),
        ErrorKind::Vendor => pick(language, "other failure", "其他失败"),
    }
}

/// What the client does by itself about an error of a kind; `renews` says whether its code is one after which
/// a token is fetched anew.
pub(crate) fn handling(language: Language, kind: ErrorKind, renews: bool) -> Vec<Paragraph> {
    let mut said = Vec::new();
    if renews {
        said.push(sentence(
            language,
            "The client gets a new token and sends the call once more, unless the token was set by hand.",
            "客户端会重新获取令牌并把该调用再发送一次；手动设置的令牌除外。",
        ));
    }
    match kind {
        ErrorKind::RateLimit => said.push(sentence(
            language,
            "The client waits and sends the call again, whatever the operation does, since the vendor did \
             nothing.",
            "厂商并未执行该调用，因此无论哪个接口，客户端都会等待后重新发送。",
        )),
        ErrorKind::Unavailable => said.push(sentence(
            language,
            "The client waits and sends the call again if the operation may be repeated; otherwise the call \
             ends with this error.",
            "若接口可以重复调用，客户端会等待后重新发送；否则直接返回该错误。",
        )),
        ErrorKind::Auth if !renews => said.push(sentence(
            language,
            "The call ends with this error. Only if the answer shows that the local clock was wrong does the \
             client correct the time and send the call once more.",
            "直接返回该错误。只有当返回的时间表明本地时钟有误时，客户端才会校正时间并再发送一次。",
        )),
        ErrorKind::Auth => {}
        ErrorKind::Permission
        | ErrorKind::NotFound
        | ErrorKind::Invalid
        | ErrorKind::Conflict
        | ErrorKind::Vendor
            if !renews =>
        {
            said.push(sentence(
                language,
                "The call ends with this error; it is not sent again.",
                "直接返回该错误，不会重新发送。",
            ));
        }
        ErrorKind::Permission
        | ErrorKind::NotFound
        | ErrorKind::Invalid
        | ErrorKind::Conflict
        | ErrorKind::Vendor => {}
    }
    said
}

/// How sure a fact is.
pub(crate) fn confidence(language: Language, word: &str) -> Option<&'static str> {
    match word {
        "documented" => Some(pick(
            language,
            "Documented by the vendor.",
            "厂商文档有明确说明。",
        )),
        "example_only" => Some(pick(language, "Seen in an example only.", "仅见于示例。")),
        "inferred" => Some(pick(
            language,
            "Inferred, not documented.",
            "推断得出，没有文档说明。",
        )),
        _ => None,
    }
}
