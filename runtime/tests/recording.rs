//! Exchanges that are recorded and played back: nothing secret in the file, and the same answers.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use apiloom::replay::{Recorder, Replay};
use apiloom::{
    Answer, Auth, Bytes, Core, DecodeError, Effect, Error, File, IdempotencyKey, Json, Kind,
    Method, Operate, Operation, PairStyle, Repeat, RequestBuilder, Retry, Seal, Secret, Stamp,
    Transport, Vendor, Verdict, decode, f, http,
};

apiloom::call_type!();

/// A vendor that signs whatever is sent, with a new nonce each time.
struct Facts(Secret);

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "rides"
    }

    fn server(&self, _: &str) -> Result<String, Error> {
        Ok("https://rides.example/v1".to_owned())
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        let nonce = stamp.uuid();
        stamp.query("nonce", &nonce);
        stamp.header("X-Key", &self.0);
        if scheme == "in_body" {
            stamp.body("nonce", &nonce);
        }
        Ok(Seal::new(|sealing| {
            let sign = f::hex(&f::sha256(sealing.request().url()));
            sealing.query("sign", sign);
            Ok(())
        }))
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.0]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["password"]
    }
}

const fn operation(id: &'static str, auth: Auth, repeat: Repeat) -> Operation {
    Operation {
        id,
        method: Method::POST,
        path: "/rides",
        server: "default",
        auth,
        effect: Effect::Write,
        repeat,
        facts: &[],
        judge: &Verdict::by_status,
        errors: &[],
        limits: &[],
    }
}

const IN_QUERY: Auth = Auth::All(&["in_query"]);
const IN_BODY: Auth = Auth::All(&["in_body"]);

