//! How requests are made: places, styles, stamps, seals and their order.

use std::fmt;
use std::sync::{Arc, Mutex};

use apiloom::{
    Answer, Auth, Bytes, Core, DecodeError, Effect, Error, Kind, Method, Operate, Operation,
    PairStyle, Repeat, RequestBuilder, Seal, Sealing, Secret, Stamp, Vendor, Verdict, f, http,
    transport,
};

apiloom::call_type!();

/// What the test's only operation writes.
#[derive(Clone)]
struct Write(fn(&mut RequestBuilder));

static OPERATION: Operation = Operation {
    id: "write",
    method: Method::POST,
    path: "/items/{id}",
    server: "default",
    auth: Auth::All(&["first", "second"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[("action", "WriteIt")],
    judge: &Verdict::by_status,
    errors: &[],
    limits: &[],
};

impl Operate for Write {
    type Output = ();
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.path("id", &7_i64);
        (self.0)(request);
    }

    fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// A vendor whose two schemes do what a test says, and record what they see.
struct Probe {
    stamp: fn(&mut Stamp<'_>),
    seal: fn(&str, &mut Sealing<'_>) -> Result<(), Error>,
    log: Log,
}

type Log = Arc<Mutex<Vec<String>>>;

impl Vendor for Probe {
    fn name(&self) -> &'static str {
        "probe"
    }

    fn server(&self, _: &str) -> Result<String, Error> {
        Ok("https://API.example:8443/v1".to_owned())
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        self.log.lock().unwrap().push(format!("stamp {scheme}"));
        (self.stamp)(stamp);
        let (seal, log, scheme) = (self.seal, Arc::clone(&self.log), scheme.to_owned());
        Ok(Seal::new(move |sealing| {
            log.lock().unwrap().push(format!("seal {scheme}"));
            seal(&scheme, sealing)
        }))
    }

    fn secrets(&self) -> Vec<&Secret> {
        Vec::new()
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["pin", "X-Key"]
    }
}

fn nothing(_: &mut Stamp<'_>) {}

fn no_seal(_: &str, _: &mut Sealing<'_>) -> Result<(), Error> {
    Ok(())
}

fn call(
    write: fn(&mut RequestBuilder),
    stamp: fn(&mut Stamp<'_>),
    seal: fn(&str, &mut Sealing<'_>) -> Result<(), Error>,
) -> (Call<Write>, Log) {
    let log = Log::default();
    let vendor = Probe {
        stamp,
        seal,
        log: Arc::clone(&log),
    };
    let core = Core::new(vendor, Arc::new(transport::Offline));
    (Call::new(&core, Write(write)), log)
}

fn written(write: fn(&mut RequestBuilder)) -> Result<http::Request<Bytes>, Error> {
    call(write, nothing, no_seal).0.prepare()
}

#[track_caller]
fn refused(write: fn(&mut RequestBuilder), words: &str) {
    let error = written(write).unwrap_err();
    assert_eq!(error.kind(), Kind::Input);
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn queries_keep_their_order() {
    let request = written(|r| {
        r.query("b", &1_i64);
        r.query("a", &Some("x y".to_owned()));
        r.query("none", &None::<String>);
        r.query_const("c", "~*'()");
        r.query_styled("l", PairStyle::Csv, &vec![1_i64, 2]);
        r.query_styled("i", PairStyle::Index1, &Some(vec!["p".to_owned()]));
        r.query_styled("e", PairStyle::Csv, &Vec::<String>::new());
        r.query("f", &true);
    });
    assert_eq!(
        request.unwrap().uri().query(),
        Some("b=1&a=x%20y&c=~%2A%27%28%29&l=1%2C2&i%5B1%5D=p&f=true")
    );
}

#[test]
fn what_has_no_form_as_text_is_refused() {
    refused(|r| r.query("a", &vec![1_i64]), "`a`");
    refused(
        |r| r.query_styled("a", PairStyle::Csv, &vec!["x,y".to_owned()]),
        "comma",
    );
    refused(
        |r| r.query_styled("a", PairStyle::Repeat, &vec![vec![1_i64]]),
        "`a`",
    );
    refused(|r| r.header("X-A", &"x\ny".to_owned()), "`x-a`");
    refused(|r| r.cookie("a", &"x; b=1".to_owned()), "`a`");
    refused(
        |r| r.refuse("`name` is longer than 20 characters"),
        "20 characters",
    );
    refused(
        |r| {
            r.body(&1_i64);
            r.body(&2_i64);
        },
        "two bodies",
    );
}

#[test]
fn forms_and_cookies_are_written() {
    let request = written(|r| {
        r.form_const("a b", "1&2");
        r.form_styled(
            "l",
            PairStyle::Brackets,
            &vec!["x".to_owned(), "y".to_owned()],
        );
        r.cookie_const("k", "v");
        r.cookie("n", &5_i64);
        r.header_const("Accept", "text/plain");
    })
    .unwrap();
    assert_eq!(request.body(), "a%20b=1%262&l%5B%5D=x&l%5B%5D=y");
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(request.headers()["cookie"], "k=v; n=5");
    assert_eq!(request.headers()["accept"], "text/plain");
    let request = written(RequestBuilder::form_body).unwrap();
    assert_eq!(request.body(), "");
    assert!(request.headers().contains_key("content-type"));
    let request = written(|r| {
        r.content_type("text/csv");
        r.text_body(&"hi".to_owned());
    });
    let request = request.unwrap();
    assert_eq!(request.headers()["content-type"], "text/csv");
    assert_eq!(request.body(), "hi");
    let request = written(|_| {}).unwrap();
    assert_eq!(request.headers().len(), 1);
}

#[test]
fn all_stamps_come_before_all_seals() {
    let (call, log) = call(
        |r| {
            r.query_const("q", "1");
            r.body_fields(|e| e.field("m", &2_i64));
        },
        |stamp| {
            let again = stamp.now();
            assert_eq!(stamp.now(), again);
            assert_eq!((stamp.attempt(), stamp.operation()), (1, "write"));
            stamp.query("stamped", stamp.fact("action"));
        },
        |scheme, sealing| {
            let request = sealing.request();
            assert_eq!(request.method(), "POST");
            assert_eq!(request.host(), "api.example:8443");
            assert_eq!(request.path(), "/v1/items/7");
            let text = "q=1&stamped=WriteIt&stamped=WriteIt";
            assert_eq!(request.query_text(), text);
            assert_eq!(
                request.url(),
                format!("https://api.example:8443/v1/items/7?{text}")
            );
            assert_eq!(request.query().len(), 3);
            assert_eq!(request.params(), request.query());
            let names: Vec<&str> = request.headers().iter().map(|(name, _)| &**name).collect();
            assert_eq!(names, ["host", "accept", "content-type"]);
            assert_eq!(request.body(), br#"{"m":2}"#);
            assert_eq!(request.fields(), [("m".to_owned(), "2".to_owned())]);
            sealing.query("sealed", scheme);
            sealing.header("X-Sign", Secret::from("s1"));
            Ok(())
        },
    );
    let request = call.prepare().unwrap();
    assert_eq!(
        request.uri().query(),
        Some("q=1&stamped=WriteIt&stamped=WriteIt&sealed=first&sealed=second")
    );
    assert!(request.headers()["x-sign"].is_sensitive());
    let log = log.lock().unwrap().join(", ");
    assert_eq!(log, "stamp first, stamp second, seal first, seal second");
}

#[test]
fn bodies_take_stamps_and_seals() {
    let json: fn(&mut RequestBuilder) = |r| r.body_fields(|_| {});
    let form: fn(&mut RequestBuilder) = RequestBuilder::form_body;
    let stamp: fn(&mut Stamp<'_>) = |stamp| {
        let name = if stamp.operation().is_empty() {
            "x"
        } else {
            "app"
        };
        stamp.body(name, Some("a"));
    };
    let seal = |scheme: &str, sealing: &mut Sealing<'_>| {
        sealing.body(scheme, 5);
        Ok(())
    };
    // Two schemes stamp the same member, which a JSON object cannot have twice.
    let error = call(json, stamp, no_seal).0.prepare().unwrap_err();
    assert!(error.to_string().contains("`app`"), "{error}");
    let request = call(form, stamp, seal).0.prepare().unwrap();
    assert_eq!(request.body(), "app=a&app=a&first=5&second=5");
    let request = call(json, nothing, seal).0.prepare().unwrap();
    assert_eq!(request.body(), r#"{"first":5,"second":5}"#);
    for no_object in [
        |r: &mut RequestBuilder| r.body(&vec![1_i64]),
        |_: &mut RequestBuilder| {},
    ] {
        let error = call(no_object, nothing, seal).0.prepare().unwrap_err();
        assert_eq!(error.kind(), Kind::Input, "{error}");
    }
}

#[test]
fn a_body_that_was_read_is_not_changed() {
    let json: fn(&mut RequestBuilder) = |r| r.body_fields(|_| {});
    for seal in [
        |_: &str, sealing: &mut Sealing<'_>| {
            let length = i64::try_from(sealing.request().body().len());
            sealing.body("length", length.ok());
            Ok(())
        },
        |scheme: &str, sealing: &mut Sealing<'_>| {
            match scheme {
                "first" => sealing.body("a", 1),
                _ => assert!(!sealing.request().body().is_empty()),
            }
            Ok(())
        },
    ] {
        let error = call(json, nothing, seal).0.prepare().unwrap_err();
        assert!(error.to_string().contains("body"), "{error}");
    }
}

#[test]
fn a_signature_over_the_members_joins_them() {
    let json: fn(&mut RequestBuilder) = |r| r.body_fields(|e| e.field("b", &2_i64));
    let form: fn(&mut RequestBuilder) = |r| r.form("b", &2_i64);
    let seal = |scheme: &str, sealing: &mut Sealing<'_>| {
        let request = sealing.request();
        let signed = [request.params(), request.fields()].concat();
        sealing.body(scheme, f::join_pairs(&signed, ":", ";"));
        Ok(())
    };
    let request = call(form, nothing, seal).0.prepare().unwrap();
    assert_eq!(request.body(), "b=2&first=b%3A2&second=b%3A2");
    let request = call(json, nothing, seal).0.prepare().unwrap();
    assert_eq!(request.body(), r#"{"b":2,"first":"b:2","second":"b:2"}"#);
}

#[test]
fn secret_inputs_are_hidden() {
    let (call, _) = call(
        |r| {
            r.query_const("pin", "12345");
            r.header_const("X-Key", "k-e-y");
        },
        nothing,
        |_, sealing| {
            let message = format!("cannot sign {}", sealing.request().url());
            Err(Error::configuration(message))
        },
    );
    let error = call.prepare().unwrap_err();
    assert!(error.to_string().contains("pin=[secret]"), "{error}");
    let response = http::Response::builder().status(401);
    let response = response.body(Bytes::from("bad 12345 k-e-y")).unwrap();
    let error = call.answer(response).unwrap_err();
    assert_eq!(error.kind(), Kind::Auth);
    assert_eq!(error.body(), Some("bad [secret] [secret]"));
}

#[test]
fn requests_are_described_without_their_secrets() {
    let (call, _) = call(
        |r| r.query_const("pin", "1"),
        |stamp| stamp.header("Authorization", Secret::from("Bearer abcdef")),
        |_, sealing| {
            sealing.query("sign", Secret::from("x/y"));
            sealing.query("echo", "abcdef");
            Ok(())
        },
    );
    let mut request = call.prepare().unwrap();
    let line = "POST https://api.example:8443/v1/items/7?pin=[secret]\
                &sign=[secret]&echo=[secret]&sign=[secret]&echo=[secret]";
    assert_eq!(transport::describe(&request), line);
    request.extensions_mut().clear();
    assert_eq!(transport::describe(&request), "POST /v1/items/7");
}

#[test]
fn an_answer_without_an_envelope_is_judged_by_its_status() {
    let (call, _) = call(|_| {}, nothing, no_seal);
    let answer = |status: u16| {
        let response = http::Response::builder().status(status);
        call.answer(response.body(Bytes::new()).unwrap())
    };
    assert!(answer(204).is_ok());
    assert_eq!(answer(404).unwrap_err().kind(), Kind::NotFound);
    assert_eq!(answer(302).unwrap_err().kind(), Kind::Vendor);
}

#[test]
fn answers_are_read_by_path() {
    let response = |body: &'static str| http::Response::new(Bytes::from_static(body.as_bytes()));
    let full = response(r#"{"a":{"b":5,"c":null}}"#);
    let answer = Answer::new(&full);
    assert_eq!(answer.read::<i64>(&["a", "b"]), Ok(5));
    assert_eq!(answer.read_maybe::<i64>(&["a", "c"]), Ok(None));
    assert_eq!(answer.read_maybe::<i64>(&["x", "c"]), Ok(None));
    assert_eq!(
        answer.read_or_blank::<Vec<i64>>(&["a", "c"]),
        Ok(Vec::new())
    );
    let error = answer.read::<i64>(&["a", "x"]).unwrap_err();
    assert_eq!(error.path(), "a.x");
    let error = answer.read_maybe::<i64>(&["a"]).unwrap_err();
    assert_eq!(error.path(), "a");
    let empty = response(" ");
    let answer = Answer::new(&empty);
    assert!(answer.body_is_empty());
    assert_eq!(answer.read_maybe::<i64>(&[]), Ok(None));
    assert!(answer.read::<i64>(&[]).is_err());
    assert!(Answer::new(&response("null")).body_is_empty());
    let broken = response(r#"{"a":1}}"#);
    assert!(Answer::new(&broken).read::<i64>(&["a"]).is_err());
}

#[test]
fn nothing_shows_its_contents() {
    fn shown(value: &impl fmt::Debug) -> String {
        format!("{value:?}")
    }
    let (call, _) = call(|r| r.query_const("pin", "12345"), nothing, no_seal);
    let call = call
        .with_header("X-Other", "54321")
        .with_server("https://u:98765@a.example");
    let text = shown(&call);
    assert!(!text.contains("54321") && !text.contains("98765"), "{text}");
    let error = call.prepare().unwrap_err();
    assert!(!shown(&error).contains("98765"), "{error:?}");
}
