//! All operations of all specs: answers are what their envelopes and types say.

use apiloom_codegen::expr;
use apiloom_codegen::interpret::Values;
use apiloom_codegen::model::{Absent, Decode};
use apiloom_wire::{Json, Place, Violations, decode_noting_as};

use super::*;
use crate::tree;

#[test]
fn every_operation_has_a_success_that_reads_without_drift() {
    let mut problems = Vec::new();
    let mut count = 0;
    for api in all_apis() {
        let mut answerer = Answerer::new(api, 7);
        let values = Values::new(api);
        for operation in &api.operations {
            count += 1;
            let name = format!("{}.{}", api.vendor.snake(), operation.name.snake());
            let reply = call(&mut answerer, operation, &inputs(api, operation));
            let said = verdict(api, operation, &reply);
            let shown = String::from_utf8_lossy(&reply.body).into_owned();
            if said != Outcome::Success && !finds_nothing(&reply) {
                problems.push(format!("{name}: {said:?}\n  {} {shown}", reply.status));
                continue;
            }
            let Some(returns) = operation
                .returns
                .as_ref()
                .filter(|_| said == Outcome::Success)
            else {
                continue;
            };
            if returns.decode != Decode::Json {
                continue;
            }
            let body = Json::parse(&reply.body).unwrap_or_default();
            let Some(value) = tree::at(&body, &returns.at) else {
                if returns.absent == Absent::Refused {
                    problems.push(format!("{name}: nothing at {:?}\n  {shown}", returns.at));
                }
                continue;
            };
            match decode_noting_as(&tree::bytes(value), values.codec(&returns.ty)) {
                Ok((datum, drift)) => {
                    let drift = drift.to_string();
                    let members = crate::envelope::names(api, operation);
                    let own = |line: &&str| {
                        !members
                            .iter()
                            .any(|name| line.starts_with(&format!("{name}:")))
                    };
                    let drift: Vec<&str> = drift.lines().filter(own).collect();
                    if !drift.is_empty() {
                        problems.push(format!("{name}: drift {drift:?}\n  {shown}"));
                    }
                    let mut found = Violations::new();
                    values.check(&returns.ty, &datum, &Place::ROOT, &mut found);
                    if found.has_errors() {
                        problems.push(format!("{name}: {found}\n  {shown}"));
                    }
                }
                Err(error) => problems.push(format!("{name}: {error}\n  {shown}")),
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{} of {count}:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(count > 100, "{count}");
}

/// Whether an operation was refused since no entity is as a made request asks for.
fn finds_nothing(reply: &Reply) -> bool {
    String::from_utf8_lossy(&reply.body).contains("There is no ") || reply.body.is_empty()
}

#[test]
fn every_code_can_be_answered() {
    let mut problems = Vec::new();
    let mut count = 0;
    for api in all_apis().into_iter().filter(|api| says_codes(api)) {
        let mut answerer = Answerer::new(api, 7);
        for row in &api.errors {
            let mut told = Vec::new();
            for operation in &api.operations {
                let reply = fail(
                    &mut answerer,
                    operation,
                    FailureKind::Code(row.code.clone()),
                );
                if let Outcome::Failure(said) = verdict(api, operation, &reply) {
                    let found = said.code.as_ref().and_then(|code| api.error(code));
                    told.push(found.is_some_and(|found| found.code == row.code));
                } else {
                    problems.push(format!(
                        "{}.{}: no failure",
                        api.vendor.snake(),
                        operation.name.snake()
                    ));
                }
            }
            count += 1;
            if !told.contains(&true) {
                problems.push(format!(
                    "{}: no answer says {}",
                    api.vendor.snake(),
                    row.code
                ));
            }
        }
    }
    assert!(problems.is_empty(), "{count} codes: {problems:#?}");
}

/// Whether any answer of an API has a code that is not its status.
fn says_codes(api: &Api) -> bool {
    let mut envelopes = api.envelopes.iter();
    envelopes.any(|envelope| {
        let mut failures = envelope.conditional.iter().chain(&envelope.otherwise);
        failures.any(|failure| {
            let code = failure.code.as_ref();
            code.is_some_and(|code| !expr::uses(code).names.contains("status"))
        })
    })
}

#[test]
fn every_refusal_is_one() {
    let kinds = [
        FailureKind::Malformed,
        FailureKind::Unauthenticated,
        FailureKind::BadSignature,
        FailureKind::Stale,
        FailureKind::Replayed,
        FailureKind::ExpiredToken(Vec::new()),
        FailureKind::Throttled,
        FailureKind::Invalid,
        FailureKind::NotFound,
        FailureKind::Conflict,
        FailureKind::Unavailable,
    ];
    let mut problems = Vec::new();
    for api in all_apis() {
        let mut answerer = Answerer::new(api, 7);
        for operation in &api.operations {
            for kind in &kinds {
                let reply = fail(&mut answerer, operation, kind.clone());
                if verdict(api, operation, &reply) == Outcome::Success {
                    let name = operation.name.snake();
                    problems.push(format!("{}.{name}: {kind:?}", api.vendor.snake()));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn examples_are_answered_as_they_stand() {
    let mut problems = Vec::new();
    let mut count = 0;
    for api in all_apis() {
        for operation in &api.operations {
            for example in &operation.examples {
                let (Some(request), Some(answer)) = (&example.request, &example.answer) else {
                    continue;
                };
                count += 1;
                let mut answerer = Answerer::new(api, 7);
                let reply = call(&mut answerer, operation, request);
                let body = Json::parse(&reply.body).unwrap_or_default();
                let same = body == answer.body.clone().unwrap_or_default();
                if reply.status != answer.status || !same || reply.refused != answer.fails {
                    let name = operation.name.snake();
                    problems.push(format!(
                        "{}.{name}: {request}\n  {body}\n  {:?}",
                        api.vendor.snake(),
                        answer.body
                    ));
                }
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{} of {count}:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(count >= 17, "{count}");
}

/// A login is told by the secrets that it sends, in whichever order its examples stand.
#[test]
fn examples_that_differ_in_secrets_are_told_apart() {
    let wrong = "      - { request: { name: li, password: an-example-wrong-one }, response: { code: 1 }, fails: \"1\" }\n";
    let right = "      - { request: { name: li, password: an-example-right-one }, response: { code: 0, data: hi } }\n";
    for (name, examples) in [
        ("login_wrong_first", [wrong, right]),
        ("login_right_first", [right, wrong]),
    ] {
        let text = format!(
            r#"apiloom: 1
vendor: acme
servers: {{ default: https://acme.example }}
envelopes:
  standard: {{ fields: {{ code: int32!, data: any }}, success: body.code == 0, failures: [{{ code: body.code }}] }}
defaults: {{ envelope: standard, auth: none }}
errors: {{ "1": {{ name: WrongPassword, kind: auth }} }}
operations:
  log_in:
    http: POST /login
    body: {{ fields: {{ name: string!, password: secret! }} }}
    returns: {{ type: any, at: body.data }}
    examples:
{}"#,
            examples.concat()
        );
        let api = written(name, &text);
        let log_in = operation(api, "log_in");
        let code = |password: &str| {
            let request = json(&format!(r#"{{"name":"li","password":"{password}"}}"#));
            let mut answerer = Answerer::new(api, 7);
            call(&mut answerer, log_in, &request).refused
        };
        assert_eq!(code("an-example-wrong-one").as_deref(), Some("1"), "{name}");
        assert_eq!(code("an-example-right-one"), None, "{name}");
    }
}

/// An example of wrong credentials may stand before that of right ones, whose request is the same.
#[test]
fn an_example_that_is_not_true_hides_no_other() {
    let api = written(
        "shared_request",
        r#"apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
envelopes:
  standard: { fields: { code: int64 }, success: body.code == 0, failures: [{ code: body.code }] }
errors: { "1": { name: BadKey, kind: auth } }
defaults: { envelope: standard }
types: { Parcel: { fields: { id: int64!, note: string } } }
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: { type: Parcel, at: body.data }
    examples:
      - { request: { id: 7 }, response: { code: 1 }, fails: "1" }
      - { request: { id: 7 }, response: { code: 0, data: { id: 7, note: seen } } }
"#,
    );
    let operation = operation(api, "get_parcel");
    let settings = Env::new();
    for (is_authenticated, expected) in [
        (false, r#"{"code":1}"#),
        (true, r#"{"code":0,"data":{"id":7,"note":"seen"}}"#),
    ] {
        let mut context = context(&settings, "");
        context.is_authenticated = is_authenticated;
        let reply = Answerer::new(api, 1).reply(operation, &json(r#"{"id":7}"#), &context);
        assert_eq!(String::from_utf8_lossy(&reply.body), expected);
    }
}

#[test]
fn a_token_stands_where_clients_look_for_it() {
    let mut count = 0;
    for name in ["dmhub.yaml", "udesk.yaml"] {
        let api = spec(name);
        for scheme in &api.schemes {
            let Some(token) = &scheme.token else { continue };
            let Some(operation) = token.operation.as_ref() else {
                continue;
            };
            let operation = super::operation(api, &operation.snake());
            let grant = crate::Grant {
                token: "tok-1".to_owned(),
                lifetime: 90,
                value_at: token.value.clone(),
                lifetime_at: token.lifetime.clone(),
            };
            let settings = Env::new();
            let mut context = context(&settings, "");
            context.grant = Some(&grant);
            let reply = Answerer::new(api, 1).reply(operation, &inputs(api, operation), &context);
            assert_eq!(verdict(api, operation, &reply), Outcome::Success);
            let body = Json::parse(&reply.body).expect("it is JSON");
            for path in &token.value {
                assert_eq!(tree::at(&body, path), Some(&Json::from("tok-1")), "{body}");
            }
            if let Some(path) = &token.lifetime {
                assert_eq!(tree::at(&body, path), Some(&Json::from(90)), "{body}");
            }
            count += 1;
        }
    }
    assert_eq!(count, 4);
}

#[test]
fn refusals_read_like_the_vendor() {
    let table: &[(&str, &str, FailureKind, u16, &str)] = &[
        (
            "baiyao.yaml",
            "get_customer",
            FailureKind::BadSignature,
            200,
            r#"{"code":-1,"msg":"This is why."}"#,
        ),
        (
            "baiyao.yaml",
            "get_customer",
            FailureKind::Throttled,
            429,
            r#"{"code":429,"msg":"This is why."}"#,
        ),
        (
            "dezhu.yaml",
            "update_customer",
            FailureKind::BadSignature,
            200,
            r#"{"code":"21002","message":"This is why."}"#,
        ),
        (
            "dezhu.yaml",
            "update_customer",
            FailureKind::Conflict,
            200,
            r#"{"code":"21112","message":"This is why."}"#,
        ),
        ("dmhub.yaml", "get_customer", FailureKind::NotFound, 500, ""),
        (
            "dmhub.yaml",
            "list_customers",
            FailureKind::Invalid,
            200,
            r#"{"error_code":40004,"error_description":"This is why."}"#,
        ),
        (
            "udesk.yaml",
            "update_customer",
            FailureKind::Replayed,
            401,
            r#"{"code":401,"message":"This is why."}"#,
        ),
        (
            "wefeng.yaml",
            "update_external_contact",
            FailureKind::Unavailable,
            503,
            r#"{"code":503,"message":"This is why."}"#,
        ),
    ];
    for (name, called, kind, status, body) in table {
        let api = spec(name);
        let reply = fail(
            &mut Answerer::new(api, 1),
            operation(api, called),
            kind.clone(),
        );
        let told = String::from_utf8_lossy(&reply.body).into_owned();
        assert_eq!(
            (reply.status, told.as_str()),
            (*status, *body),
            "{name} {kind:?}"
        );
    }
}

#[test]
fn codes_are_chosen_by_what_they_mean() {
    let api = written(
        "codes",
        r#"apiloom: 1
vendor: codes
servers: { default: https://codes.test }
envelopes:
  standard:
    fields: { error: any }
    success: body.error is not present
    failures: [ { code: as_text(body.error.code), message: as_text(body.error.message) } ]
errors:
  auth.password: { name: WrongPassword, kind: auth }
  "auth.*": { name: AuthFailed, kind: auth }
  auth.captcha: { name: CaptchaRequired, kind: auth }
  auth.nonce: { name: NonceUsed, kind: auth }
  auth.signature: { name: SignatureMismatch, kind: auth }
  auth.expired: { name: TokenExpired, kind: auth }
  auth.clock: { name: TimestampTooOld, kind: auth }
  "limit.*": { name: TooMany, kind: rate_limit }
  missing: { name: NotThere, kind: not_found, doc: { zh: 数据不存在 } }
defaults: { envelope: standard }
operations:
  get: { http: GET /get, returns: { type: string, at: body.value } }
"#,
    );
    let renewed = FailureKind::ExpiredToken(vec!["auth.clock".to_owned()]);
    let table = [
        (FailureKind::Unauthenticated, "auth.failed"),
        (FailureKind::BadSignature, "auth.signature"),
        (FailureKind::Stale, "auth.clock"),
        (FailureKind::Replayed, "auth.nonce"),
        (FailureKind::ExpiredToken(Vec::new()), "auth.expired"),
        (renewed, "auth.clock"),
        (FailureKind::Throttled, "limit.failed"),
        (FailureKind::NotFound, "missing"),
        (FailureKind::Conflict, "409"),
    ];
    let get = operation(api, "get");
    for (kind, code) in table {
        let reply = fail(&mut Answerer::new(api, 1), get, kind.clone());
        let body = format!(r#"{{"error":{{"code":"{code}","message":"This is why."}}}}"#);
        assert_eq!(String::from_utf8_lossy(&reply.body), body, "{kind:?}");
        assert_eq!(reply.refused.as_deref(), Some(code), "{kind:?}");
    }
}

#[test]
fn answers_have_nothing_that_only_requests_have() {
    let api = written(
        "access",
        r#"apiloom: 1
vendor: access
servers: { default: https://access.test }
types:
  Thing: { fields: { name: string, key: { type: string, access: write }, made: { type: int32, access: read } } }
operations:
  get: { http: GET /get, returns: Thing }
  put: { http: PUT /put, body: Thing! }
"#,
    );
    let reply = call(
        &mut Answerer::new(api, 1),
        operation(api, "get"),
        &json("{}"),
    );
    let body = Json::parse(&reply.body).expect("it is JSON");
    let names: Vec<&str> = tree::members(&body)
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["name", "made"]);
}

#[test]
fn texts_and_files_are_no_json() {
    let api = written(
        "plain",
        r#"apiloom: 1
vendor: plain
servers: { default: https://plain.test }
operations:
  note: { http: GET /note, returns: { type: string, decode: text } }
  log: { http: GET /log, returns: { type: bytes, decode: bytes } }
  map: { http: GET /map, returns: file }
  nothing: { http: GET /nothing }
"#,
    );
    let content = |name: &str| {
        let reply = call(
            &mut Answerer::new(api, 1),
            operation(api, name),
            &json("{}"),
        );
        let content = reply
            .headers
            .iter()
            .find(|(name, _)| name == "content-type");
        (
            content.map(|(_, value)| value.clone()),
            reply.body.is_empty(),
        )
    };
    assert_eq!(
        content("note"),
        (Some("text/plain; charset=utf-8".to_owned()), false)
    );
    for name in ["log", "map"] {
        assert_eq!(
            content(name),
            (Some("application/octet-stream".to_owned()), false)
        );
    }
    assert_eq!(content("nothing"), (None, true));
}

/// The answers that such an envelope could be tried with are more than any test could wait for.
#[test]
fn a_code_that_cannot_be_said_is_not_looked_for_without_an_end() {
    let members: Vec<String> = ('a'..='p')
        .map(|name| format!("as_text(body.error.{name}) ?? \"\""))
        .collect();
    let members = members.join(", ");
    let text = format!(
        r#"apiloom: 1
vendor: endless
servers: {{ default: https://endless.test }}
envelopes:
  standard:
    fields: {{ error: any }}
    success: body.error is not present
    failures: [ {{ code: 'list({members}) | join("-")', message: as_text(body.error.text) }} ]
errors:
  refused: {{ name: Refused, kind: auth }}
defaults: {{ envelope: standard }}
operations:
  get: {{ http: GET /get, returns: {{ type: string, at: body.value }} }}
"#
    );
    let api = written("endless", &text);
    let (mut answerer, get) = (Answerer::new(api, 1), operation(api, "get"));
    let reply = fail(&mut answerer, get, FailureKind::BadSignature);
    assert!(matches!(verdict(api, get, &reply), Outcome::Failure(_)));
}
