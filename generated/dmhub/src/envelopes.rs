use apiloom::{Answer, IntOrString, Maybe, Verdict, f, record};

/// The members that say how a request went; any of them may be absent.
struct BareMembers {
    error_code: Option<i64>,
    error_description: Option<String>,
}

record! {
    BareMembers as Object;
    error_code: "error_code" as Maybe(IntOrString);
    error_description: "error_description";
}

/// The body is the result itself. A failure has error_code and error_description instead, mostly with
/// HTTP 200.
///
/// 返回体就是结果本身；失败时改为 error_code 和 error_description，且 HTTP 状态通常仍是 200。
///
/// Source: traffic, inferred.
pub(crate) fn bare(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<BareMembers>();
    if body.error_code.is_some() && body.error_code != Some(0) {
        return Verdict::Failure {
            code: body.error_code.map(f::as_text),
            message: body.error_description.clone(),
            request_id: None,
        };
    }
    if answer.status() >= 200 && answer.status() < 300 {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: Some(f::as_text(answer.status())),
        message: None,
        request_id: None,
    }
}

/// Tells success from failure.
pub(crate) fn get_customer_answer(answer: &Answer<'_>) -> Verdict {
    if answer.status() == 500 && answer.body().is_empty() {
        return Verdict::Failure {
            code: Some("no_such_customer".to_owned()),
            message: None,
            request_id: None,
        };
    }
    self::bare(answer)
}
