//! No secret shows: not in `Debug` of what a user holds, not in descriptions of requests, not in errors, however it is
//! spelled.

use std::error::Error as _;
use std::sync::Arc;

use apiloom::http::{Request, Response};
use apiloom::replay::{Recorder, Replay};
use apiloom::transport::{self, Failure, Offline};
use apiloom::{BoxFuture, Bytes, Error, HyperTransport, Kind, Transport, TransportError};
use apiloom_tests::calls::{AnyCall, Bound, all, dezhu};
use apiloom_tests::check;
use apiloom_tests::exchange::{Exchange, Given};
use apiloom_tests::json;
use apiloom_tests::stand_in;
use serde_json::{Value, json};

/// Stands in every secret of a setting or token, and in every spelling of it.
const MARK: &str = "Zq7Xw9";

/// The password that [`apiloom_tests::calls::udesk::log_in`] sends.
const PASSWORD: &str = "made-up password";

/// A call whose client has secrets that are hard to spell.
struct Case {
    call: AnyCall,
    exchange: Exchange,
    secrets: Vec<String>,
}

fn cases() -> Vec<Case> {
    all()
        .into_iter()
        .map(|call| {
            let mut exchange = call.exchange().unwrap();
            let secrets = mark(&mut exchange.given);
            Case {
                call,
                exchange,
                secrets,
            }
        })
        .collect()
}

/// Replaces the secrets of what is given, and returns all secrets of the call.
fn mark(given: &mut Given) -> Vec<String> {
    let mut secrets = vec![PASSWORD.to_owned(), dezhu::SIGNING_SECRET.to_owned()];
    let held = ["token", "secret"];
    let settings = given.settings.iter_mut();
    let settings = settings.filter(|(name, _)| held.contains(&name.as_str()));
    let places = settings.map(|(_, value)| value).chain(&mut given.token);
    for (number, place) in places.enumerate() {
        *place = format!("{MARK} /+\"{number}\\=&%?{MARK}");
        secrets.push(place.clone());
    }
    secrets
}

impl Case {
    fn bound(&self) -> Box<dyn Bound> {
        let given = &self.exchange.given;
        self.call.bind(given, Arc::new(Offline), None).unwrap()
    }

    #[track_caller]
    fn assert_hidden(&self, text: &str) {
        assert!(!text.contains(MARK), "{}: {text}", self.exchange);
        for secret in &self.secrets {
            for spelled in spellings(secret) {
                assert!(!text.contains(&spelled), "{}: {text}", self.exchange);
            }
        }
    }

    #[track_caller]
    fn assert_hides_them(&self, error: &Error) {
        let mut texts = vec![error.to_string(), format!("{error:?} {error:#?}")];
        let parts = [
            error.message(),
            error.code(),
            error.name(),
            error.request_id(),
            error.path(),
            error.body(),
        ];
        texts.extend(parts.into_iter().flatten().map(str::to_owned));
        texts.extend(
            error
                .request()
                .map(|request| format!("{request} {request:?}")),
        );
        texts.extend(
            error
                .response()
                .map(|response| format!("{response} {response:?}")),
        );
        let mut source = error.source();
        while let Some(inner) = source {
            texts.push(format!("{inner} {inner:?}"));
            source = inner.source();
        }
        for text in texts {
            self.assert_hidden(&text);
        }
    }

    /// What a server says that repeats all it knows: the request as it came, and every secret in every spelling of URLs
    /// and forms; [`quoted`] adds the one of JSON.
    fn echo(&self, request: &Request<Bytes>) -> String {
        let mut echo = format!("{} {}\n", request.method(), request.uri());
        for (name, value) in request.headers() {
            let value = String::from_utf8_lossy(value.as_bytes());
            echo.push_str(&format!("{name}: {value}\n"));
        }
        echo.push_str(&String::from_utf8_lossy(request.body()));
        for secret in self.known() {
            echo.push('\n');
            echo.push_str(&encoded(secret).join("\n"));
        }
        echo
    }

    /// The secrets of which the client knows: the signer's stays in the signer, and only one call has the password.
    fn known(&self) -> impl Iterator<Item = &String> {
        self.secrets.iter().filter(|secret| match secret.as_str() {
            PASSWORD => self.exchange.operation == "log_in",
            secret => secret != dezhu::SIGNING_SECRET,
        })
    }
}

/// A text as it stands in logs, URLs, forms and JSON.
fn spellings(text: &str) -> Vec<String> {
    let mut spellings = encoded(text);
    spellings.push(quoted(text));
    spellings
}

