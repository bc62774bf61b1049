//! What the expressions reach: for the checker, for the interpreter, and for the printed Rust.

use std::collections::BTreeMap;
use std::sync::Arc;

use apiloom_codegen::expr::{
    Choice, ChoiceType, Env, Held, Hook, Kind, Place, RecordMember, RecordType, Root, Scope, Type,
    Value,
};
use apiloom_wire::{Decimal, Json, Secret, Timestamp};
use quote::quote;

pub(crate) struct World {
    pub(crate) settings: Settings,
    pub(crate) stamp: Stamp,
    pub(crate) request: Request,
    pub(crate) body: Body,
    pub(crate) answer: Answer,
    pub(crate) date: String,
    pub(crate) scope: String,
    pub(crate) days: Vec<i64>,
    pub(crate) open: Json,
}

pub(crate) struct Settings {
    pub(crate) email: String,
    pub(crate) token: Secret,
    pub(crate) service: String,
    pub(crate) limit: i64,
    pub(crate) region: Option<String>,
    pub(crate) missing: Option<String>,
    pub(crate) mode: Mode,
}

impl Settings {
    pub(crate) fn hook_ask(&self, question: &str) -> Option<String> {
        Some(format!("{question}?"))
    }

    pub(crate) fn hook_sign(&self, app: &str, body: &[u8]) -> String {
        format!("{app}:{}", body.len())
    }
}

pub(crate) enum Mode {
    First,
    #[expect(dead_code, reason = "printed matches name it")]
    Second,
}

pub(crate) struct Stamp;

impl Stamp {
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(NOW)
    }
}

pub(crate) struct Request;

impl Request {
    pub(crate) fn method(&self) -> &str {
        "POST"
    }
    pub(crate) fn path(&self) -> &str {
        "/a/b c"
    }
    pub(crate) fn query(&self) -> Vec<(String, String)> {
        query()
    }
    pub(crate) fn headers(&self) -> &[(String, String)] {
        HEADERS.get_or_init(headers)
    }
    pub(crate) fn body(&self) -> &[u8] {
        BODY
    }
}

static HEADERS: std::sync::OnceLock<Vec<(String, String)>> = std::sync::OnceLock::new();

pub(crate) struct Answer;

impl Answer {
    pub(crate) fn status(&self) -> i64 {
        200
    }
    pub(crate) fn body(&self) -> &[u8] {
        BODY
    }
}

pub(crate) struct Body {
    pub(crate) code: Option<i64>,
    pub(crate) message: Option<String>,
    pub(crate) flag: Option<bool>,
    pub(crate) none: Option<Json>,
    pub(crate) price: Decimal,
    pub(crate) big: Option<Decimal>,
    pub(crate) meta: Option<Meta>,
}

pub(crate) struct Meta {
    pub(crate) total: i64,
    pub(crate) cursor: Option<String>,
    pub(crate) inner: Option<Inner>,
}

pub(crate) struct Inner {
    pub(crate) depth: Option<i64>,
}

const NOW: i64 = 1_494_474_404_567;
const BODY: &[u8] = b"{\"a\":1}";
const OPEN: &[u8] =
    r#"{"data":{"items":[{"a b":5},"z"],"next":"","more":false,"name":"x","count":5,"nothing":null}}"#.as_bytes();

fn query() -> Vec<(String, String)> {
    pairs(&[("b", "2"), ("a", "x y/微"), ("e", ""), ("a", "1")])
}

