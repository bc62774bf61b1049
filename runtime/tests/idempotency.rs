//! Idempotency keys: one a call, in all its attempts.

use std::sync::Arc;

use apiloom::replay::Replay;
use apiloom::{
    Answer, Auth, Core, DecodeError, Effect, Error, IdempotencyKey, Kind, Method, Operate,
    Operation, Repeat, RequestBuilder, Seal, Secret, Stamp, Vendor, Verdict, http,
};

apiloom::call_type!();

struct Facts;

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "keys"
    }

    fn server(&self, _: &str) -> Result<String, Error> {
        Ok("https://keys.example".to_owned())
    }

    fn stamp(&self, scheme: &str, _: &mut Stamp<'_>) -> Result<Seal, Error> {
        Err(Error::unknown_scheme(scheme))
    }

    fn secrets(&self) -> Vec<&Secret> {
        Vec::new()
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &[]
    }
}

const fn operation(id: &'static str, repeat: Repeat) -> Operation {
    Operation {
        id,
        method: Method::POST,
        path: "/rides",
        server: "default",
        auth: Auth::None,
        effect: Effect::Write,
        repeat,
        facts: &[],
        judge: &Verdict::by_status,
        errors: &[],
        limits: &[],
    }
}

macro_rules! operations {
    ($($name:ident $item:ident $repeat:expr;)*) => {$(
        #[derive(Clone)]
        struct $name;

        static $item: Operation = operation(stringify!($name), $repeat);

        impl Operate for $name {
            type Output = ();
            const OPERATION: &'static Operation = &$item;

            fn encode(&self, request: &mut RequestBuilder) {
                request.body_fields(|e| e.field("bike", &7_i64));
            }

            fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
                Ok(())
            }
        }
    )*};
}

operations! {
    InHeader IN_HEADER Repeat::Keyed(IdempotencyKey::Header("Idempotency-Key"));
    InQuery IN_QUERY Repeat::Keyed(IdempotencyKey::Query("key"));
    InBody IN_BODY Repeat::Keyed(IdempotencyKey::Body("key"));
    Bare BARE Repeat::Never;
}

fn core(replay: &Arc<Replay>) -> Core {
    Core::new(Facts, replay.clone())
}

fn busy_once() -> Arc<Replay> {
    Arc::new(Replay::new().then(503, "").then(200, "{}"))
}

fn header(request: &http::Request<apiloom::Bytes>) -> &str {
    request.headers()["idempotency-key"].to_str().unwrap()
}

#[tokio::test]
async fn all_attempts_of_a_call_have_one_key_and_calls_differ() {
    let replay = busy_once();
    Call::new(&core(&replay), InHeader).await.unwrap();
    let sent = replay.requests();
    assert_eq!(sent.len(), 2);
    assert_eq!(header(&sent[0]).len(), 36);
    assert_eq!(header(&sent[0]), header(&sent[1]));

    let other = busy_once();
    Call::new(&core(&other), InHeader).await.unwrap();
    assert_ne!(header(&sent[0]), header(&other.requests()[0]));
}

#[tokio::test]
async fn a_write_without_a_key_is_not_repeated() {
    let replay = busy_once();
    let error = Call::new(&core(&replay), Bare).await.unwrap_err();
    assert_eq!((error.attempts(), replay.left()), (1, 1));
}

#[test]
fn a_key_stands_where_the_operation_says() {
    let replay = Arc::new(Replay::new());
    let core = core(&replay);
    let in_query = Call::new(&core, InQuery).with_idempotency_key("mine");
    let uri = in_query.prepare().unwrap().uri().to_string();
    assert_eq!(uri, "https://keys.example/rides?key=mine");
    let in_body = Call::new(&core, InBody).with_idempotency_key("mine");
    assert_eq!(
        in_body.prepare().unwrap().body(),
        r#"{"bike":7,"key":"mine"}"#
    );
    let in_header = Call::new(&core, InHeader).with_idempotency_key("mine");
    assert_eq!(header(&in_header.prepare().unwrap()), "mine");
}

#[test]
fn a_key_that_cannot_be_sent_is_an_error() {
    let replay = Arc::new(Replay::new());
    let core = core(&replay);
    let error = |error: Error| (error.kind(), error.operation());
    let bare = Call::new(&core, Bare).with_idempotency_key("mine");
    assert_eq!(
        error(bare.prepare().unwrap_err()),
        (Kind::Configuration, Some("Bare"))
    );
    for bad in ["", "a\nb"] {
        let call = Call::new(&core, InHeader).with_idempotency_key(bad);
        assert_eq!(
            error(call.prepare().unwrap_err()),
            (Kind::Input, Some("InHeader"))
        );
    }
}