/// A text as it is, and as it stands in URLs and forms.
fn encoded(text: &str) -> Vec<String> {
    let percent = |space: &str, upper: bool| -> String {
        let one = |byte: u8| match byte {
            b' ' => space.to_owned(),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ if upper => format!("%{byte:02X}"),
            _ => format!("%{byte:02x}"),
        };
        text.bytes().map(one).collect()
    };
    vec![
        text.to_owned(),
        percent("%20", true),
        percent("%20", false),
        percent("+", true),
    ]
}

/// A text as it stands in a JSON string.
fn quoted(text: &str) -> String {
    let literal = Value::from(text).to_string();
    literal[1..literal.len() - 1].to_owned()
}

fn response(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    Response::builder()
        .status(status)
        .body(body.into())
        .unwrap()
}

#[test]
fn settings_clients_and_calls_do_not_show_them() {
    for case in cases() {
        for text in case.bound().debug() {
            case.assert_hidden(&text);
        }
    }
}

#[test]
fn the_requests_hold_them_and_their_descriptions_do_not() {
    let mut sent = 0;
    for case in cases() {
        let request = case.bound().prepare().unwrap();
        sent += usize::from(case.echo(&request).contains(MARK));
        let description = transport::describe(&request);
        case.assert_hidden(&description);
        let shown = transport::shown(&request);
        case.assert_hidden(&format!("{shown} {shown:?}"));
        assert!(shown.to_string().starts_with(&description), "{shown}");
        let path = request.uri().path();
        assert!(
            description.contains(request.method().as_str()) && description.contains(path),
            "{description}"
        );
        // What marks a header as sensitive also hides it from logs of other people's.
        case.assert_hidden(&format!("{:?}", request.headers()));
    }
    assert!(sent > 20, "{sent} calls have a secret to hide");
}

#[test]
fn typed_answers_do_not_show_tokens() {
    for (vendor, name, token) in [
        ("udesk", "log_in", "123abc"),
        ("dmhub", "get_access_token", "made-up-access-token"),
    ] {
        let call = all()
            .into_iter()
            .find(|call| call.vendor == vendor && call.name == name)
            .unwrap();
        let exchange = call.exchange().unwrap();
        let bound = call.bind(&exchange.given, Arc::new(Offline), None).unwrap();
        let told = bound.answer(check::response(&exchange).unwrap()).unwrap();
        assert!(told.debug.contains("[secret]"), "{}", told.debug);
        assert!(!told.debug.contains(token), "{}", told.debug);
        assert!(!told.fact.contains(token), "{}", told.fact);
    }
}

#[test]
fn failures_of_the_vendor_do_not_show_what_the_vendor_repeats() {
    for case in cases() {
        let bound = case.bound();
        let echo = case.echo(&bound.prepare().unwrap());
        let members = json!({
            "code": echo, "error_code": 7, "bizCode": echo, "message": echo, "msg": echo,
            "error_description": echo, "data": {"again": [echo]},
        });
        for code in [json!(-7), json!("7"), json!(echo)] {
            let mut members = members.clone();
            members["code"] = code;
            for status in [200, 400, 401, 502] {
                let Err(error) = bound.answer(response(status, members.to_string())) else {
                    panic!("{}", case.exchange);
                };
                case.assert_hides_them(&error);
            }
        }
        let quoted: Vec<String> = case.known().map(|secret| quoted(secret)).collect();
        let echo = format!("{echo}\n{}", quoted.join("\n"));
        for page in [
            echo.clone(),
            format!("<html><title>{echo}</title>{echo}</html>"),
        ] {
            let Err(error) = bound.answer(response(503, page)) else {
                panic!("{}", case.exchange);
            };
            assert_eq!(error.status(), Some(503), "{error}");
            case.assert_hides_them(&error);
        }
    }
}

#[test]
fn answers_of_another_form_do_not_show_what_the_vendor_repeats() {
    let mut undecodable = 0;
    for case in cases() {
        let bound = case.bound();
        let echo = case.echo(&bound.prepare().unwrap());
        let Ok(mut answer) = serde_json::from_str(&case.exchange.response.body_text) else {
            continue;
        };
        let place = check::place(&case.exchange);
        for wrong in [
            json!(echo),
            json!([echo]),
            json!({"records": echo, "id": echo, "data": echo}),
        ] {
            if !json::put(&mut answer, place, Some(wrong)) {
                continue;
            }
            if let Err(error) = bound.answer(response(200, answer.to_string())) {
                undecodable += usize::from(error.kind() == Kind::Decode);
                case.assert_hides_them(&error);
            }
        }
    }
    assert!(undecodable > 20, "{undecodable} answers of another form");
}

