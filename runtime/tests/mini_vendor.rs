//! A vendor as the generator prints one, against replayed answers and a real server.

#![cfg(feature = "gzip")]

mod loopback;
pub mod mini;

use std::sync::Arc;
use std::time::Duration;

use apiloom::replay::Replay;
use apiloom::transport::{AttemptTimeout, Failure};
use apiloom::{
    Bytes, Error, FixedClock, FixedNonces, HyperTransport, Kind, Method, Retry, Secret,
    SystemClock, SystemNonces, Timestamp, Transport, TransportError, f, http, transport,
};
use loopback::Server;
use mini::{AddCustomer, AddCustomerRequired, Client, Gender, ListCustomers, Settings};

const TOKEN: &str = "s3cr3t/token+1";

fn settings() -> Settings {
    Settings::new("demo", "a@b.example", TOKEN)
}

fn client(transport: Arc<dyn Transport>) -> Client {
    Client::with_transport(settings(), transport).configure(|core| {
        core.with_clock(Arc::new(FixedClock(Timestamp::from_unix_seconds(
            1_494_474_284,
        ))))
        .with_nonces(Arc::new(FixedNonces::new(["n1", "n2", "n3"])))
    })
}

fn offline() -> Client {
    client(Arc::new(transport::Offline))
}

fn required() -> AddCustomerRequired {
    AddCustomerRequired {
        group: "a/b c".into(),
        name: "Zoë".into(),
        password: Secret::from("hunter2"),
    }
}

fn response(status: u16, body: &str) -> http::Response<Bytes> {
    http::Response::builder()
        .status(status)
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap()
}

fn failed(status: u16, body: &str) -> Error {
    offline()
        .add_customer(required())
        .answer(response(status, body))
        .unwrap_err()
}

#[test]
fn a_call_can_be_prepared_without_a_transport() {
    let request = offline()
        .add_customer(required())
        .gender(Gender::Female)
        .tags(["x", "y"])
        .prepare()
        .unwrap();
    assert_eq!(request.method(), Method::POST);
    let body = r#"{"name":"Zoë","password":"hunter2","gender":2,"tags":["x","y"]}"#;
    assert_eq!(request.body(), body);
    let digest = f::hex(&f::sha256(body));
    let sign = f::hex(&f::sha256(&format!(
        "a@b.example&{TOKEN}&1494474284&n1&{digest}"
    )));
    assert_eq!(
        request.uri().to_string(),
        format!(
            "https://demo.mini.example/open_api_v1/groups/a%2Fb%20c/customers\
             ?email=a%40b.example&timestamp=1494474284&nonce=n1&sign_version=v2&sign={sign}"
        )
    );
    let headers: Vec<_> = request.headers().iter().collect();
    assert_eq!(headers.len(), 2);
    assert_eq!(headers[0].0, "accept");
    assert_eq!(headers[0].1, "application/json");
    assert_eq!(headers[1].0, "content-type");
    assert_eq!(headers[1].1, "application/json");
}

