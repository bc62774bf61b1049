//! `apiloom call` as its users run it: what is sent, what is printed, and with which exit code it ends.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use tempfile::TempDir;

const SPEC: &str = r#"apiloom: 1
vendor: acme
settings:
  account: { type: string, pattern: "[a-z]+" }
  key: secret
  limit: { type: int32, default: 20 }
servers: { default: https://api.acme.example/v1 }
hooks: { sign: { takes: { text: text }, gives: text } }
auth:
  signed:
    let:
      time: now | unix_seconds
      nonce: nonce_hex(8)
      sign: hmac_sha256(join(list(request.path, time, nonce), "\n"), key=settings.key) | hex
    stamp: { query: { time: time, nonce: nonce, key: settings.key } }
    seal: { header: { X-Sign: sign } }
  secret_way: { seal: { header: { X-Sign: 'custom("sign", request.path)' } } }
  bought:
    stamp: { header: { X-Token: token } }
    token: { operation: sign_away, value: body.token, lifetime: unknown, renew: unknown }
  fetched:
    stamp: { header: { X-Token: token } }
    token: { operation: open, value: body.token, lifetime: unknown, renew: unknown }
envelopes:
  standard:
    fields: { code: int64, message: string }
    success: body.code == 0
    failures: [{ code: body.code, message: body.message }]
errors: { "7": { name: NoSuchParcel, kind: not_found } }
defaults:
  auth: { any: [signed, secret_way] }
  envelope: standard
types:
  Parcel:
    fields:
      id: int64!
      note: { type: string, length: 2..5 }
      pin: secret
      weight: decimal
      boxes: list(Box)
  Box: { fields: { size: int64! } }
operations:
  get_parcel: { http: "GET /parcels/{id}", path: { id: int64 }, returns: { type: Parcel, at: body.data } }
  add_parcel:
    http: POST /parcels
    body: { type: Parcel!, name: parcel }
  list_parcels:
    http: GET /parcels
    query: { page: int32 }
    returns: { type: list(Parcel), at: body.data.list }
    paginate: { by: page, send: { page: page }, read: { items: body.data.list, total: body.data.total } }
  check_pin:
    http: POST /pins
    body: { fields: { id: int64, pin: secret } }
    returns: { type: Parcel, at: body.data }
  check_pins:
    http: POST /pins/all
    body: { fields: { id: int64, pin: secret, page: int32 } }
    returns: { type: list(Parcel), at: body.data.list }
    paginate: { by: page, send: { page: page }, read: { items: body.data.list, total: body.data.total } }
  get_label: { http: GET /label, returns: file }
  sign_away: { http: GET /away, auth: secret_way, returns: any }
  buy: { http: GET /bought, auth: bought }
  open: { http: GET /open, auth: none, returns: any }
  pay: { http: GET /paid, auth: { all: [signed, fetched] } }
"#;

/// A folder with the spec.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("acme.yaml"), SPEC).expect("a file is written");
    folder
}