fn headers() -> Vec<(String, String)> {
    pairs(&[
        ("Host", " Example.COM "),
        ("Content-Type", "application/json"),
        ("X", "y"),
    ])
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn open() -> Json {
    Json::parse(OPEN).unwrap()
}

impl World {
    pub(crate) fn new() -> Self {
        Self {
            settings: Settings {
                email: "admin@example.com".into(),
                token: Secret::new("123abc".to_owned()),
                service: "crm".into(),
                limit: 50,
                region: Some("eu".into()),
                missing: None,
                mode: Mode::First,
            },
            stamp: Stamp,
            request: Request,
            body: Body {
                code: Some(1000),
                message: Some("fine".into()),
                flag: None,
                none: None,
                price: Decimal::new("1.50").unwrap(),
                big: Some(Decimal::new("1e3").unwrap()),
                meta: Some(Meta {
                    total: 300,
                    cursor: Some("c1".into()),
                    inner: Some(Inner { depth: Some(2) }),
                }),
            },
            answer: Answer,
            date: "2017-05-11".into(),
            scope: "s".into(),
            days: vec![9, 8],
            open: open(),
        }
    }
}

/// The same values for the interpreter.
pub(crate) fn env() -> Env {
    let mut env = Env::new()
        .now(Timestamp::from_unix_millis(NOW))
        .hooks(|_, args| match args {
            [Value::Text(app), Value::Bytes(body)] => {
                Some(Value::Text(format!("{app}:{}", body.len())))
            }
            [Value::Text(question)] => Some(Value::Text(format!("{question}?"))),
            _ => None,
        });
    let inner = Value::Record(BTreeMap::from([("depth".to_owned(), Value::Int(2))]));
    let meta = BTreeMap::from([
        ("total".to_owned(), Value::Int(300)),
        ("cursor".to_owned(), "c1".into()),
        ("inner".to_owned(), inner),
    ]);
    for (path, value) in [
        ("settings.email", "admin@example.com".into()),
        ("settings.token", "123abc".into()),
        ("settings.service", "crm".into()),
        ("settings.limit", Value::Int(50)),
        ("settings.region", "eu".into()),
        ("settings.mode", "first".into()),
        ("request.method", "POST".into()),
        ("request.path", "/a/b c".into()),
        ("request.query", Value::Pairs(query())),
        ("request.headers", Value::Pairs(headers())),
        ("request.body", Value::Bytes(BODY.to_vec())),
        ("answer", Value::Bytes(BODY.to_vec())),
        ("answer.status", Value::Int(200)),
        ("body.code", Value::Int(1000)),
        ("body.message", "fine".into()),
        ("body.price", Value::Decimal(Decimal::new("1.50").unwrap())),
        ("body.big", Value::Decimal(Decimal::new("1e3").unwrap())),
        ("body.meta", Value::Record(meta)),
        ("date", "2017-05-11".into()),
        ("scope", "s".into()),
        ("days", Value::List(vec![Value::Int(9), Value::Int(8)])),
        ("open", Value::Json(open())),
    ] {
        env.set(path, value);
    }
    env
}

pub(crate) fn scope() -> Scope {
    let place = |ty, tokens| Place::new(ty, tokens, Held::Place);
    let reference = |ty, tokens| Place::new(ty, tokens, Held::Ref);
    let mode = Arc::new(ChoiceType {
        name: "Mode".into(),
        variants: vec![
            Choice {
                key: "first".into(),
                code: "first".into(),
                pattern: quote!(Mode::First).into(),
            },
            Choice {
                key: "second".into(),
                code: "second".into(),
                pattern: quote!(Mode::Second).into(),
            },
        ],
    });
    let settings = Root::new()
        .member("email", place(Type::text(), quote!(settings.email)))
        .member(
            "token",
            reference(Type::text().secret(), quote!(settings.token.expose())),
        )
        .member("service", place(Type::text(), quote!(settings.service)))
        .member("limit", place(Type::int(), quote!(settings.limit)))
        .member(
            "region",
            place(Type::text().optional(), quote!(settings.region)),
        )
        .member(
            "missing",
            place(Type::text().optional(), quote!(settings.missing)),
        )
        .member("mode", place(Type::choice(mode), quote!(settings.mode)));
    let request = Root::new()
        .member("method", reference(Type::text(), quote!(request.method())))
        .member("path", reference(Type::text(), quote!(request.path())))
        .member(
            "query",
            Place::new(Type::pairs(), quote!(request.query()), Held::Owned),
        )
        .member(
            "headers",
            reference(Type::pairs(), quote!(request.headers())),
        )
        .member("body", reference(Type::bytes(), quote!(request.body())));
    let answer = Root::new()
        .value(reference(Type::bytes(), quote!(answer.body())))
        .member(
            "status",
            Place::new(Type::int(), quote!(answer.status()), Held::Owned),
        );
    let inner = record(
        "Inner",
        &[("depth", Type::int().optional(), quote!(.depth))],
    );
    let meta = record(
        "Meta",
        &[
            ("total", Type::int(), quote!(.total)),
            ("cursor", Type::text().optional(), quote!(.cursor)),
            ("inner", inner.optional(), quote!(.inner)),
        ],
    );
    let body = Root::new()
        .member("code", place(Type::int().optional(), quote!(body.code)))
        .member(
            "message",
            place(Type::text().optional(), quote!(body.message)),
        )
        .member("flag", place(Type::bool().optional(), quote!(body.flag)))
        .member("none", place(Type::json().optional(), quote!(body.none)))
        .member("price", place(Type::decimal(), quote!(body.price)))
        .member("big", place(Type::decimal().optional(), quote!(body.big)))
        .member("meta", place(meta.optional(), quote!(body.meta)));
    Scope::new()
        .root("settings", settings)
        .root("request", request)
        .root("answer", answer)
        .root("body", body)
        .root("open", Root::new().value(place(Type::json(), quote!(open))))
        .name("date", place(Type::text(), quote!(date)))
        .name("scope", place(Type::text(), quote!(scope)))
        .name("days", place(Type::list(Kind::Int), quote!(days)))
        .hook(
            "sign",
            Hook {
                takes: vec![("app".into(), Type::text()), ("body".into(), Type::bytes())],
                gives: Type::text(),
                call: quote!(settings.hook_sign).into(),
                fallible: false,
            },
        )
        .hook(
            "ask",
            Hook {
                takes: vec![("question".into(), Type::text())],
                gives: Type::text(),
                call: quote!(settings.hook_ask).into(),
                fallible: true,
            },
        )
        .now(quote!(stamp.now()))
        .nonces(quote!(stamp))
}

fn record(name: &str, members: &[(&str, Type, proc_macro2::TokenStream)]) -> Type {
    let members = members.iter().map(|(name, ty, access)| {
        let member = RecordMember {
            ty: ty.clone(),
            access: access.clone().into(),
            held: Held::Place,
        };
        ((*name).to_owned(), member)
    });
    Type::record(Arc::new(RecordType {
        name: name.into(),
        members: members.collect(),
    }))
}

/// A Rust value as the interpreter's.
pub(crate) fn value<T: ToValue>(value: T) -> Value {
    value.to_value()
}

pub(crate) trait ToValue {
    fn to_value(&self) -> Value;
}

macro_rules! to_value {
    ($($ty:ty: $value:ident => $made:expr;)*) => {
        $(impl ToValue for $ty {
            fn to_value(&self) -> Value {
                let $value = self;
                $made
            }
        })*
    };
}

to_value! {
    str: v => v.into();
    String: v => v.as_str().into();
    i64: v => Value::Int(*v);
    bool: v => Value::Bool(*v);
    Timestamp: v => Value::Instant(*v);
    Decimal: v => Value::Decimal(v.clone());
    Json: v => Value::Json(v.clone());
    [u8]: v => Value::Bytes(v.to_vec());
    Vec<u8>: v => Value::Bytes(v.clone());
    [(String, String)]: v => Value::Pairs(v.to_vec());
    Vec<(String, String)>: v => Value::Pairs(v.clone());
    [i64]: v => Value::List(v.iter().copied().map(Value::Int).collect());
    Vec<i64>: v => Value::List(v.iter().copied().map(Value::Int).collect());
    Vec<String>: v => Value::List(v.iter().cloned().map(Value::Text).collect());
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Absent, T::to_value)
    }
}