macro_rules! operations {
    ($($name:ident $item:ident $auth:ident $repeat:expr, |$request:ident, $value:ident| $encode:expr;)*) => {$(
        #[derive(Clone)]
        struct $name(&'static str);

        static $item: Operation = operation(stringify!($name), $auth, $repeat);

        impl Operate for $name {
            type Output = Bytes;
            const OPERATION: &'static Operation = &$item;

            fn encode(&self, $request: &mut RequestBuilder) {
                let $value = &self.0.to_owned();
                $encode
            }

            fn decode(answer: &Answer<'_>) -> Result<Bytes, DecodeError> {
                Ok(Bytes::copy_from_slice(answer.body()))
            }
        }
    )*};
}

operations! {
    Find FIND IN_QUERY Repeat::Safe, |request, value| request.query("bike", value);
    Add ADD IN_BODY Repeat::Keyed(IdempotencyKey::Body("key")), |request, value| {
        request.body_fields(|e| {
            e.field("bike", value);
            e.field("password", &"pin".to_owned());
        });
    };
    Form FORM IN_BODY Repeat::Keyed(IdempotencyKey::Query("key")), |request, value| {
        request.form("bike", value);
        request.form("password", &"pin".to_owned());
    };
    List LIST IN_QUERY Repeat::Never, |request, value| request.body(&vec![value.clone()]);
    Write WRITE IN_QUERY Repeat::Never, |request, value| {
        request.body_bytes("text/plain", format!("the pin {value}"));
    };
    Send SEND IN_QUERY Repeat::Never, |request, value| {
        request.body_bytes("image/png", [b"\xff", value.as_bytes()].concat());
    };
}

operations! {
    Pairs PAIRS IN_QUERY Repeat::Never, |request, value| {
        let ride = format!(r#"{{"bike":"{value}","password":"a pin"}}"#);
        let ride: Json = decode(ride.as_bytes()).unwrap();
        request.query_styled("ride", PairStyle::Json, &ride);
        request.form_styled("ride", PairStyle::Json, &ride);
    };
    OtherPairs OTHER_PAIRS IN_QUERY Repeat::Never, |request, value| {
        let ride = format!(r#"{{"bike":"{value}","password":"another"}}"#);
        let ride: Json = decode(ride.as_bytes()).unwrap();
        request.query_styled("ride", PairStyle::Json, &ride);
        request.form_styled("ride", PairStyle::Json, &ride);
    };
    Upload UPLOAD IN_BODY Repeat::Keyed(IdempotencyKey::Body("key")), |request, value| {
        request.part("bike", value);
        request.part("password", &"pin".to_owned());
        let seats: Json = decode(br#"{"seats":[1],"password":"pin2"}"#).unwrap();
        request.part_styled("seats", PairStyle::Json, &seats);
        request.part_files("photo", [&File::new("a.png", [b"\xff\r\n\r\n--", value.as_bytes()].concat())]);
    };
    Other OTHER IN_QUERY Repeat::Keyed(IdempotencyKey::Body("key")), |request, value| {
        request.part("bike", value);
        request.part("password", &"another".to_owned());
        let seats: Json = decode(br#"{"seats":[1],"password":"another"}"#).unwrap();
        request.part_styled("seats", PairStyle::Json, &seats);
        request.part_files("photo", [&File::new("a.png", [b"\xff\r\n\r\n--", value.as_bytes()].concat())]);
    };
}

/// What is secret in the JSON of a pair differs too, and the rest of it still counts.
#[test]
fn json_in_pairs_is_answered_to_anybody() {
    let path = file("pairs");
    let vendor = Replay::new().then(200, "1").then(200, "2");
    let recorder = Recorder::create(&path, Arc::new(vendor)).unwrap();
    let first = core(Arc::new(recorder), "hunter2hunter2");
    send(&first, Pairs("red")).unwrap();
    send(&first, Pairs("blue")).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("pin"), "{text}");
    assert!(text.contains("red"), "{text}");

    let second = core(Arc::new(Replay::load(&path).unwrap()), "other-key");
    assert_eq!(send(&second, Pairs("blue")).unwrap(), "2");
    assert_eq!(send(&second, OtherPairs("red")).unwrap(), "1");
}

/// What separates the parts, what is added to them and what is secret in them differs each time.
#[test]
fn what_was_uploaded_is_answered_to_anybody() {
    let path = file("upload");
    let vendor = Replay::new().then(200, "1").then(200, "2");
    let recorder = Recorder::create(&path, Arc::new(vendor)).unwrap();
    let first = core(Arc::new(recorder), "hunter2hunter2");
    send(&first, Upload("red")).unwrap();
    send(&first, Upload("blue")).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("pin"), "{text}");

    let replay = Arc::new(Replay::load(&path).unwrap());
    let second = core(replay.clone(), "other-key");
    assert_eq!(send(&second, Upload("blue")).unwrap(), "2");
    // Other secrets and another authentication ask the same.
    assert_eq!(send(&second, Other("red")).unwrap(), "1");
    assert_eq!(replay.left(), 0);

    let replay = Arc::new(Replay::load(&path).unwrap());
    let error = send(&core(replay.clone(), "x"), Upload("green")).unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    assert_eq!(replay.left(), 2);
}

fn core(transport: Arc<dyn Transport>, secret: &str) -> Core {
    Core::new(Facts(Secret::from(secret)), transport).with_retry(Retry::none())
}

/// A file of this test, in the folder of the build.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("recording-{name}.jsonl"))
}

fn send<O: Operate<Output = Bytes>>(core: &Core, inputs: O) -> Result<Bytes, Error> {
    Call::new(core, inputs).blocking()
}

/// One call of each operation, and what came of it.
fn all(core: &Core, bike: &'static str) -> Vec<Result<Bytes, Kind>> {
    let outcomes = [
        send(core, Find(bike)),
        send(core, Add(bike)),
        send(core, Form(bike)),
        send(core, List(bike)),
        send(core, Write(bike)),
        send(core, Send(bike)),
    ];
    let kind = |outcome: Result<Bytes, Error>| outcome.map_err(|error| error.kind());
    outcomes.into_iter().map(kind).collect()
}

#[test]
fn what_was_recorded_is_answered_to_anybody_in_any_order() {
    let path = file("order");
    let mut vendor = Replay::new();
    for number in 0..12 {
        vendor = vendor.then(200, format!(r#"{{"ride":{number}}}"#));
    }
    let recorder = Recorder::create(&path, Arc::new(vendor)).unwrap();
    let first = core(Arc::new(recorder), "hunter2hunter2");
    let (red, blue) = (all(&first, "red bike"), all(&first, "blue"));
    assert!(red.iter().chain(&blue).all(Result::is_ok));

    let replay = Arc::new(Replay::load(&path).unwrap());
    let second = core(replay.clone(), "other-key");
    assert_eq!(all(&second, "blue"), blue);
    assert_eq!(all(&second, "red bike"), red);
    assert_eq!(replay.left(), 0);
}

#[test]
fn what_was_not_asked_is_not_answered() {
    let path = file("asked");
    let vendor = (0..6).fold(Replay::new(), |vendor, _| vendor.then(200, "{}"));
    let recorder = Recorder::create(&path, Arc::new(vendor)).unwrap();
    all(&core(Arc::new(recorder), "hunter2hunter2"), "red");
    let replay = Arc::new(Replay::load(&path).unwrap());
    let core = core(replay.clone(), "hunter2hunter2");
    assert_eq!(all(&core, "blue"), vec![Err(Kind::Configuration); 6]);
    assert_eq!(replay.left(), 6);
    let error = send(&core, Find("blue")).unwrap_err();
    let line = "no answer is left for POST /v1/rides?bike=blue; what is left is for \
                POST /v1/rides?bike=red and \
                POST /v1/rides {\"bike\":\"red\",\"password\":\"[secret]\"} and \
                POST /v1/rides bike=red&password=[secret] and 3 more";
    assert_eq!(error.message(), Some(line));
    // Each answer is given once.
    send(&core, Find("red")).unwrap();
    send(&core, Find("red")).unwrap_err();
}

#[test]
fn what_is_left_is_said_when_it_does_not_fit() {
    let replay = Replay::new().on(Method::GET, "/v1/bikes", 200, "{}");
    let replay = Arc::new(replay.then(200, "{}"));
    let core = core(replay, "hunter2hunter2");
    let message = |outcome: Result<Bytes, Error>| outcome.unwrap_err().message().map(str::to_owned);
    send(&core, Find("red")).unwrap();
    let long: &'static str = "red, ".repeat(50).leak();
    assert_eq!(
        message(send(&core, Find(long))).unwrap(),
        "no answer is left for POST /v1/rides?bike=red%2C%20red%2C%20red%2C%20red%2C%20red%…; \
         what is left is for GET /v1/bikes"
    );
    let empty = self::core(Arc::new(Replay::new()), "hunter2hunter2");
    assert_eq!(
        message(send(&empty, Find("red"))).unwrap(),
        "no answer is left for POST /v1/rides?bike=red, nor for anything else"
    );
}

#[test]
fn answers_come_back_as_they_were() {
    let path = file("answers");
    let response = |status: u16, body: &'static [u8]| {
        http::Response::builder()
            .status(status)
            .header("x-rate", "3")
            .header("Link", "<a>")
            .header("Link", "<b>")
            .header("Date", "Thu, 01 Jan 1970 00:00:00 GMT")
            .body(Bytes::from_static(body))
            .unwrap()
    };
    let vendor = Replay::new()
        .then_response(response(200, b"\x89PNG\xff"))
        .then_response(response(404, "{\"a\":\"\u{e9}\\n\"}\n".as_bytes()));
    let recorder = Recorder::create(&path, Arc::new(vendor)).unwrap();
    let first = core(Arc::new(recorder), "hunter2hunter2");
    send(&first, Find("a")).unwrap();
    send(&first, Find("a")).unwrap_err();

    let second = core(Arc::new(Replay::load(&path).unwrap()), "x");
    assert_eq!(send(&second, Find("a")).unwrap(), b"\x89PNG\xff".as_slice());
    let error = send(&second, Find("a")).unwrap_err();
    assert_eq!(error.body(), Some("{\"a\":\"\u{e9}\\n\"}\n"));
    let headers = [("link", "<a>"), ("link", "<b>"), ("x-rate", "3")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(error.response().unwrap().headers(), headers);
}

#[test]
fn no_secret_reaches_the_file() {
    let path = file("secrets");
    let secret = "hunter2/\"hunter2";
    let echo = r#"{"again":"hunter2/\"hunter2 hunter2%2F%22hunter2","password":"pin"}"#;
    let response = http::Response::builder()
        .header("Set-Cookie", "session=hunter2")
        .header("X-Password", "hunter2%2f%22hunter2")
        .body(Bytes::from(echo))
        .unwrap();
    let vendor = (0..5).fold(Replay::new(), |vendor, _| {
        vendor.then_response(response.clone())
    });
    let bytes = [b"\xff", secret.as_bytes()].concat();
    let recorder = Recorder::create(&path, Arc::new(vendor.then(200, bytes))).unwrap();
    let outcomes = all(&core(Arc::new(recorder), secret), "a");
    // In bytes that are no text it cannot be hidden.
    assert_eq!(outcomes[5], Err(Kind::Decode));
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 6);
    for part in ["hunter2", "\"pin\"", "=pin", "nonce", "sign"] {
        assert!(!text.contains(part), "{part} in {text}");
    }
    assert!(text.contains(r#"{\"bike\":\"a\",\"password\":\"[secret]\"}"#));
}

/// The vendor did what was asked, so that nothing is mended by asking once more.
#[test]
fn what_cannot_be_recorded_is_not_sent_again() {
    let bytes = [b"\xff", "hunter2hunter2".as_bytes()].concat();
    let vendor = Arc::new(Replay::new().then(200, bytes).then(200, "{}"));
    let recorder = Recorder::create(file("unrecorded"), vendor.clone()).unwrap();
    let core = core(Arc::new(recorder), "hunter2hunter2").with_retry(Retry::new());
    let error = send(&core, Find("a")).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Decode, 1));
    assert!(!error.is_retryable());
    assert_eq!((vendor.left(), vendor.waits().len()), (1, 0));
    assert!(error.to_string().contains("cannot be recorded"), "{error}");
}

#[test]
fn only_requests_of_clients_are_recorded() {
    let path = file("strange");
    let vendor = Arc::new(Replay::new().then(200, "{}"));
    let recorder = Recorder::create(&path, vendor.clone()).unwrap();
    let strange = apiloom::transport::from_fn({
        let recorder = Arc::new(recorder);
        move |request| {
            // What a transport around it makes anew is of unknown origin.
            let strange = http::Request::new(request.into_body());
            let mut sent = recorder.send(strange);
            let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
            match sent.as_mut().poll(&mut cx) {
                std::task::Poll::Ready(outcome) => outcome,
                std::task::Poll::Pending => panic!("the recorder waits"),
            }
        }
    });
    let error = send(&core(Arc::new(strange), "x"), Find("a")).unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    assert_eq!(vendor.left(), 1);
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 1);
}

#[test]
fn other_files_are_refused_with_the_line() {
    let load = |name: &str, text: &str| {
        let path = file(name);
        fs::write(&path, text).unwrap();
        Replay::load(path).unwrap_err().to_string()
    };
    let heading = r#"{"apiloom_recording":1}"#;
    assert_eq!(load("bad-1", "{}\n"), "the file is no recording");
    let no_json = load("bad-2", &format!("{heading}\nnonsense\n"));
    assert!(no_json.starts_with("line 2: "), "{no_json}");
    for line in [
        r#"{"status":1000}"#,
        r#"{"status":-1}"#,
        r#"{"status":200,"headers":[["a"]]}"#,
        r#"{"status":200,"headers":[["a b","c"]]}"#,
        r#"{"status":200,"headers":[["a","c\n"]]}"#,
        r#"{"status":200,"answer_base64":"?"}"#,
    ] {
        let fine = r#"{"method":"GET","path":"/","status":200}"#;
        let error = load("bad-3", &format!("{heading}\n{fine}\n{line}\n"));
        assert!(error.starts_with("line 3: "), "{error}");
    }
    assert!(Replay::load(file("that-is-not-there")).is_err());
}