/// A vendor that gives these answers, one a connection, and keeps the requests.
struct Vendor {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

fn vendor(answers: &[(u16, &str)]) -> Vendor {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    let requests = Arc::new(Mutex::new(Vec::new()));
    let answers: Vec<(u16, String)> = answers
        .iter()
        .map(|(status, body)| (*status, (*body).to_owned()))
        .collect();
    let kept = Arc::clone(&requests);
    thread::spawn(move || {
        for (status, body) in answers {
            let Ok((mut stream, _)) = listener.accept() else {
                return;
            };
            let mut request = Vec::new();
            let mut piece = [0; 4096];
            while !is_whole(&request) {
                match stream.read(&mut piece) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => request.extend_from_slice(&piece[..count]),
                }
            }
            let request = String::from_utf8_lossy(&request).into_owned();
            kept.lock().expect("no panic").push(request);
            let length = body.len();
            let media = match body.starts_with(['{', '[', '<']) {
                true => "application/json",
                false => "application/pdf",
            };
            let answer = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: {media}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    Vendor { url, requests }
}

/// Whether a request has come in whole, by its content-length.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    body.len() >= length.unwrap_or(0)
}

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    command
        .current_dir(folder)
        .args(["call", "acme.yaml"])
        .args(arguments)
        .env_remove("APILOOM_ACME_KEY")
        .env_remove("APILOOM_ACME_ACCOUNT")
        .env_remove("APILOOM_ACME_LIMIT")
        .stdin(Stdio::null());
    command
}

/// With settings, and these inputs in a file.
fn call(folder: &Path, arguments: &[&str], inputs: &str) -> Run {
    fs::write(folder.join("input.json"), inputs).expect("a file is written");
    let given = [
        "--set",
        "account=me",
        "--set",
        "key=hunter22",
        "--input",
        "input.json",
    ];
    let output = command(folder, arguments).args(given).output();
    output.expect("the command runs").into()
}

fn json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

#[test]
fn an_answer_is_printed() {
    let folder = folder();
    let vendor = vendor(&[(
        200,
        r#"{"code":0,"data":{"id":7,"note":"red","new":[1,{"a":2}]}}"#,
    )]);
    let run = call(
        folder.path(),
        &["get_parcel", "--server", &vendor.url],
        r#"{"id":7}"#,
    );
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.out, "id: 7\nnote: red\nnew:\n  0: 1\n  1:\n    a: 2\n");
    assert!(
        run.err
            .contains("note: the answer differs from the spec: data.new"),
        "{}",
        run.err
    );
    let requests = vendor.requests.lock().expect("no panic");
    assert!(
        requests[0].starts_with("GET /v1/parcels/7?time="),
        "{}",
        requests[0]
    );
}

