use apiloom::{Answer, Maybe, StringOrInt, Verdict, f, record};

/// The members that say how a request went; any of them may be absent.
struct StandardMembers {
    code: Option<String>,
    message: Option<String>,
}

record! {
    StandardMembers as Object;
    code: "code" as Maybe(StringOrInt);
    message: "message";
}

/// An object with a code, a message and the result in data.
///
/// 带 code、message 的对象，结果放在 data 中。
///
/// Note: The envelope stands in the sample only; the tables begin with what is in data.
///
/// Note: 外层结构只见于返回示例，字段表从 data 的内容开始。
///
/// Source: guide 返回结果示例.
pub(crate) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<StandardMembers>();
    if body.code.is_none() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if answer.status() < 300 && body.code.as_deref() == Some("10000") {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.clone(),
        message: body.message.clone(),
        request_id: None,
    }
}
