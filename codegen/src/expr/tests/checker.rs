//! What the checker gives, what it refuses, and where.

use super::scope::{checked, scope};
use crate::expr::ProblemKind::{self, *};
use crate::expr::{
    Span, Type, check_let, check_predicate, functions, is_reserved, parse, placeable, uses,
};

/// Each problem of a text as its kind and the characters it is about.
fn problems(text: &str) -> Vec<(ProblemKind, String)> {
    let Err(problems) = checked(text) else {
        return Vec::new();
    };
    let cut = |span: Span| {
        text.chars()
            .skip(span.start)
            .take(span.end - span.start)
            .collect()
    };
    for problem in &problems {
        assert!(!problem.message.ends_with('.'), "{problem}");
        assert!(!problem.message.contains("unknown to"), "{problem}");
    }
    problems
        .into_iter()
        .map(|problem| (problem.kind, cut(problem.range)))
        .collect()
}

fn help(text: &str) -> String {
    checked(text).expect_err(text)[0]
        .help
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[test]
fn gives_types() {
    for (text, ty) in [
        ("now | unix_seconds", "text"),
        ("sha256(settings.token)", "bytes"),
        ("settings.token | upper", "secret text"),
        (
            r#"text("{settings.email}:{settings.token}")"#,
            "secret text",
        ),
        (
            r#"list(settings.email, settings.token) | join("&") | sha256 | hex"#,
            "text",
        ),
        ("settings.region", "optional(text)"),
        (r#"settings.region ?? settings.token"#, "secret text"),
        ("settings.region ?? body.message", "optional(text)"),
        ("open.a.b", "optional(json)"),
        ("as_text(open.a)", "optional(text)"),
        ("body.meta.total", "optional(int)"),
        (r#"request.headers["host"]"#, "optional(text)"),
        ("days[0]", "optional(int)"),
        ("if(body.code is present, body.code, 5)", "int"),
        (
            "if(status == 1, settings.token, null)",
            "optional(secret text)",
        ),
        ("length(settings.token) > 5", "secret bool"),
        (
            r#"request.query | each_value(concat(settings.token))"#,
            "secret pairs",
        ),
        (
            r#"request.query | each_value(hmac_sha1(key=settings.token) | hex)"#,
            "pairs",
        ),
    ] {
        let found = checked(text)
            .unwrap_or_else(|p| panic!("{text}: {p:#?}"))
            .ty
            .to_string();
        let ty = if ty == "optional(secret text)" {
            "secret optional(text)"
        } else {
            ty
        };
        assert_eq!(found, ty, "{text}");
    }
}

#[test]
fn finds_problems_with_their_places() {
    for (text, kind, at) in [
        ("timestmp", UnknownName, "timestmp"),
        ("settings.tokn", UnknownMember, "tokn"),
        ("settings", WrongType, "settings"),
        ("shar256(\"a\")", UnknownFunction, "shar256"),
        ("\"a\" | lower | uper", UnknownFunction, "uper"),
        ("hmac_sha256(\"a\")", WrongArguments, "hmac_sha256"),
        ("hmac_sha256(\"a\", \"b\")", WrongArguments, "\"b\""),
        ("hmac_sha256(\"a\", kee=\"b\")", UnknownArgument, "kee"),
        ("lower(text=\"a\")", UnknownArgument, "text"),
        ("lower(\"a\", \"b\")", WrongArguments, "\"b\""),
        ("join(list(\"a\"))", WrongArguments, "join"),
        ("hex", WrongArguments, "hex"),
        ("lower(5)", WrongType, "5"),
        ("5 | sort", WrongType, "5"),
        ("settings.region | lower", MayBeAbsent, "settings.region"),
        ("text(\"a {status}\")", WrongType, "status"),
        (
            "text(\"a {settings.region}\")",
            MayBeAbsent,
            "settings.region",
        ),
        ("text(settings.email)", WrongType, "text(settings.email)"),
        ("list(\"a\", 5)", WrongType, "5"),
        ("list()", WrongArguments, "list()"),
        ("settings.email ?? \"x\"", NeverAbsent, "settings.email"),
        ("settings.region ?? 5", WrongType, "5"),
        ("open.a ?? \"x\"", WrongType, "\"x\""),
        ("settings.email is present", NeverAbsent, "settings.email"),
        ("settings.email == null", NeverAbsent, "settings.email"),
        ("status is empty", WrongType, "status"),
        ("status == \"5\"", WrongType, "status == \"5\""),
        ("body.code < 5", MayBeAbsent, "body.code"),
        (
            "body.code < 5 or body.code is present",
            MayBeAbsent,
            "body.code",
        ),
        ("open.a < 5", WrongType, "open.a < 5"),
        ("status in 5", WrongType, "5"),
        ("status in list(\"a\")", WrongType, "status in list(\"a\")"),
        (
            "settings.mode == \"secretfirst\"",
            UnknownChoice,
            "\"secretfirst\"",
        ),
        (
            "choose(settings.mode, secret_first=\"a\")",
            MissingChoice,
            "choose",
        ),
        (
            "choose(settings.email, a=\"a\")",
            WrongType,
            "settings.email",
        ),
        ("custom(\"sgn\", \"a\")", UnknownHook, "\"sgn\""),
        (
            "custom(\"sign\", \"a\")",
            WrongArguments,
            "custom(\"sign\", \"a\")",
        ),
        ("custom(\"sign\", \"a\", \"b\")", WrongType, "\"b\""),
        ("percent(\"a\", \"rfc3968\")", BadLiteral, "\"rfc3968\""),
        (
            "percent(\"a\", settings.email)",
            BadLiteral,
            "settings.email",
        ),
        ("now | format(\"YYYY\")", BadLiteral, "\"YYYY\""),
        (
            "now | format(\"yyyy\", zone=\"CET\")",
            BadLiteral,
            "\"CET\"",
        ),
        ("uuid", NotHere, "uuid"),
        ("request.query | each_key(sha256)", WrongType, "sha256"),
        ("request.query | each_key(loer)", UnknownFunction, "loer"),
        ("request.query | each_key(\"x\")", WrongType, "\"x\""),
        ("request.query.a", UnknownMember, "a"),
        ("days[\"a\"]", UnknownMember, "\"a\""),
        ("null", WrongType, "null"),
        ("not 5", WrongType, "5"),
        ("if(1, 2, 3)", WrongType, "1"),
        ("if(true, 2, \"x\")", WrongType, "\"x\""),
    ] {
        assert_eq!(problems(text), [(kind, at.to_owned())], "{text}");
    }
}

#[test]
fn finds_all_problems_at_once() {
    let found = problems("lines(a1, settings.tokn, 5 | lower, nope())");
    assert_eq!(
        found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        [UnknownName, UnknownMember, WrongType, UnknownFunction]
    );
}

#[test]
fn helps() {
    for (text, wanted) in [
        ("settings.tokn", "did you mean `token`?"),
        ("emial", ""),
        ("email", "did you mean `settings.email`?"),
        ("sha265(\"a\")", "did you mean `sha256`?"),
        ("hmac_sha256(\"a\", kee=\"b\")", "did you mean `key`?"),
        (
            "join(list(\"a\"))",
            "write `join(list: list(text), separator: text) gives text`",
        ),
        ("lower(5)", "write `as_text(…)`"),
        ("sign(\"a\")", "write `custom(\"sign\", …)`"),
        (
            "settings.mode == \"secretfirst\"",
            "did you mean `secret_first`?",
        ),
    ] {
        assert_eq!(help(text), wanted, "{text}");
    }
}

#[test]
fn narrows() {
    for text in [
        "body.code is present and body.code < 5",
        "body.code is null or body.code < 5",
        "not (body.code is null) and body.code < 5",
        "body.code != null and (status == 1 or body.code > 5)",
        "body.message is not empty and starts_with(body.message, \"a\")",
        "body.code == 5 and body.code <= 5",
        "body.code in list(1, 2) and body.code > 1",
        "if(body.message is null, \"\", body.message) is empty",
        "(body.code is present and status == 1) and body.code < 5",
        "open.a is present and open.a == 5",
        "open[\"a b\"].c is not null and json(open[\"a b\"].c) == \"1\"",
    ] {
        assert!(checked(text).is_ok(), "{text}: {:#?}", checked(text));
    }
}

#[test]
fn keeps_secrets_out_of_predicates() {
    let predicate = |text: &str| check_predicate(&parse(text).unwrap(), &scope());
    assert!(predicate("status < 300 and body.code == 0 or body is empty").is_ok());
    assert_eq!(
        predicate("settings.token == \"x\"").unwrap_err()[0].kind,
        Secret
    );
    assert_eq!(predicate("status").unwrap_err()[0].kind, WrongType);
    let digest = "hmac_sha256(\"a\", key=settings.token) | hex == \"x\"";
    assert!(predicate(digest).is_ok());
}

#[test]
fn knows_nonces_as_whole_lets_only() {
    let whole = |text: &str| check_let(&parse(text).unwrap(), &scope());
    for text in [
        "uuid",
        "uuid()",
        "(uuid)",
        "nonce_hex(16)",
        "nonce_digits(6)",
    ] {
        assert!(whole(text).is_ok_and(|typed| uses(&typed).nonce), "{text}");
    }
    for text in ["uuid | upper", "concat(uuid)", "text(\"{uuid}\")"] {
        assert_eq!(whole(text).unwrap_err()[0].kind, NotHere, "{text}");
    }
    assert_eq!(whole("nonce_hex(0)").unwrap_err()[0].kind, BadLiteral);
    assert_eq!(whole("nonce_hex(\"a\")").unwrap_err()[0].kind, BadLiteral);
    let nowhere = crate::expr::Scope::new();
    assert_eq!(
        check_let(&parse("uuid").unwrap(), &nowhere).unwrap_err()[0].kind,
        NotHere
    );
    assert_eq!(
        check_let(&parse("now").unwrap(), &nowhere).unwrap_err()[0].kind,
        NotHere
    );
}

#[test]
fn tells_what_is_used() {
    let typed =
        checked(r#"custom("sign", text("{settings.email}{request.method}"), request.body)"#)
            .unwrap();
    let used = uses(&typed);
    assert_eq!(
        used.roots.iter().map(String::as_str).collect::<Vec<_>>(),
        ["request", "settings"]
    );
    assert_eq!(
        used.members.iter().map(String::as_str).collect::<Vec<_>>(),
        ["request.body", "request.method", "settings.email"]
    );
    assert!(used.hooks.contains("sign") && used.names.is_empty() && !used.now);
    let used = uses(
        &checked("request.query | each_key(concat(now | unix_seconds)) | count == status").unwrap(),
    );
    assert!(used.now && used.names.contains("status"));
}

#[test]
fn tells_what_can_be_placed() {
    assert!(
        placeable(&Type::text().secret()) && placeable(&Type::int()) && placeable(&Type::bool())
    );
    assert!(
        !placeable(&Type::bytes())
            && !placeable(&Type::text().optional())
            && !placeable(&Type::json())
    );
    assert!(is_reserved("now") && is_reserved("in") && !is_reserved("sign"));
}

#[test]
fn table_is_whole() {
    let names: Vec<&str> = functions().map(|function| function.name).collect();
    for name in "text concat lines join split lower upper trim replace strip_prefix after_last starts_with slice length \
        byte_length as_text as_int list first last count sort without with only drop_empty each_key each_value keys values \
        join_pairs percent percent_keep hex HEX base64 base64url base64_decode json basic md5 sha1 sha256 sha512 \
        hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 unix_seconds unix_millis format choose if custom now uuid nonce_hex \
        nonce_digits"
        .split_whitespace()
    {
        assert_eq!(names.iter().filter(|known| **known == name).count(), 1, "{name}");
    }
    for function in functions() {
        assert!(
            function.docs.en.ends_with('.') && function.docs.zh.ends_with('。'),
            "{}",
            function.name
        );
        assert!(!function.signatures().is_empty());
    }
}