#[test]
fn programs_get_json_also_of_failures() {
    let folder = folder();
    let vendor = vendor(&[
        (200, r#"{"code":0,"data":{"id":7}}"#),
        (200, r#"{"code":7,"message":"no hunter22 here"}"#),
    ]);
    let arguments = ["get_parcel", "--format", "json", "--server", &vendor.url];
    let run = call(folder.path(), &arguments, r#"{"id":7}"#);
    assert_eq!(
        (run.code, json(&run)),
        (Some(0), serde_json::json!({"id": 7}))
    );
    let run = call(folder.path(), &arguments, r#"{"id":7}"#);
    assert_eq!(run.code, Some(1));
    let error = &json(&run)["error"];
    assert_eq!(error["name"], "NoSuchParcel");
    assert_eq!(error["message"], "no [secret] here");
    assert!(
        run.err
            .starts_with("error: get_parcel: NoSuchParcel (code 7"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("hunter22"), "{}", run.err);
}

#[test]
fn the_exact_request_is_shown_without_secrets() {
    let folder = folder();
    let fixed = [
        "--dry-run",
        "--now",
        "2026-01-31T12:00:00Z",
        "--nonce",
        "abcd",
    ];
    let arguments = [&["add_parcel"], &fixed[..]].concat();
    let inputs = r#"{"parcel":{"id":7,"pin":"99887766"}}"#;
    let run = call(folder.path(), &arguments, inputs);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let request = json(&run);
    assert_eq!(request["method"], "POST");
    assert_eq!(
        request["url"],
        "https://api.acme.example/v1/parcels?time=1769860800&nonce=abcd&key=[secret]"
    );
    assert_eq!(
        request["body"],
        serde_json::json!({"json": {"id": 7, "pin": "[secret]"}})
    );
    assert!(run.err.contains("set pin: [secret]"), "{}", run.err);
    assert!(run.err.contains("nothing was sent"), "{}", run.err);
    for text in [&run.out, &run.err] {
        assert!(
            !text.contains("hunter22") && !text.contains("99887766"),
            "{text}"
        );
    }
    let open = call(
        folder.path(),
        &[&arguments[..], &["--show-secrets"]].concat(),
        inputs,
    );
    let open = json(&open);
    assert!(
        open["url"]
            .as_str()
            .is_some_and(|url| url.ends_with("key=hunter22"))
    );
    assert_eq!(open["body"]["json"]["pin"], "99887766");
    // The same time and nonce give the same signature.
    assert_eq!(open["headers"]["x-sign"], request["headers"]["x-sign"]);
    assert_eq!(open["headers"]["x-sign"].as_str().map(str::len), Some(64));
}

#[test]
fn only_tokens_that_a_scheme_has_would_be_fetched() {
    let folder = folder();
    let run = call(folder.path(), &["pay", "--dry-run"], "{}");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("the token of `fetched` would be fetched"));
    assert!(!run.err.contains("the token of `signed`"), "{}", run.err);
}

#[test]
fn secrets_in_answers_are_hidden_until_asked_for() {
    let folder = folder();
    let answer = r#"{"code":0,"data":{"id":7,"pin":"4711","note":"its 4711","new":"hunter22"}}"#;
    let vendor = vendor(&[(200, answer), (200, answer)]);
    let arguments = ["get_parcel", "--format", "json", "--server", &vendor.url];
    let run = call(folder.path(), &arguments, r#"{"id":7}"#);
    let answer = json(&run);
    assert_eq!(
        (&answer["pin"], &answer["new"]),
        (&"[secret]".into(), &"[secret]".into())
    );
    let run = call(
        folder.path(),
        &[&arguments[..], &["--show-secrets"]].concat(),
        r#"{"id":7}"#,
    );
    assert_eq!(json(&run)["pin"], "4711");
}

/// Types in which the same names are secret in one variant, and not in another.
const VARIANTS: &str = r#"apiloom: 1
vendor: acme
settings: { account: string, key: secret, limit: { type: int32, default: 20 } }
servers: { default: https://api.acme.example/v1 }
types:
  Plain: { fields: { content: string, code: int64, word: string, size: int64 } }
  Hushed: { fields: { content: secret, code: secret, word: string } }
  Entry:
    fields:
      kind: string!
      value: { switch: kind, cases: { text: string, key: secret, many: list(secret) } }
  Tagged: { union: { tag: kind, content: inline }, variants: { plain: Plain, hushed: Hushed } }
  Keyed: { union: { content: by_variant }, variants: { content: Plain, word: Hushed } }
  Sized: { fields: { content: string, code: int64, word: string, size: int64! } }
  Untold: { union: untagged, variants: { plain: Sized, hushed: Hushed } }
  Nested: { union: untagged, variants: { left: Left, right: Right } }
  Left: { fields: { inner: Plain! } }
  Right: { fields: { other: Hushed! } }
  Bare: { union: untagged, variants: { number: int64, key: secret } }
  Spelled: { map: { "c{text}": string, "n{int}": int64 } }
  All:
    fields:
      entries: list(Entry)
      tagged: list(Tagged)
      keyed: list(Keyed)
      untold: Untold
      nested: Nested
      bare: Bare
      spelled: Spelled
      map: map(int64)
      open: any
      content: any
      noted: json_string(Hushed)
      said: json_string(Plain)
      bares: list(Bare)
      coded: pairs(Code, any)
      flat: flat_pairs(Code, string)
  Code: { enum: { code: Code, size: Size } }
operations:
  get_all: { http: GET /all, returns: All }
  list_all:
    http: GET /list
    query: { page: { type: int32, default: 1 } }
    returns: { type: list(any), at: body.content }
    paginate: { by: page, send: { page: page }, read: { total: body.total } }
  put_plain: { http: POST /plain, body: Plain, returns: Plain }
"#;

/// What `call` prints of this answer to `get_all`, and that `--show-secrets` shows it as it is.
fn shown(answer: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("acme.yaml"), VARIANTS).expect("a file is written");
    let vendor = vendor(&[(200, answer), (200, answer)]);
    let arguments = ["get_all", "--format", "json", "--server", &vendor.url];
    let shown = json(&call(folder.path(), &arguments, "{}"));
    let all = [&arguments[..], &["--show-secrets"]].concat();
    let as_it_is: serde_json::Value = serde_json::from_str(answer).expect("JSON");
    assert_eq!(json(&call(folder.path(), &all, "{}")), as_it_is);
    shown
}

#[test]
fn a_member_is_hidden_where_the_type_that_is_there_says_so() {
    let entries = r#"{"entries":[{"kind":"text","value":"in clear"},{"kind":"key","value":"abc"},
        {"kind":"many","value":["a","b"]}]}"#;
    assert_eq!(
        shown(entries)["entries"],
        serde_json::json!([
            {"kind": "text", "value": "in clear"},
            {"kind": "key", "value": "[secret]"},
            {"kind": "many", "value": "[secret]"},
        ])
    );
    let tagged = r#"{"tagged":[{"kind":"plain","content":"in clear","code":12345},
        {"kind":"hushed","content":"x","code":"y","word":"seen"}]}"#;
    assert_eq!(
        shown(tagged)["tagged"],
        serde_json::json!([
            {"kind": "plain", "content": "in clear", "code": 12345},
            {"kind": "hushed", "content": "[secret]", "code": "[secret]", "word": "seen"},
        ])
    );
    let keyed = r#"{"keyed":[{"content":{"code":12345}},{"word":{"code":"x","word":"seen"}}]}"#;
    assert_eq!(
        shown(keyed)["keyed"],
        serde_json::json!([
            {"content": {"code": 12345}},
            {"word": {"code": "[secret]", "word": "seen"}},
        ])
    );
    let texts = r#"{"noted":"{\"code\":\"zz\",\"word\":\"seen\"}","said":"{\"code\":12345,\"size\":70011}"}"#;
    let shown = shown(texts);
    assert_eq!(shown["noted"], r#"{"code":"[secret]","word":"seen"}"#);
    // In texts that are JSON, names are enough.
    assert_eq!(shown["said"], r#"{"code":"[secret]","size":70011}"#);
}

#[test]
fn what_may_be_a_secret_is_hidden() {
    // Any of these may be of the variant in which it is secret, or is of no type at all.
    let answer = r#"{"untold":{"content":"maybe","code":12,"word":"seen","size":3},
        "nested":{"inner":{"code":7,"word":"seen"}},"bare":5,
        "spelled":{"content":"maybe","clear":"seen","n1":2},"map":{"code":1,"other":2},
        "open":{"content":["maybe"],"seen":1},"content":{"a":"maybe"}}"#;
    assert_eq!(
        shown(answer),
        serde_json::json!({
            "untold": {"content": "[secret]", "code": "[secret]", "word": "seen", "size": 3},
            "nested": {"inner": {"code": "[secret]", "word": "seen"}},
            "bare": "[secret]",
            "spelled": {"content": "[secret]", "clear": "seen", "n1": 2},
            "map": {"code": "[secret]", "other": 2},
            "open": {"content": "[secret]", "seen": 1},
            "content": "[secret]",
        })
    );
    // Values that no variant can be, and pairs whose keys are codes.
    let answer = r#"{"bares":[1.5,true,["SEC01"],{"x":"SEC02"}],
        "coded":[["code","SEC03"],["size",3]],"flat":["code","SEC04","size","4"]}"#;
    assert_eq!(
        shown(answer),
        serde_json::json!({
            "bares": ["[secret]", "[secret]", "[secret]", "[secret]"],
            "coded": [["code", "[secret]"], ["size", 3]],
            "flat": ["code", "[secret]", "size", "4"],
        })
    );
    // A variant and members that the spec does not name.
    let answer = r#"{"entries":[{"kind":"new","value":"maybe","code":"maybe"}],
        "tagged":[{"kind":"plain","code":1,"more":{"content":"maybe","seen":true}}],"code":"maybe"}"#;
    assert_eq!(
        shown(answer),
        serde_json::json!({
            "entries": [{"kind": "new", "value": "[secret]", "code": "[secret]"}],
            "tagged": [{"kind": "plain", "code": 1, "more": {"content": "[secret]", "seen": true}}],
            "code": "[secret]",
        })
    );
}

