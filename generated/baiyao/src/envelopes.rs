use apiloom::{Answer, IntOrString, Maybe, Verdict, f, record};

/// The members that say how a request went; any of them may be absent.
struct StandardMembers {
    code: Option<i64>,
    msg: Option<String>,
}

record! {
    StandardMembers as Object;
    code: "code" as Maybe(IntOrString);
    msg: "msg";
}

/// Every answer is an object with a code and a text; the result stands in `data`.
///
/// 每个返回都是带 code 和 msg 的对象，结果放在 data 中。
///
/// Note: The statuses of HTTP are not documented. Only a status below 300 with the code 0 is a success.
///
/// Note: 文档没有说明 HTTP 状态码；只有状态码小于 300 且 code 为 0 才算成功。
///
/// Source: customer 返回结果.
pub(crate) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<StandardMembers>();
    if body.code.is_none() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if answer.status() < 300 && body.code == Some(0) {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.map(f::as_text),
        message: body.msg.clone(),
        request_id: None,
    }
}
