//! Signatures step by step, and that no secret is seen.

use apiloom_wire::functions as f;

use super::scope::{checked, environment, scheme};
use crate::expr::{Role, Step, Value, eval, trace, write};

const LETS: &[(&str, &str)] = &[
    ("timestamp", "now | unix_seconds"),
    (
        "sign",
        r#"list(settings.email, settings.token, timestamp) | join("&") | sha256 | hex"#,
    ),
];

/// The steps of a scheme.
fn steps(lets: &[(&str, &str)]) -> Vec<Step> {
    trace(&scheme(lets), &environment(), &[]).unwrap()
}

/// Everything that is shown of steps, in every form.
fn everything(steps: &[Step]) -> String {
    let mut shown = String::new();
    for step in steps {
        let hashed = step.hashed.iter();
        let hashed = hashed.flat_map(|hashed| [Some(&hashed.data), hashed.key.as_ref()]);
        for value in hashed.flatten().chain([&step.value]) {
            shown.push_str(&format!(
                "{}\n{:?}\n{}\n{value:?}\n",
                step.text,
                value.text(false),
                value.hex(false)
            ));
        }
    }
    shown
}

#[test]
fn what_was_hashed_is_told_with_the_secret_as_a_gap() {
    let steps = steps(LETS);
    let sign = steps
        .iter()
        .find(|step| step.part == "sign" && step.hashed.is_some())
        .unwrap();
    let hashed = sign.hashed.as_ref().unwrap();
    assert_eq!(hashed.function, "sha256");
    assert_eq!(
        hashed.data.text(false).as_deref(),
        Some("Ada@velo.example&[secret of 14 characters]&1769860800")
    );
    let gap = "**".repeat(14);
    let (before, after) = (f::hex("Ada@velo.example&"), f::hex("&1769860800"));
    assert_eq!(hashed.data.hex(false), format!("{before}{gap}{after}"));
    let whole = "Ada@velo.example&S3cret-Token+9&1769860800";
    assert_eq!(hashed.data.text(true).as_deref(), Some(whole));
    assert_eq!(hashed.data.hex(true), f::hex(whole));
    let last = steps.last().unwrap();
    assert_eq!(
        (last.role, last.part.as_str()),
        (Role::Placed, "query sign")
    );
    assert_eq!(last.value.text(false), Some(f::hex(&f::sha256(whole))));
}

#[test]
fn the_parts_that_a_branch_leaves_out_have_no_steps() {
    let lets: &[(&str, &str)] = &[(
        "sign",
        r#"choose(settings.mode, secret_first=list(settings.token, "a"), time_first=list(open.no | as_text ?? "", "b")) | join("-") | md5 | hex"#,
    )];
    let steps = steps(lets);
    let hashed = steps.iter().find_map(|step| step.hashed.as_ref()).unwrap();
    assert_eq!(
        hashed.data.text(false).as_deref(),
        Some("[secret of 14 characters]-a")
    );
    assert!(
        steps.iter().all(|step| !step.text.contains('%')),
        "{steps:?}"
    );
}