#[test]
fn items_of_all_pages_are_hidden_as_those_of_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("acme.yaml"), VARIANTS).expect("a file is written");
    let answer = r#"{"total":2,"content":["SEC11",{"a":"SEC12"}]}"#;
    let vendor = vendor(&[(200, answer), (200, answer)]);
    let arguments = ["list_all", "--format", "json", "--server", &vendor.url];
    let hidden = serde_json::json!(["[secret]", "[secret]"]);
    let one = json(&call(folder.path(), &arguments, "{}"));
    assert!(one == hidden || one == "[secret]", "{one}");
    let all = [&arguments[..], &["--all-pages"]].concat();
    assert_eq!(json(&call(folder.path(), &all, "{}")), hidden);
}

#[test]
fn an_echo_of_what_is_secret_elsewhere_is_shown() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("acme.yaml"), VARIANTS).expect("a file is written");
    let sent = r#"{"content":"in clear","code":12345}"#;
    let vendor = vendor(&[(200, sent)]);
    let arguments = ["put_plain", "--format", "json", "--server", &vendor.url];
    let inputs = format!(r#"{{"body":{sent}}}"#);
    let answer = json(&call(folder.path(), &arguments, &inputs));
    assert_eq!(
        answer,
        serde_json::from_str::<serde_json::Value>(sent).expect("JSON")
    );
}

