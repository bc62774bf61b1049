//! What texts tell of the values that expressions were made of.

use std::collections::BTreeMap;

use apiloom_wire::Timestamp;

use super::scope::scope;
use crate::expr::{
    Env, Place, Told, Typed, Value, check, check_let, eval, nonce_length, parse, unify,
};

/// What the text of an expression tells, where these `let`s stand before it.
fn told(lets: &[(&str, &str)], expression: &str, text: &str) -> Told {
    let mut scope = scope();
    let mut made: BTreeMap<String, Typed> = BTreeMap::new();
    for (name, text) in lets {
        let typed = check_let(&parse(text).unwrap(), &scope).unwrap();
        scope.add_name(name, Place::local(name, typed.ty.clone()));
        made.insert((*name).to_owned(), typed);
    }
    let typed = check(&parse(expression).unwrap(), &scope).unwrap();
    let mut env = Env::new();
    env.set("settings.email", "admin@example.com".into());
    env.set("settings.service", "crm".into());
    env.set("settings.mode", "time_first".into());
    let mut told = Told::default();
    unify(&typed, text, &env, &|name| made.get(name), &mut told);
    told
}

fn millis(told: &Told) -> Option<i64> {
    told.instant().map(|moment| moment.at.unix_millis())
}

#[test]
fn times_are_told() {
    let time = [("time", "now | unix_seconds")];
    let seconds = told(&time, "time", "1494474404");
    assert_eq!(millis(&seconds), Some(1_494_474_404_000));
    assert_eq!(seconds.instant().unwrap().millis, 1_000);
    assert_eq!(seconds.name("time"), Some(&"1494474404".into()));
    let exact = told(&[], "now | unix_millis", "1494474404567");
    assert_eq!(millis(&exact), Some(1_494_474_404_567));
    let shown = told(
        &[],
        r#"format(now, "yyyyMMdd'T'HHmmss'Z'")"#,
        "20170511T034644Z",
    );
    assert_eq!(millis(&shown), Some(1_494_474_404_000));
    let zoned = r#"format(now, "yyyy-MM-dd HH:mm:ss", zone="+08:00")"#;
    let zoned = told(&[], zoned, "2017-05-11 11:46:44");
    assert_eq!(millis(&zoned), Some(1_494_474_404_000));
    let day = told(&[], r#"format(now, "yyyyMMdd")"#, "20170511");
    assert_eq!(millis(&day), Some(1_494_460_800_000));
    assert_eq!(day.instant().unwrap().millis, 86_400_000);
    assert_eq!(told(&[], "now | unix_seconds", "soon"), Told::default());
}

#[test]
fn the_most_exact_time_counts() {
    let text = r#"text("{now | unix_seconds}.{now | unix_millis}")"#;
    let both = told(&[], text, "1494474404.1494474404567");
    assert_eq!(both.instants.len(), 2);
    assert_eq!(millis(&both), Some(1_494_474_404_567));
}

#[test]
fn nonces_are_told_within_texts() {
    let lets = [("nonce", "nonce_hex(8)"), ("time", "now | unix_seconds")];
    for (expression, text) in [
        (r#"text("n={nonce}, t={time}")"#, "n=0a1b2c3d, t=1494474404"),
        ("concat(nonce, time)", "0a1b2c3d1494474404"),
        (
            r#"list(settings.service, nonce, time) | join("&")"#,
            "crm&0a1b2c3d&1494474404",
        ),
        ("lines(nonce, time)", "0a1b2c3d\n1494474404"),
        ("basic(nonce, time)", "Basic MGExYjJjM2Q6MTQ5NDQ3NDQwNA=="),
        (
            r#"concat(nonce, "|", time) | base64"#,
            "MGExYjJjM2R8MTQ5NDQ3NDQwNA==",
        ),
        (
            r#"concat(nonce, "|", time) | percent("rfc3986")"#,
            "0a1b2c3d%7C1494474404",
        ),
        (
            "concat(nonce, time) | hex",
            "306131623263336431343934343734343034",
        ),
        (
            r#"choose(settings.mode, secret_first=settings.service, time_first=concat(time, nonce))"#,
            "14944744040a1b2c3d",
        ),
    ] {
        let told = told(&lets, expression, text);
        assert_eq!(told.name("nonce"), Some(&"0a1b2c3d".into()), "{expression}");
        assert_eq!(millis(&told), Some(1_494_474_404_000), "{expression}");
    }
}

#[test]
fn what_could_be_several_things_tells_nothing() {
    let lets = [("nonce", "nonce_hex(8)"), ("time", "now | unix_seconds")];
    // A text of another length, one without the separator, and what a digest hides.
    for (expression, text) in [
        ("concat(nonce, time)", "0a1b2c3d149447440"),
        (r#"text("{nonce}-{time}")"#, "0a1b2c3d+1494474404"),
        ("concat(nonce, time) | sha256 | hex", "00ff"),
    ] {
        assert_eq!(
            told(&lets, expression, text),
            Told::default(),
            "{expression}"
        );
    }
    // A hostile text ends as well.
    let many = r#"text("{nonce}a{nonce}a{nonce}a{nonce}ab")"#;
    let _ = told(&[("nonce", "settings.token")], many, &"a".repeat(20_000));
}

#[test]
fn what_is_told_evaluates_to_the_text_again() {
    let scope = scope();
    let typed = check(&parse("now | unix_seconds").unwrap(), &scope).unwrap();
    let mut told = Told::default();
    unify(&typed, "1494474404", &Env::new(), &|_| None, &mut told);
    let env = Env::new().now(told.instant().map_or(Timestamp::EPOCH, |moment| moment.at));
    assert_eq!(eval(&typed, &env), Ok(Value::from("1494474404")));
    let nonce = check_let(&parse("nonce_digits(6)").unwrap(), &scope).unwrap();
    assert_eq!(
        (nonce_length(&nonce), nonce_length(&typed)),
        (Some(6), None)
    );
}