#[test]
fn no_form_of_a_secret_is_shown() {
    let schemes: &[&[(&str, &str)]] = &[
        LETS,
        &[(
            "sign",
            r#"text("{settings.email}:{settings.token}") | base64 | md5 | hex"#,
        )],
        &[
            ("pair", r#"concat("x", settings.token)"#),
            ("sign", "pair | upper | sha1 | hex"),
        ],
        &[(
            "sign",
            r#"list(settings.token, settings.email) | sort | join(settings.token) | md5 | hex"#,
        )],
        &[(
            "sign",
            r#"settings.token | percent("rfc3986") | hex | base64url | sha256 | hex"#,
        )],
        &[("sign", r#"hmac_sha256("x", key=settings.token) | hex"#)],
        &[(
            "sign",
            "hmac_sha256(settings.token, key=concat(settings.token, \"&\")) | base64",
        )],
        &[
            ("key", "settings.token | md5 | hex"),
            ("sign", "hmac_sha1(\"x\", key=key) | hex"),
        ],
        &[("sign", r#"request.body | as_text ?? "" | md5 | hex"#)],
        &[(
            "sign",
            r#"request.query | each_value(percent("form")) | join_pairs("=", "&") | md5 | hex"#,
        )],
        &[
            ("basic", r#"basic(settings.email, settings.token)"#),
            ("sign", "basic | md5 | hex"),
        ],
    ];
    let token = "S3cret-Token+9";
    let reversed: String = token.chars().rev().collect();
    let forms = [
        token.to_owned(),
        f::hex(token),
        f::hex_upper(token),
        f::base64(token),
        f::base64url(token).get(..16).unwrap().to_owned(),
        f::percent(token, f::Percent::Rfc3986),
        f::percent(token, f::Percent::Form),
        f::upper(token),
        f::lower(token),
        f::hex(&f::md5(token)),
        f::hex(&f::hex(&f::md5(token))),
        reversed,
        f::base64(&format!("Ada@velo.example:{token}"))
            .get(24..40)
            .unwrap()
            .to_owned(),
    ];
    let mut env = environment();
    // A vendor may want the secret in the request as well.
    env.set(
        "request.body",
        Value::Bytes(format!(r#"{{"password":"{token}"}}"#).into_bytes()),
    );
    env.set(
        "request.query",
        Value::Pairs(vec![("token".to_owned(), token.to_owned())]),
    );
    for lets in schemes {
        let steps = trace(&scheme(lets), &env, &[token.to_owned()]).unwrap();
        let shown = everything(&steps);
        for form in &forms {
            assert!(
                !shown.contains(form.as_str()),
                "{lets:?} shows {form}:\n{shown}"
            );
        }
        assert!(
            shown.contains("[secret of") || shown.contains("**"),
            "{lets:?}\n{shown}"
        );
    }
}

#[test]
fn a_key_that_is_made_is_hidden_where_it_is_signed_too() {
    let made = f::hex(&f::md5("S3cret-Token+9"));
    let mut env = environment();
    env.set(
        "request.headers",
        Value::Pairs(vec![("x-mk".to_owned(), made.clone())]),
    );
    for key in ["settings.token | md5 | hex", "settings.token | md5"] {
        let lets = [
            ("mk", key),
            (
                "line",
                r#"lines(request.path, request.headers["x-mk"] ?? "")"#,
            ),
            ("sign", "hmac_sha256(line, key=mk) | hex"),
        ];
        let shown = everything(&trace(&scheme(&lets), &env, &[]).unwrap());
        for form in [made.clone(), f::hex(&made)] {
            assert!(!shown.contains(&form), "{key} shows {form}:\n{shown}");
        }
    }
}

#[test]
fn a_short_secret_is_hidden_where_it_stands_alone() {
    let lets = [("sign", "request.body | md5 | hex")];
    let mut env = environment();
    let body = r#"{"pin":"12","note":"a12b 312"}"#;
    env.set("request.body", Value::Bytes(body.as_bytes().to_vec()));
    let steps = trace(&scheme(&lets), &env, &["12".to_owned()]).unwrap();
    let hashed = steps.iter().find_map(|step| step.hashed.as_ref()).unwrap();
    assert_eq!(
        hashed.data.text(false).as_deref(),
        Some(r#"{"pin":"[secret of 2 characters]","note":"a12b 312"}"#)
    );
}

#[test]
fn a_written_expression_means_the_same() {
    for text in [
        r#"text("{settings.email}:{request.method}")"#,
        r#"text("{{{settings.email}}} \"a\\b\" {concat(\"}\", \"\\n\")}")"#,
        r#"list("b", "a") | sort | join("&") | sha256 | HEX"#,
        r#"hmac_sha256(request.body, key=settings.secret_key) | base64"#,
        r#"now | format("yyyy-MM-dd'T'HH:mm", zone="+08:00")"#,
        r#"now | format("yyyy")"#,
        r#"request.query | without("page", "name") | each_key(trim | lower) | each_value(percent("form")) | join_pairs("=", "&")"#,
        r#"request.headers["Host"] ?? "none""#,
        r#"(request.headers["No"] ?? "A b") | lower"#,
        r#"choose(settings.mode, secret_first="a", time_first=request.method)"#,
        r#"if(request.query is empty or not (request.method == "POST"), "none", "some" | upper)"#,
        r#"if(request.query is not empty and request.path != "/", "a", "b")"#,
        r#"slice(request.path, 1, -2)"#,
        r#"slice(request.path, 2)"#,
        r#"basic(settings.email, settings.token)"#,
        r#"as_text(as_int(now | unix_seconds) ?? 0)"#,
        r#"lines(request.method, request.path | after_last("/"))"#,
        r#"if(length(request.path) in list(1, -9), "x", "\u{7}y")"#,
    ] {
        let typed = checked(text).unwrap();
        let written = write(&typed);
        let again = checked(&written).unwrap_or_else(|problems| panic!("{written}: {problems:?}"));
        let env = environment();
        assert_eq!(eval(&typed, &env), eval(&again, &env), "{text}\n{written}");
        assert_eq!(write(&again), written);
        assert!(eval(&typed, &env).is_ok(), "{text}");
    }
}