#[test]
fn a_query_has_what_was_set() {
    let request = offline()
        .list_customers()
        .limit(5)
        .search_key("a b&c")
        .labels(["x", "ü"])
        .since(apiloom::Date::new(2024, 2, 29).unwrap())
        .with_header("X-Trace", "t1")
        .prepare()
        .unwrap();
    let uri = request.uri().to_string();
    let start = "https://demo.mini.example/open_api_v1/customers?limit=5&search_key=a%20b%26c\
                 &labels%5B%5D=x&labels%5B%5D=%C3%BC&since=20240229&email=";
    assert!(uri.starts_with(start), "{uri}");
    assert_eq!(request.headers()["x-action"], "ListCustomers");
    assert_eq!(request.headers()["x-trace"], "t1");
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn the_call_and_the_client_choose_scheme_and_server() {
    let client = offline();
    let request = client
        .add_customer(required())
        .with_scheme("v1")
        .with_server("http://LOCALHOST:8080/x/")
        .prepare()
        .unwrap();
    assert_eq!(
        request.uri(),
        "http://localhost:8080/x/groups/a%2Fb%20c/customers"
    );
    let authorization = &request.headers()["authorization"];
    assert!(authorization.is_sensitive());
    assert_eq!(
        authorization.to_str().unwrap(),
        f::basic("a@b.example", TOKEN)
    );
    assert!(request.body().ends_with(br#","app":"mini"}"#));

    // `list_customers` does not offer v1, so the client's preference does not touch it.
    let client = client.configure(|core| core.with_scheme("v1").with_server("https://c.example"));
    let request = client.list_customers().prepare().unwrap();
    assert!(
        request
            .uri()
            .to_string()
            .starts_with("https://c.example/customers?email=")
    );
    let error = client
        .list_customers()
        .with_scheme("v1")
        .prepare()
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);

    // A body that is not there takes no members.
    assert!(client.add_customer(required()).prepare().is_ok());
}

#[test]
fn a_missing_token_says_what_to_do() {
    let client = offline();
    let call = client.list_customers().with_scheme("bearer");
    let error = call.prepare().unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        error.to_string(),
        "list_customers: not authenticated: the scheme `bearer` has no token: \
         give one with `core().set_token(\"bearer\", …)`"
    );
    client.core().set_token("bearer", "tok");
    let request = call.prepare().unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer tok");
    client.core().forget_token("bearer");
    assert!(call.prepare().is_err());
}

#[test]
fn inputs_that_would_change_the_request_are_refused() {
    let client = offline();
    for group in ["", ".", "..", "%2e%2e"] {
        let inputs = AddCustomerRequired {
            group: group.into(),
            ..required()
        };
        let error = client.add_customer(inputs).prepare().unwrap_err();
        assert_eq!(error.kind(), Kind::Input);
        assert!(error.to_string().contains("`group`"), "{error}");
    }
    let call = client.list_customers();
    for (name, value) in [
        ("X-A", "1\r\nX-B: 2"),
        ("X-A\n", "1"),
        ("Host", "b"),
        ("X-A", "\0"),
    ] {
        assert!(
            call.clone().with_header(name, value).prepare().is_err(),
            "{name}"
        );
    }
    let settings = Settings::new("demo.evil.example/", "a@b.example", TOKEN);
    let client = Client::with_transport(settings, Arc::new(transport::Offline));
    let error = client.list_customers().prepare().unwrap_err();
    assert!(error.to_string().contains("`subdomain`"), "{error}");
}

#[test]
fn an_answer_is_read_where_it_stands() {
    let client = offline();
    let customer = client
        .add_customer(required())
        .answer(response(
            200,
            r#"{"code":"1000","customer":{"id":7,"gender":9,"isEmployee":0,"x":[1]}}"#,
        ))
        .unwrap();
    assert_eq!(customer.id, 7);
    assert_eq!(customer.gender, Some(Gender::Other(apiloom::Code::Int(9))));
    assert_eq!(customer.is_employee, Some(true));
    assert_eq!(customer.extra.len(), 1);
    let read = |body| client.list_customers().answer(response(200, body));
    assert_eq!(read(r#"{"code":1000}"#).unwrap(), []);
    assert_eq!(read(r#"{"code":1000,"data":{"items":null}}"#).unwrap(), []);
    assert_eq!(
        read(r#"{"code":1000,"data":{"items":[{"id":1}]}}"#).unwrap()[0].id,
        1
    );
    let error = read(r#"{"code":1000,"data":{"items":[{"id":1},{"id":"x"}]}}"#).unwrap_err();
    assert_eq!(error.kind(), Kind::Decode);
    assert_eq!(error.path(), Some("data.items[1].id"));
    assert_eq!(error.status(), Some(200));
    assert!(error.body().unwrap().contains("items"));
    let line = error.to_string();
    assert!(
        line.starts_with(
            "list_customers: answer of an unexpected form (status 200) at data.items[1].id: expected"
        ),
        "{line}"
    );
}

#[test]
fn a_failure_keeps_what_the_vendor_said() {
    let error = failed(
        200,
        r#"{"code":2001,"message":"no such\n group","request_id":"r-1"}"#,
    );
    assert_eq!(error.kind(), Kind::NotFound);
    assert_eq!(error.name(), Some("NotFound"));
    assert_eq!(error.code(), Some("2001"));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(
        error.to_string(),
        "add_customer: NotFound (code 2001, status 200, request r-1): no such group"
    );
    let error = failed(200, r#"{"code":4290}"#);
    assert_eq!(
        (error.kind(), error.name()),
        (Kind::RateLimit, Some("TooFast"))
    );
    assert!(error.is_retryable());
    let error = failed(403, r#"{"code":1}"#);
    assert_eq!((error.kind(), error.name()), (Kind::Permission, None));
    assert_eq!(
        error.to_string(),
        "add_customer: not permitted (code 1, status 403)"
    );
    // One member of the wrong type does not hide the others.
    assert_eq!(
        failed(200, r#"{"code":2002,"message":[]}"#).kind(),
        Kind::Auth
    );
}

#[test]
fn an_answer_that_is_no_json_is_still_an_error_to_read() {
    let error = failed(502, "<html><title>Bad Gateway</title></html>");
    assert_eq!(error.kind(), Kind::Unavailable);
    assert_eq!(
        error.to_string(),
        "add_customer: unavailable (status 502): the answer is a page, not JSON: Bad Gateway"
    );
    let error = failed(200, "");
    assert_eq!(
        error.to_string(),
        "add_customer: failed (code 200, status 200): the answer has no body"
    );
    let error = failed(200, r#"{"code":10"#);
    assert_eq!(error.kind(), Kind::Vendor);
    assert!(
        failed(200, "\u{feff}hello")
            .to_string()
            .contains("is not JSON")
    );
}

#[test]
fn nothing_secret_is_shown() {
    let client = offline();
    client.core().set_token("bearer", "tok-123");
    let call = client.add_customer(required());
    let body = format!(
        r#"{{"code":1,"message":"bad key {TOKEN} of hunter2, tok-123, s3cr3t%2Ftoken%2B1","customer":{{"password":"other"}},"access_token":5}}"#
    );
    let error = call.answer(response(200, &body)).unwrap_err();
    let decode = call
        .answer(response(
            200,
            r#"{"code":1000,"customer":{"id":"hunter2"}}"#,
        ))
        .unwrap_err();
    let request = call.prepare().unwrap();
    let shown = [
        format!("{error} {error:?} {:?}", error.message()),
        format!(
            "{decode} {decode:?} {:?}",
            std::error::Error::source(&decode)
        ),
        format!("{client:?} {call:?} {:?}", settings()),
        transport::describe(&request),
    ];
    for text in &shown {
        for secret in ["s3cr3t", "hunter2", "tok-123", "other", "x-y", ":5"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    assert!(shown[0].contains("bad key [secret] of [secret], [secret], [secret]"));
    assert!(
        shown[3].starts_with("POST https://demo.mini.example/"),
        "{}",
        shown[3]
    );
}

#[test]
fn long_bodies_are_cut() {
    let error = failed(
        500,
        &format!(r#"{{"code":1,"message":"{}"}}"#, "é".repeat(9000)),
    );
    assert!(error.body().unwrap().len() < 4200);
    assert!(error.body().unwrap().ends_with("bytes in all)"));
    assert!(error.to_string().len() < 800);
}

#[tokio::test]
async fn a_replay_answers_and_records() {
    let replay = Arc::new(
        Replay::new()
            .then_fail(TransportError::new(Failure::Connect, "no connection"))
            .on(Method::GET, "/open_api_v1/other", 200, "{}")
            .then(200, r#"{"code":1000,"data":{"items":[{"id":3}]}}"#),
    );
    let client = client(replay.clone());
    let call = client.list_customers().with_timeout(Duration::from_secs(3));
    let once = call.clone().with_retry(Retry::none());
    let error = once.await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    assert!(error.is_retryable());
    assert_eq!(call.await.unwrap()[0].id, 3);
    let error = client.list_customers().await.unwrap_err();
    assert!(
        error.to_string().contains("GET /open_api_v1/customers"),
        "{error}"
    );
    let requests = replay.requests();
    assert_eq!(requests.len(), 3);
    // Every attempt has a nonce of its own.
    assert!(requests[0].uri().query().unwrap().contains("nonce=n1"));
    assert!(requests[1].uri().query().unwrap().contains("nonce=n2"));
    assert_eq!(
        requests[0].extensions().get::<AttemptTimeout>(),
        Some(&AttemptTimeout(Duration::from_secs(3)))
    );
    assert_eq!(replay.left(), 1);
}

#[tokio::test]
async fn the_adapter_speaks_http() {
    let body = r#"{"code":1000,"customer":{"id":7}}"#;
    let server = Server::start([
        format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ),
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort".into(),
        "nonsense\r\n\r\n".into(),
    ]);
    let client = Client::new(settings()).configure(|core| {
        core.with_server(server.url("/v1"))
            .with_clock(Arc::new(SystemClock))
            .with_nonces(Arc::new(SystemNonces))
    });
    let customer = client.add_customer(required()).await.unwrap();
    assert_eq!(customer.id, 7);
    let request = server.requests().remove(0).to_ascii_lowercase();
    let (head, sent) = request.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("post /v1/groups/a%2fb%20c/customers?email=a%40b.example&"),
        "{head}"
    );
    for line in [
        format!("\r\nhost: {}", server.host()),
        "\r\naccept: application/json".into(),
        "\r\naccept-encoding: gzip".into(),
        "\r\ncontent-type: application/json".into(),
        format!("\r\ncontent-length: {}", sent.len()),
        concat!("\r\nuser-agent: apiloom/", env!("CARGO_PKG_VERSION")).into(),
    ] {
        assert!(head.contains(&line), "{line} in {head}");
    }
    assert_eq!(head.matches("\r\n").count(), 6, "{head}");
    assert_eq!(sent, r#"{"name":"zoë","password":"hunter2"}"#);

    let error = client.list_customers().await.unwrap_err();
    assert_eq!(error.status(), Some(302));
    for kind in [Kind::Transport, Kind::Transport] {
        let error = client.list_customers().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(!error.to_string().contains("email"), "{error}");
    }
}

#[tokio::test]
async fn the_adapter_has_limits() {
    let big = "x".repeat(2000);
    let server = Server::start([
        format!("HTTP/1.1 200 OK\r\ncontent-length: 2000\r\n\r\n{big}"),
        String::new(),
    ]);
    let transport = HyperTransport::new()
        .with_answer_limit(1000)
        .with_attempt_timeout(Duration::from_secs(20))
        .with_connect_timeout(Duration::from_secs(5));
    let client = Client::with_transport(settings(), Arc::new(transport));
    let call = client.list_customers().with_server(server.url(""));
    assert_eq!(call.clone().await.unwrap_err().kind(), Kind::TooLarge);
    let error = call
        .with_timeout(Duration::from_millis(50))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout);
    assert!(error.is_retryable());
    let call = client.list_customers();
    let error = call
        .clone()
        .with_server("http://a.example")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    assert!(error.to_string().contains("plain HTTP"), "{error}");
    let call = call.with_server("http://127.0.0.1:1");
    let once = call.clone().with_retry(Retry::none());
    let error = once.await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    // A server that does not speak TLS: nothing was sent, so even a write may be tried again.
    let server = Server::start(["HTTP/1.1 200 OK\r\n\r\n".into()]);
    let url = server.url("").replace("http:", "https:");
    let error = client
        .add_customer(required())
        .with_server(url)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    assert!(error.is_retryable(), "{error}");
}

#[test]
fn clients_and_calls_go_anywhere() {
    fn is_shared<T: Clone + Send + Sync + 'static>() {}
    fn is_sent<T: Send + 'static>(_: &T) {}
    is_shared::<Client>();
    is_shared::<mini::Call<AddCustomer>>();
    is_shared::<mini::Call<ListCustomers>>();
    is_shared::<HyperTransport>();
    is_sent(&failed(200, ""));
    let future = offline().list_customers().into_future();
    is_sent(&future);
    is_sent(&async { offline().list_customers().await });
}
