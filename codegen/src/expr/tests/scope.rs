//! A scope and an environment like those of an authentication scheme.

use std::sync::Arc;

use quote::quote;

use crate::expr::{
    Choice, ChoiceType, Env, Held, Hook, Kind, Place, Problem, RecordMember, RecordType, Root,
    Scope, Type, Typed, Value, check, check_let, eval, parse,
};

pub(super) fn scope() -> Scope {
    let place = |ty| Place::new(ty, quote!(here), Held::Place);
    let mode = ChoiceType {
        name: "Mode".into(),
        variants: ["secret_first", "time_first"]
            .map(|code| Choice {
                key: code.into(),
                code: code.into(),
                pattern: quote!(Mode).into(),
            })
            .to_vec(),
    };
    let settings = Root::new()
        .member("email", place(Type::text()))
        .member("token", place(Type::text().secret()))
        .member("service", place(Type::text()))
        .member("key_id", place(Type::text()))
        .member("secret_key", place(Type::text().secret()))
        .member("region", place(Type::text().optional()))
        .member("limit", place(Type::int()))
        .member("mode", place(Type::choice(Arc::new(mode))));
    let request = Root::new()
        .member("method", place(Type::text()))
        .member("path", place(Type::text()))
        .member("query_text", place(Type::text()))
        .member("query", place(Type::pairs()))
        .member("headers", place(Type::pairs()))
        .member("body", place(Type::bytes()));
    let total = RecordMember {
        ty: Type::int(),
        access: quote!(.total).into(),
        held: Held::Place,
    };
    let meta = RecordType {
        name: "Meta".into(),
        members: [("total".to_owned(), total)].into(),
    };
    let body = Root::new()
        .value(place(Type::bytes()))
        .member("code", place(Type::int().optional()))
        .member("message", place(Type::text().optional()))
        .member("price", place(Type::decimal().optional()))
        .member("meta", place(Type::record(Arc::new(meta)).optional()));
    let sign = Hook {
        takes: vec![("app".into(), Type::text()), ("body".into(), Type::bytes())],
        gives: Type::text(),
        call: quote!(settings.hook_sign).into(),
        fallible: false,
    };
    Scope::new()
        .root("settings", settings)
        .root("request", request)
        .root("body", body)
        .root("open", Root::new().value(place(Type::json())))
        .name("status", place(Type::int()))
        .name("days", place(Type::list(Kind::Int)))
        .hook("sign", sign)
        .now(quote!(stamp.now()))
        .nonces(quote!(stamp))
}

/// The outcome of checking a text.
pub(super) fn checked(text: &str) -> Result<Typed, Vec<Problem>> {
    check(
        &parse(text).unwrap_or_else(|p| panic!("{text}: {p}")),
        &scope(),
    )
}

/// The value of each let, in order; lets that have one already are not computed.
pub(super) fn lets(mut env: Env, lets: &[(&str, &str)]) -> Env {
    let mut scope = scope();
    for (name, text) in lets {
        let typed =
            check_let(&parse(text).unwrap(), &scope).unwrap_or_else(|p| panic!("{text}: {p:#?}"));
        if !env.has(name) {
            let value = eval(&typed, &env).unwrap_or_else(|e| panic!("{text}: {e}"));
            env.set(name, value);
        }
        scope.add_name(name, Place::local(name, typed.ty.clone()));
    }
    env
}

/// The text that a name of the environment has.
pub(super) fn text(env: &Env, name: &str) -> String {
    match env.get(name) {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{name} is {other:?}"),
    }
}
