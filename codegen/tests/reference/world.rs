//! What the expressions of the page may name, and the values behind it.

use std::collections::BTreeMap;

use apiloom_codegen::expr::{Choice, ChoiceType, Env, Held, Hook, Place, Root, Scope, Type, Value};
use apiloom_wire::{Json, Timestamp};
use proc_macro2::TokenStream;
use quote::quote;

const NOW: &str = "2026-01-31T12:00:00Z";
const DATA: &str = r#"{"id":7,"name":"Harbour","tags":["a","b"],"none":null,"no":"5"}"#;

fn now() -> Timestamp {
    NOW.parse().expect("a time")
}

fn pairs(pairs: &[(&str, &str)]) -> Value {
    Value::Pairs(
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    )
}

fn json(text: &str) -> Json {
    let mut decoder = apiloom_wire::Decoder::new(text.as_bytes()).expect("UTF-8");
    decoder.read().expect("JSON")
}

/// The names in the order of the page, with their values.
pub(crate) fn values() -> Vec<(&'static str, Value)> {
    vec![
        ("settings.app_id", "velo".into()),
        ("settings.app_secret", "s3cret".into()),
        ("settings.mode", "test".into()),
        ("settings.tenant", Value::Absent),
        ("now", Value::Instant(now())),
        ("nonce", "4f".into()),
        ("request.method", "POST".into()),
        ("request.path", "/v1/rides".into()),
        (
            "request.query",
            pairs(&[("b", "2 3"), ("a", "1"), ("c", "")]),
        ),
        (
            "request.headers",
            pairs(&[("Content-Type", " text/plain "), ("X-App", "velo")]),
        ),
        ("request.body", Value::Bytes(b"hi".to_vec())),
        ("status", Value::Int(429)),
        ("headers", pairs(&[("retry-after", "30")])),
        ("body.code", Value::Int(0)),
        ("body.message", Value::Absent),
        ("body.data", Value::Json(json(DATA))),
    ]
}

/// The values as the evaluator takes them.
pub(crate) fn env() -> Env {
    let mut env = Env::new()
        .now(now())
        .hooks(|_, arguments| match arguments {
            [Value::Text(text)] => Some(Value::Text(text.chars().rev().collect())),
            _ => None,
        })
        .nonces(|name, _| {
            let sample = match name {
                "uuid" => "2d931510-d99f-494a-8c67-87feb05e1594",
                "nonce_hex" => "9f86d081",
                _ => "402816",
            };
            sample.to_owned()
        });
    for (name, value) in values() {
        if value != Value::Absent && name != "now" {
            env.set(name, value);
        }
    }
    env
}

/// The types of the names; the Rust behind them does not matter here.
pub(crate) fn scope() -> Scope {
    let place = |ty: Type| Place::new(ty, TokenStream::new(), Held::Place);
    let variant = |code: &str| Choice {
        key: code.to_owned(),
        code: code.to_owned(),
        pattern: TokenStream::new().into(),
    };
    let mode = ChoiceType {
        name: "Mode".to_owned(),
        variants: vec![variant("live"), variant("test")],
    };
    let members: BTreeMap<&str, Vec<(&str, Type)>> = BTreeMap::from([
        (
            "settings",
            vec![
                ("app_id", Type::text()),
                ("app_secret", Type::text().secret()),
                ("mode", Type::choice(mode.into())),
                ("tenant", Type::int().optional()),
            ],
        ),
        (
            "request",
            vec![
                ("method", Type::text()),
                ("path", Type::text()),
                ("query", Type::pairs()),
                ("headers", Type::pairs()),
                ("body", Type::bytes()),
            ],
        ),
        (
            "body",
            vec![
                ("code", Type::int().optional()),
                ("message", Type::text().optional()),
                ("data", Type::json().optional()),
            ],
        ),
    ]);
    let mut scope = Scope::new()
        .name("nonce", place(Type::text()))
        .name("status", place(Type::int()))
        .name("headers", place(Type::pairs()))
        .hook(
            "seal",
            Hook {
                takes: vec![("data".to_owned(), Type::text())],
                gives: Type::text(),
                call: TokenStream::new().into(),
                fallible: false,
            },
        )
        .now(quote!(now))
        .nonces(quote!(stamp));
    for (root, members) in members {
        let members = members
            .into_iter()
            .fold(Root::new(), |root, (name, ty)| root.member(name, place(ty)));
        scope = scope.root(root, members);
    }
    scope
}

/// A spec whose only mistake is the expression.
pub(crate) fn spec_with(expression: &str) -> String {
    let block: String = expression
        .lines()
        .map(|line| format!("          {line}\n"))
        .collect();
    let answer = ["body", "headers", "status"]
        .iter()
        .any(|root| expression.contains(root));
    let (auth, envelope) = match answer {
        true => (
            String::new(),
            format!("    failures:\n      - when: |-\n{block}"),
        ),
        false => (format!("    let:\n      made: |-\n{block}"), String::new()),
    };
    format!(
        "apiloom: 1\nvendor: velo\nservers: {{ default: https://api.velo.example }}\n\
         settings:\n  app_id: string\n  app_secret: secret\n  tenant: int64?\n  \
         mode: {{ enum: {{ live: Live, test: Test }}, closed: true }}\n\
         auth:\n  scheme:\n    doc: One.\n{auth}\
         envelopes:\n  standard:\n    fields: {{ code: int32, message: string, data: any }}\n{envelope}\
         operations:\n  get: {{ http: GET /x, auth: scheme, envelope: standard }}\n"
    )
}