#[test]
fn an_answer_that_echoes_secret_inputs_hides_them() {
    let folder = folder();
    let note = "your pin SEK RET/PIN is fine: SEK%20RET%2FPIN";
    let answer = format!(r#"{{"code":0,"data":{{"id":7,"note":"{note}"}}}}"#);
    let list = format!(r#"{{"code":0,"data":{{"total":1,"list":[{{"id":7,"note":"{note}"}}]}}}}"#);
    let vendor = vendor(&[(200, &answer), (200, &answer), (200, &list)]);
    let inputs = r#"{"id":7,"pin":"SEK RET/PIN"}"#;
    for arguments in [
        &["check_pin", "--format", "json"][..],
        &["check_pin"],
        &["check_pins", "--all-pages"],
    ] {
        let server = ["--server", &vendor.url];
        let run = call(folder.path(), &[arguments, &server].concat(), inputs);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let said = "your pin [secret] is fine: [secret]";
        assert!(run.out.contains(said), "{}", run.out);
    }
}

#[test]
fn validators_refuse_in_both_languages() {
    let folder = folder();
    let inputs = r#"{"parcel":{"id":7,"note":"x"}}"#;
    let run = call(folder.path(), &["add_parcel"], inputs);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.err,
        "error: note: has 1 character, at least 2 are required (found \"x\")\n"
    );
    let run = call(folder.path(), &["add_parcel", "--lang", "zh"], inputs);
    assert_eq!(
        (run.code, run.err.contains("有 1 个字符")),
        (Some(1), true),
        "{}",
        run.err
    );
    let run = call(
        folder.path(),
        &["add_parcel"],
        r#"{"parcel":{"id":"seven"}}"#,
    );
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.starts_with("error: parcel.id: "), "{}", run.err);
    let run = call(
        folder.path(),
        &["add_parcel"],
        r#"{"parcel":{"id":7,"pin":["99887766"]}}"#,
    );
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert_eq!(run.err, "error: `parcel.pin` is not of its type\n");
}

#[test]
fn wrong_usage_says_what_there_is() {
    let folder = folder();
    let says = |arguments: &[&str], inputs: &str, wanted: &str| {
        let run = call(folder.path(), arguments, inputs);
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains(wanted), "{}", run.err);
        assert_eq!(run.out, "");
    };
    says(
        &["get_parcle"],
        "{}",
        "did you mean `get_parcel`? there are: get_parcel, add_parcel",
    );
    says(
        &["get_parcel", "--set", "kye=x"],
        "{}",
        "did you mean `key`?",
    );
    says(&["get_parcel", "--set", "key"], "{}", "has no `=`");
    says(
        &["get_parcel", "--server", "127.0.0.1:4710"],
        r#"{"id":1}"#,
        "did you mean `http://127.0.0.1:4710`?",
    );
    says(
        &["get_parcel", "--auth", "none.yaml"],
        "{}",
        "`none.yaml` cannot be read",
    );
    says(
        &["get_parcel", "--now", "today"],
        "{}",
        "is no time such as",
    );
    says(
        &["get_parcel", "--scheme", "singed"],
        "{}",
        "did you mean `signed`?",
    );
    says(
        &["add_parcel", "--all-pages"],
        r#"{"parcel":{"id":1}}"#,
        "page by page",
    );
    says(
        &["get_parcel", "--server", "http://acme.example"],
        r#"{"id":1}"#,
        "use https, or allow it with `--plain-http`",
    );
    says(&["sign_away"], "{}", "it calls the hook `sign`");
    says(&["buy"], "{}", "it calls the hook `sign`");
    says(
        &["get_parcel", "--scheme", "secret_way"],
        r#"{"id":1}"#,
        "by `--auth FILE`",
    );
}

