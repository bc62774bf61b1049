use apiloom::{Answer, IntOrString, Maybe, Verdict, f, record};

/// The members that say how a request went; any of them may be absent.
struct StandardMembers {
    code: Option<i64>,
    message: Option<String>,
    succeed: Option<bool>,
    biz_code: Option<String>,
}

record! {
    StandardMembers as Object;
    code: "code" as Maybe(IntOrString);
    message: "message";
    succeed: "succeed";
    biz_code: "bizCode";
}

/// An object with a code and a message; the result stands in data.
///
/// 带 code 和 message 的对象，结果放在 data 中。
pub(crate) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<StandardMembers>();
    if body.code.is_none() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if body.code == Some(200) && body.succeed == Some(false) {
        return Verdict::Failure {
            code: body.biz_code.clone(),
            message: body.message.clone(),
            request_id: None,
        };
    }
    if answer.status() < 300 && body.code == Some(200) {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.map(f::as_text),
        message: body.message.clone(),
        request_id: None,
    }
}