#[test]
fn json_in_a_message_does_not_show_them() {
    for case in cases() {
        for secret in case.known() {
            let inner = json!({"given": secret}).to_string();
            let answer = json!({"code": -7, "error_code": 7, "message": inner, "msg": inner});
            let Err(error) = case.bound().answer(response(400, answer.to_string())) else {
                panic!("{}", case.exchange);
            };
            case.assert_hides_them(&error);
        }
    }
}

#[test]
fn settings_that_cannot_be_sent_are_not_shown() {
    let mut refused = 0;
    for mut case in cases() {
        let given = &mut case.exchange.given;
        let settings = given.settings.values_mut().chain(&mut given.token);
        for value in settings.filter(|value| value.contains(MARK)) {
            value.push('\n');
        }
        if let Err(error) = case.bound().prepare() {
            refused += 1;
            case.assert_hides_them(&error);
        }
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn connections_that_fail_do_not_show_them() {
    // A port at which nobody listens any more.
    let url = stand_in::start(Vec::new()).unwrap().url("");
    let transport = Arc::new(HyperTransport::new());
    for case in cases() {
        let given = &case.exchange.given;
        let bound = case
            .call
            .bind(given, transport.clone(), Some(url.clone()))
            .unwrap();
        let error = bound.send().await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport, "{error}");
        assert!(error.request().is_some() && error.source().is_some());
        case.assert_hides_them(&error);
    }
}

/// A vendor that repeats whatever it is sent, and all secrets beside it.
#[derive(Debug)]
struct Echo(String);

impl Transport for Echo {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let response = Response::builder()
            .header("x-echo", self.0.replace(|c: char| c.is_control(), " "))
            .body(Bytes::from(self.0.clone()));
        Box::pin(async move {
            response.map_err(|error| {
                TransportError::new(Failure::Refused, "no answer").with_source(error)
            })
        })
    }
}

#[tokio::test]
async fn recordings_do_not_hold_them() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("secrets.jsonl");
    let mut recorded = 0;
    for case in cases() {
        let echo = Echo(case.echo(&case.bound().prepare().unwrap()));
        let recorder = Arc::new(Recorder::create(&file, Arc::new(echo)).unwrap());
        let bound = case
            .call
            .bind(&case.exchange.given, recorder, None)
            .unwrap();
        // Whatever the echo means to the client, it went through the recorder.
        let _ = bound.send().await;
        let text = std::fs::read_to_string(&file).unwrap();
        case.assert_hidden(&text);
        recorded += text.lines().count() - 1;
    }
    assert!(recorded > 20, "{recorded} exchanges");
}

#[tokio::test]
async fn recordings_of_exchanges_are_played_back() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("played.jsonl");
    let mut the_same = 0;
    for case in cases() {
        let vendor = Replay::new().then_response(check::response(&case.exchange).unwrap());
        let recorder = Arc::new(Recorder::create(&file, Arc::new(vendor)).unwrap());
        let send = |transport| {
            let bound = case.call.bind(&case.exchange.given, transport, None);
            let sent = bound.unwrap().send();
            async move {
                sent.await
                    .map(|told| told.debug)
                    .map_err(|error| error.to_string())
            }
        };
        let first = send(recorder as Arc<dyn Transport>).await;
        let text = std::fs::read_to_string(&file).unwrap();
        case.assert_hidden(&text);
        let replay = Arc::new(Replay::load(&file).unwrap());
        let again = send(replay.clone()).await;
        assert_eq!(replay.left(), 0, "{}", case.exchange);
        assert_eq!(
            again.is_ok(),
            first.is_ok(),
            "{}: {again:?}\n{text}",
            case.exchange
        );
        // What was a secret is the text `[secret]` now.
        if !text.contains("[secret]") {
            assert_eq!(again, first, "{}", case.exchange);
            the_same += 1;
        }
    }
    assert!(the_same > 20, "{the_same} exchanges without a secret");
}

#[tokio::test]
async fn refusals_that_repeat_the_request_do_not_show_them() {
    let transport = Arc::new(HyperTransport::new());
    for case in cases() {
        // The client has other secrets than the exchange in the stand-in: the stand-in says how the request differs.
        let server = stand_in::start(vec![case.call.exchange().unwrap()]).unwrap();
        let url = server.url(case.call.prefix);
        let given = &case.exchange.given;
        let bound = case.call.bind(given, transport.clone(), Some(url)).unwrap();
        if let Err(error) = bound.send().await {
            case.assert_hides_them(&error);
        }
    }
}