#[test]
fn a_spec_with_errors_is_shown_as_check_shows_it() {
    let folder = folder();
    fs::write(
        folder.path().join("acme.yaml"),
        "apiloom: 1\nvendor: acme\nserver: x\n",
    )
    .expect("a file is written");
    let run = call(folder.path(), &["x"], "{}");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("--> acme.yaml:3:1"), "{}", run.err);
}

#[test]
fn nobody_answers() {
    let folder = folder();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let server = format!("http://{address}");
    let run = call(
        folder.path(),
        &["add_parcel", "--server", &server],
        r#"{"parcel":{"id":1}}"#,
    );
    assert_eq!(run.code, Some(3), "{}", run.err);
    assert!(run.err.contains("the next one is made in"), "{}", run.err);
    assert!(run.err.contains(&address.to_string()), "{}", run.err);
    assert_eq!(
        run.err
            .lines()
            .next()
            .unwrap_or_default()
            .matches("add_parcel")
            .count(),
        1,
        "{}",
        run.err
    );
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let secure = format!("https://{address}");
    let run = call(
        folder.path(),
        &["get_parcel", "--server", &secure],
        r#"{"id":1}"#,
    );
    assert_eq!(run.code, Some(3), "{}", run.err);
    assert!(
        run.err
            .contains(&format!("give `--server http://{address}`")),
        "{}",
        run.err
    );
    let vendor = vendor(&[(200, r#"{"code":0,"data":{"id":[]}}"#)]);
    let run = call(
        folder.path(),
        &["get_parcel", "--server", &vendor.url],
        r#"{"id":1}"#,
    );
    assert_eq!(run.code, Some(3), "{}", run.err);
}

#[test]
fn settings_come_from_arguments_a_file_and_the_environment() {
    let folder = folder();
    let path = folder.path();
    fs::write(
        path.join("settings.json"),
        r#"{"key": "of-the-file", "limit": 5}"#,
    )
    .expect("a file is written");
    fs::write(path.join("settings.toml"), "key = \"of-the-toml\"\n").expect("a file is written");
    fs::write(path.join("input.json"), r#"{"id":1}"#).expect("a file is written");
    let key = |arguments: &[&str]| {
        let fixed = [
            "get_parcel",
            "--dry-run",
            "--show-secrets",
            "--input",
            "input.json",
        ];
        let output = command(path, &[&fixed[..], arguments].concat())
            .env("APILOOM_ACME_KEY", "of-the-environment")
            .env("APILOOM_ACME_ACCOUNT", "me")
            .output();
        let run = Run::from(output.expect("the command runs"));
        assert_eq!(run.code, Some(0), "{}", run.err);
        let url = json(&run)["url"]
            .as_str()
            .map(str::to_owned)
            .unwrap_or_default();
        url.split("key=")
            .nth(1)
            .map(str::to_owned)
            .unwrap_or_default()
    };
    assert_eq!(key(&[]), "of-the-environment");
    assert_eq!(key(&["--settings", "settings.json"]), "of-the-file");
    assert_eq!(key(&["--settings", "settings.toml"]), "of-the-toml");
    assert_eq!(
        key(&["--settings", "settings.json", "--set", "key=set"]),
        "set"
    );
    let run = command(path, &["get_parcel", "--input", "input.json"]).output();
    let run = Run::from(run.expect("the command runs"));
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("the setting `account` is required"),
        "{}",
        run.err
    );
    assert!(run.err.contains("`APILOOM_ACME_<SETTING>`"), "{}", run.err);
    let run = call(path, &["get_parcel", "--set", "limit=many"], r#"{"id":1}"#);
    assert!(
        run.err
            .contains("`limit` must be a whole number of 32 bits"),
        "{}",
        run.err
    );
    let empty = command(
        path,
        &["get_parcel", "--set", "account=me", "--set", "key="],
    )
    .output();
    let empty = Run::from(empty.expect("the command runs"));
    assert_eq!(empty.code, Some(2), "{}", empty.err);
    assert!(
        empty
            .err
            .starts_with("error: the secret setting `key` is empty\n"),
        "{}",
        empty.err
    );
    let mut broken = command(path, &["get_parcel", "--input", "input.json"]);
    let broken = broken
        .args(["--set", "account=ME", "--set", "key=k"])
        .output();
    let broken = Run::from(broken.expect("the command runs"));
    assert_eq!(broken.code, Some(2), "{}", broken.err);
    assert!(broken.err.contains("account"), "{}", broken.err);
}

#[test]
fn a_setting_that_is_no_pair_is_not_shown() {
    let folder = folder();
    for (text, said) in [
        ("key:SEKRETX", "`--set key…` has no `=`"),
        ("key:SEK=RETX", "`--set key…` has no `=`"),
        ("key : SEK=RETX", "`--set key…` has no `=`"),
        ("SEKRETX", "a `--set` has no `=`"),
        ("SEK:RETX=", "a `--set` has no `=`"),
    ] {
        let output = command(folder.path(), &["get_label", "--set", text]).output();
        let run = Run::from(output.expect("the command runs"));
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
        assert!(
            !run.err.contains("SEK") && !run.err.contains("RETX"),
            "{}",
            run.err
        );
    }
}

#[test]
fn inputs_come_from_standard_input_too() {
    let folder = folder();
    let given = [
        "get_parcel",
        "--dry-run",
        "--set",
        "account=me",
        "--set",
        "key=k",
        "--input",
        "-",
    ];
    let mut child = command(folder.path(), &given)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut stdin = child.stdin.take().expect("standard input");
    stdin.write_all(b"{\"id\":5}").expect("it reads");
    drop(stdin);
    let run = Run::from(child.wait_with_output().expect("the command ends"));
    assert_eq!(run.code, Some(0), "{}", run.err);
    let url = json(&run)["url"]
        .as_str()
        .map(str::to_owned)
        .unwrap_or_default();
    assert!(url.contains("/parcels/5?"), "{url}");
}

#[test]
fn lists_are_read_to_their_end() {
    let folder = folder();
    let page = |ids: &str| format!(r#"{{"code":0,"data":{{"list":[{ids}],"total":3}}}}"#);
    let (first, second) = (
        page(r#"{"id":1},{"id":2,"note":"two"}"#),
        page(r#"{"id":3}"#),
    );
    let vendor = vendor(&[
        (200, first.as_str()),
        (200, second.as_str()),
        (200, first.as_str()),
        (200, r#"{"code":7}"#),
    ]);
    let arguments = ["list_parcels", "--all-pages", "--server", &vendor.url];
    let run = call(folder.path(), &arguments, "{}");
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "- id: 1\n- id: 2\n  note: two\n- id: 3\n")
    );
    assert!(run.err.contains("note: 2 pages"), "{}", run.err);
    // What came before a failure is printed all the same.
    let run = call(
        folder.path(),
        &[&arguments[..], &["--format", "json"]].concat(),
        "{}",
    );
    assert_eq!(run.code, Some(1), "{}", run.err);
    let printed = json(&run);
    assert_eq!(
        printed["items_so_far"],
        serde_json::json!([{"id": 1}, {"id": 2, "note": "two"}])
    );
    assert_eq!(printed["error"]["name"], "NoSuchParcel", "{}", run.out);
}

#[test]
fn files_are_answered_as_they_are() {
    let folder = folder();
    let refused = r#"{"code":7,"message":"none"}"#;
    let vendor = vendor(&[(200, "%PDF"), (200, refused)]);
    let run = call(folder.path(), &["get_label", "--server", &vendor.url], "{}");
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "%PDF"),
        "{}",
        run.err
    );
    let run = call(folder.path(), &["get_label", "--server", &vendor.url], "{}");
    assert_eq!(run.code, Some(1), "{}", run.err);
}

#[test]
fn everything_that_is_wrong_with_inputs_is_told_at_once() {
    let folder = folder();
    let inputs =
        r#"{"parcel":{"nte":"a","weight":"heavy","boxes":[{"size":1},{"size":"x"}]},"idd":1}"#;
    let run = call(folder.path(), &["add_parcel"], inputs);
    assert_eq!(run.code, Some(1), "{}", run.err);
    for wanted in [
        "error: missing input `parcel.id`\n",
        "error: parcel.weight: expected decimal number, found string \"heavy\"\n",
        "error: parcel.boxes[1].size: expected integer",
        "error: there is no input `parcel.nte`; did you mean `note`? there are: id, note, pin, weight, boxes\n",
        "error: there is no input `idd`; there are: parcel\n",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
    assert_eq!(run.err.lines().count(), 5, "{}", run.err);
    let run = call(folder.path(), &["add_parcel", "--lang", "zh"], inputs);
    for wanted in [
        "缺少输入 `parcel.id`",
        "parcel.weight: 应为十进制数，实际为字符串 \"heavy\"",
        "没有输入 `parcel.nte`；是不是 `note`？",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
    let run = call(folder.path(), &["get_parcel", "--lang", "zh"], "{\"id\" 1}");
    assert_eq!(run.err, "error: 输入不是 JSON: 第 6 字节处应为 `:`\n");
    let run = call(
        folder.path(),
        &["get_parcel", "--format", "json"],
        r#"{"idd":1}"#,
    );
    assert_eq!(run.code, Some(1), "{}", run.err);
    let error = &json(&run)["error"];
    assert_eq!(error["kind"], "Input");
    assert_eq!(error["violations"][0]["rule"], "missing");
    assert_eq!(error["violations"][1]["path"], "idd");
}

#[test]
fn every_failure_is_one_document_for_programs() {
    let folder = folder();
    fs::write(folder.path().join("bad.json"), "{\n  \"key\": hunter22\n}").expect("written");
    let fails = |arguments: &[&str], inputs: &str, code: i32, kind: &str| {
        let arguments = [arguments, &["--format", "json"]].concat();
        let run = call(folder.path(), &arguments, inputs);
        assert_eq!(run.code, Some(code), "{}", run.err);
        let error = &json(&run)["error"];
        assert_eq!(error["kind"], kind, "{}", run.out);
        assert!(error["message"].is_string(), "{}", run.out);
        assert!(!run.out.contains("hunter22"), "{}", run.out);
        run.err
    };
    fails(&["get_parcle"], "{}", 2, "Usage");
    fails(&["get_parcel", "--now", "today"], "{}", 2, "Usage");
    fails(&["get_parcel", "--nothing"], "{}", 2, "Usage");
    fails(&["get_parcel", "--set", "kye=x"], "{}", 2, "Configuration");
    fails(&["get_parcel"], "{", 1, "Input");
    fails(&["get_parcel"], "[1]", 1, "Input");
    fails(&["get_parcel"], r#"{"id":"x"}"#, 1, "Input");
    fails(&["get_parcel", "--dry-run"], r#"{"id":"x"}"#, 1, "Input");
    fails(
        &["add_parcel", "--all-pages"],
        r#"{"parcel":{"id":1}}"#,
        2,
        "Usage",
    );
    fails(
        &["add_parcel"],
        r#"{"parcel":{"id":1,"note":"x"}}"#,
        1,
        "Input",
    );
    let said = fails(
        &["get_parcel", "--settings", "bad.json"],
        "{}",
        2,
        "Configuration",
    );
    assert!(said.contains("see line 2, column "), "{said}");
    fs::write(folder.path().join("acme.yaml"), "apiloom: 1\nserver: x\n").expect("written");
    fails(&["get_parcel"], "{}", 2, "Spec");
}

#[test]
fn what_the_vendor_does_not_explain_is_shown() {
    let folder = folder();
    let vendor = vendor(&[
        (404, "<html>no hunter22 such page</html>"),
        (200, "<html>sign in</html>"),
    ]);
    let server = vendor.url.trim_end_matches("/v1");
    let run = call(
        folder.path(),
        &["get_parcel", "--server", server],
        r#"{"id":7}"#,
    );
    assert_eq!(run.code, Some(1), "{}", run.err);
    for wanted in [
        "/parcels/7?time=",
        "answered with status 404",
        "note: the body begins: <html>no [secret] such page</html>",
        "has no path: it replaces the whole address",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
    assert!(!run.err.contains("hunter22"), "{}", run.err);
    let run = call(
        folder.path(),
        &["get_parcel", "--server", &vendor.url],
        r#"{"id":7}"#,
    );
    assert_eq!(run.code, Some(3), "{}", run.err);
    assert!(run.err.contains("<html>sign in</html>"), "{}", run.err);
}
