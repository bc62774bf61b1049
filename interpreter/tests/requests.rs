//! Requests: where inputs, what is computed, and signatures stand.

mod support;

use std::sync::Arc;

use apiloom::{Kind, Language, f};
use support::{body, client, header, hooked, joining, target, written};

const AUTH: &[(&str, &str)] = &[("app_id", "App"), ("secret", "s3cret")];

#[test]
fn stamps_and_seals_are_placed() {
    let client = client("auth", AUTH, &Arc::default());
    let request = client
        .call("get_default", b"{}")
        .unwrap()
        .prepare()
        .unwrap();
    // The known answer of the fixture.
    assert_eq!(
        target(&request),
        "/default?app=App&time=1769860800&nonce=abc&v=v2\
         &sign=87f2c64d476c554ee9680375b892477ea9a9c2e297b88e4add33578db48a62d3"
    );
    assert_eq!(header(&request, "x-digits"), "123456");
    assert_eq!(header(&request, "x-user"), "");
}

#[test]
fn a_call_chooses_among_the_schemes_on_offer() {
    let client = client("auth", AUTH, &Arc::default());
    let call = client.call("get_default", b"{}").unwrap();
    let request = call
        .clone()
        .with_options(|options| options.scheme = Some("v1".to_owned()))
        .prepare()
        .unwrap();
    assert_eq!(header(&request, "x-time"), "1769860800000");
    let sign = f::base64(&f::hmac_sha1("App1769860800000", "s3cret"));
    assert_eq!(header(&request, "x-sign"), sign);
    assert_eq!(header(&request, "cookie"), "app=App");
    let refused = call.with_options(|options| options.scheme = Some("v3".to_owned()));
    assert_eq!(refused.prepare().unwrap_err().kind(), Kind::Configuration);
}

