use apiloom::{Answer, IntOrString, Maybe, Verdict, f, record};

/// The members that say how a request went; any of them may be absent.
struct StandardMembers {
    code: Option<i64>,
    message: Option<String>,
}

record! {
    StandardMembers as Object;
    code: "code" as Maybe(IntOrString);
    message: "message";
}

/// An object with a code beside the result, which stands under a name of its own.
///
/// 返回对象中 code 与结果并列，结果使用各自的名字。
pub(crate) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<StandardMembers>();
    if body.code.is_none() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if answer.status() < 300 && body.code == Some(1000) {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.map(f::as_text),
        message: body.message.clone(),
        request_id: None,
    }
}