#[test]
fn bodies_are_signed_and_added_to() {
    let client = client("auth", AUTH, &Arc::default());
    let request = client
        .call("send_in_body", br#"{"id":7}"#)
        .unwrap()
        .prepare()
        .unwrap();
    assert_eq!(
        body(&request),
        r#"{"id":7,"app":"App","time":"1769860800"}"#
    );
    let request = client.call("get_whole", b"{}").unwrap().prepare().unwrap();
    let line = format!("GET\n/whole\n\n{}", f::hex(&f::sha256("")));
    let sign = f::hex(&f::hmac_sha256(&line, "s3cret"));
    assert_eq!(header(&request, "x-sign"), sign);
    let request = client.call("get_basic", b"{}").unwrap().prepare().unwrap();
    assert_eq!(
        header(&request, "authorization"),
        "Basic Basic QXBwOnMzY3JldA=="
    );
}

#[test]
fn hooks_are_asked_and_missed() {
    let settings = [AUTH, &[("user", "u")]].concat();
    let call = hooked("auth", &settings, joining());
    let request = call
        .call("send_hooked", br#"{"body":[1]}"#)
        .unwrap()
        .prepare()
        .unwrap();
    assert_eq!(header(&request, "x-hook"), "App|s3cret|[1]");
    assert_eq!(header(&request, "x-at"), "35");
    let client = client("auth", AUTH, &Arc::default());
    let error = client
        .call("send_hooked", br#"{"body":[1]}"#)
        .unwrap()
        .prepare()
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    assert!(error.to_string().contains("the hook `stamp`"), "{error}");
}

#[test]
fn what_is_computed_is_sent() {
    let settings = [("mode", "2"), ("app", "a1"), ("key", "k")];
    let client = client("computed", &settings, &Arc::default());
    let request = client.call("a", b"{}").unwrap().prepare().unwrap();
    assert_eq!(target(&request), "/a?acc=acc-a1&op=a&m=2");
    assert_eq!(body(&request), r#"{"n":5,"x":"ACC-A1"}"#);
    assert_eq!(header(&request, "x-mode"), "2");
    let request = client
        .call("b", br#"{"body":{"id":1}}"#)
        .unwrap()
        .prepare()
        .unwrap();
    assert_eq!(body(&request), r#"{"id":1,"kind":3}"#);
}

#[test]
fn pairs_and_parts_have_the_styles_of_the_spec() {
    let client = client("bodies", &[("key", "k3y")], &Arc::default());
    let inputs = br#"{"repeat":["a","b"],"csv":[1,2],"brackets":{"id":1,"tags":["x"]},"index0":[{"sku":"s"}],
        "by":"words","what":["y"]}"#;
    let request = client
        .call("query_styles", inputs)
        .unwrap()
        .prepare()
        .unwrap();
    assert_eq!(
        target(&request),
        "/v1/styles?repeat=a&repeat=b&csv=1%2C2&brackets%5Bid%5D=1&brackets%5Btags%5D%5B%5D=x\
         &index0%5B0%5D%5Bsku%5D=s&by=words&what%5B%5D=y"
    );
    let inputs = br#"{"title":"T","photo":{"name":"a.png","type":"image/png","base64":"AQI="},
        "pages":["one"],"tags[]":["x"]}"#;
    let request = client.call("upload", inputs).unwrap().prepare().unwrap();
    let text = String::from_utf8_lossy(request.body()).replace("\r\n", "\n");
    assert!(
        text.contains(
            "name=\"photo\"; filename=\"a.png\"\nContent-Type: image/png\n\n\u{1}\u{2}\n"
        ),
        "{text}"
    );
    assert!(text.contains("name=\"pages\"; filename=\"file\""), "{text}");
    assert!(text.contains("name=\"key\"\n\nk3y\n"), "{text}");
    assert_eq!(header(&request, "x-sign").len(), 64);
    let error = client.call(
        "upload",
        br#"{"title":"T","photo":{"size":"1"},"pages":[]}"#,
    );
    let error = error.unwrap().prepare().unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`photo`: `size` says nothing of a file"),
        "{error}"
    );
}

#[test]
fn bodies_are_bytes_texts_and_files() {
    let client = client("bodies", &[("key", "k")], &Arc::default());
    let sent = |operation: &str, inputs: &str| {
        let call = client.call(operation, inputs.as_bytes()).unwrap();
        let request = call.prepare().unwrap();
        let content_type = header(&request, "content-type").to_owned();
        (body(&request).to_owned(), content_type)
    };
    let octets = "application/octet-stream".to_owned();
    assert_eq!(
        sent("send_some_bytes", r#"{"body":"YQ=="}"#),
        ("a".to_owned(), octets.clone())
    );
    assert_eq!(
        sent("send_file", r#"{"file":"text"}"#),
        ("text".to_owned(), octets)
    );
    assert_eq!(
        sent("send_maybe_file", "{}"),
        (String::new(), String::new())
    );
    assert_eq!(
        sent("send_colours", r#"{"colours":"r,g"}"#),
        ("r,g".to_owned(), "text/csv; charset=utf-8".to_owned())
    );
}

#[test]
fn inputs_that_are_none_are_refused() {
    let client = client("auth", AUTH, &Arc::default());
    let error = client
        .call("send_in_body", br#"{"id":7,"idd":8}"#)
        .unwrap_err();
    assert_eq!(error.unknown_inputs(), ["idd"]);
    let error = client.call("send_in_body", br#"{"id":"x"}"#).unwrap_err();
    assert!(error.unknown_inputs().is_empty());
    assert!(error.to_string().starts_with("id: "), "{error}");
    let interpreter = client.interpreter();
    let described = interpreter.operation("send_in_body").expect("an operation");
    let problems = interpreter.input_problems(described, br#"{"id":"x","idd":8}"#);
    let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.path(), p.rule())).collect();
    assert_eq!(found, [("id", "type"), ("idd", "unknown")]);
    assert!(
        problems[0]
            .message(Language::Chinese)
            .starts_with("id: 应为整数，实际为字符串 \"x\""),
        "{problems:?}"
    );
    let fine = interpreter.input_problems(described, br#"{"id":7}"#);
    assert_eq!(fine, []);
    let error = client.call("send", b"{}").unwrap_err();
    assert_eq!(error.to_string(), "there is no operation `send`");
}

#[test]
fn a_spread_union_takes_a_variant_that_nobody_knows() {
    let client = client("unions", &[], &Arc::default());
    let unknown = r#"{"touser":"a","msgtype":"film","film":{"id":2}}"#;
    let request = client.call("send_named", unknown.as_bytes()).unwrap();
    assert_eq!(body(&request.prepare().unwrap()), unknown);
    // Each of these members would not be sent.
    for (json, path) in [
        (r#"{"touser":"a","msgtype":"film","films":2}"#, "films"),
        (
            r#"{"touser":"a","msgtype":"text","text":{"text":"b"},"image":{}}"#,
            "image",
        ),
    ] {
        let interpreter = client.interpreter();
        let described = interpreter.operation("send_named").expect("an operation");
        let problems = interpreter.input_problems(described, json.as_bytes());
        let [problem] = &problems[..] else {
            panic!("{problems:?}");
        };
        assert_eq!((problem.path(), problem.rule()), (path, "unknown"));
        assert!(
            problem
                .message(Language::English)
                .ends_with("touser, msgtype, text, image, codes, news"),
            "{problem:?}"
        );
    }
}

/// What is added to a body that an expression read would not be in what was signed; one that was not read
/// may be added to.
#[test]
fn a_seal_reads_the_body_only_if_it_must() {
    let spec = r#"apiloom: 1
vendor: either
settings: { key: secret, mode: { enum: { query: Over the query, body: Over the body } } }
servers: { default: https://api.either.test }
auth:
  digest:
    let:
      over: "choose(settings.mode, query=hex(sha256(request.query_text)), body=hex(sha256(request.body)))"
      sign: hmac_sha256(over, key=settings.key) | hex
    seal: { body: { sign: sign } }
operations:
  send: { http: POST /send, auth: digest, query: { a: int64 }, body: { fields: { id: int64 } } }
"#;
    let prepared = |mode: &str| {
        let settings = [("key", "k"), ("mode", mode)];
        let client = written(&format!("either-{mode}"), spec, &settings, &Arc::default());
        let call = client.call("send", br#"{"a":1,"id":2}"#).unwrap();
        call.prepare()
    };
    let sign = f::hex(&f::hmac_sha256(&f::hex(&f::sha256("a=1")), "k"));
    let request = prepared("query").unwrap();
    assert_eq!(body(&request), format!(r#"{{"id":2,"sign":"{sign}"}}"#));
    let error = prepared("body").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the body whose bytes a seal has read"),
        "{error}"
    );
}
