//! Planted mistakes: the digest of a right scheme is looked for with a wrong one.

use crate::diagnostic::Language;

use super::scope::{environment, known, scheme};
use crate::expr::NearKind::{self, *};
use crate::expr::{Near, NearError, Role, Value, eval, near};

/// The `let`s of a scheme; the last one is what is placed.
type Lets<'a> = &'a [(&'a str, &'a str)];

const TIME: (&str, &str) = ("timestamp", "now | unix_seconds");
/// Texts beside each other, with the key among them.
const JOINED: Lets<'static> = &[
    TIME,
    (
        "sign",
        r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | sha256 | hex"#,
    ),
];
/// The query with the key behind it.
const PAIRS: Lets<'static> = &[
    ("query", r#"request.query | sort | join_pairs("=", "&")"#),
    (
        "sign",
        r#"text("{query}&key={settings.secret_key}") | md5 | HEX"#,
    ),
];
/// Lines under a key.
const KEYED: Lets<'static> = &[
    TIME,
    (
        "signed",
        "lines(request.method, request.path, timestamp, request.body | sha256 | hex)",
    ),
    (
        "sign",
        "hmac_sha256(signed, key=settings.secret_key) | base64",
    ),
];
/// A canonical request under a chain of keys.
const CANONICAL: Lets<'static> = &[
    ("date", r#"now | format("yyyy-MM-dd", zone="UTC")"#),
    TIME,
    (
        "headers",
        r#"request.headers | each_key(lower) | only("content-type", "host") | each_value(trim) | sort"#,
    ),
    ("names", r#"headers | keys | join(";")"#),
    (
        "query",
        r#"request.query | each_key(percent("rfc3986")) | each_value(percent("rfc3986")) | sort | join_pairs("=", "&")"#,
    ),
    (
        "canonical",
        r#"lines(request.method, request.path, query, headers | join_pairs(":", "\n"), names, request.body | sha256 | hex)"#,
    ),
    (
        "to_sign",
        r#"lines("VELO-HMAC-SHA256", timestamp, date, canonical | sha256 | hex)"#,
    ),
    (
        "date_key",
        r#"hmac_sha256(date, key=concat("VELO", settings.secret_key))"#,
    ),
    (
        "sign",
        "hmac_sha256(to_sign, key=hmac_sha256(settings.region ?? \"\", key=date_key)) | hex",
    ),
];

/// A scheme with other texts for some of its `let`s.
fn with<'a>(lets: Lets<'a>, others: Lets<'a>) -> Vec<(&'a str, &'a str)> {
    let mut changed = lets.to_vec();
    for (name, text) in others {
        match changed.iter_mut().find(|(known, _)| known == name) {
            Some(known) => known.1 = text,
            None => panic!("there is no `{name}`"),
        }
    }
    changed
}

/// What a scheme places.
fn placed(lets: Lets<'_>) -> String {
    let mut env = environment();
    for part in scheme(lets) {
        let value = eval(&part.value, &env).unwrap();
        match value {
            Value::Text(text) if part.role == Role::Placed => return text,
            value => env.set(&part.name, value),
        }
    }
    panic!("nothing is placed");
}

fn search(wrong: Lets<'_>, digest: &str) -> Near {
    near(&scheme(wrong), &environment(), digest, &known()).unwrap()
}

/// Plants a mistake: what the vendor computes differs from the scheme by changes of these kinds.
///
/// What is found is put into the scheme, and must then give what the vendor gives.
fn plant(wrong: Lets<'_>, vendor: Lets<'_>, kinds: &[NearKind]) {
    let digest = placed(&with(wrong, vendor));
    let found = search(wrong, &digest);
    assert_eq!(found.matches, None, "{vendor:?}");
    assert!(found.complete, "{vendor:?}: {} tried", found.tried);
    let told: Vec<Vec<NearKind>> = found
        .found
        .iter()
        .map(|variant| variant.changes.iter().map(|(kind, _)| *kind).collect())
        .collect();
    assert!(
        told.iter().any(|found| found == kinds),
        "{vendor:?}: {told:?}, not {kinds:?}"
    );
    for variant in &found.found {
        for (_, words) in &variant.changes {
            for language in [Language::English, Language::Chinese] {
                let words = words.text(language);
                assert!(!words.contains(['{', '}']), "{words}");
            }
        }
        let parts = variant
            .parts
            .iter()
            .map(|part| (part.name.as_str(), part.text.as_str()));
        let parts: Vec<_> = parts.collect();
        let corrected = with(wrong, &parts);
        assert_eq!(placed(&corrected), digest, "{:?}", variant.parts);
    }
}

#[test]
fn one_mistake_in_the_order() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.token, settings.email, timestamp, "v2") | join("&") | sha256 | hex"#,
        )],
        &[Order],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list("v2", timestamp, settings.token, settings.email) | join("&") | sha256 | hex"#,
        )],
        &[Order],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | sort | join("&") | sha256 | hex"#,
        )],
        &[Order],
    );
    plant(
        PAIRS,
        &[("query", r#"request.query | join_pairs("=", "&")"#)],
        &[Order],
    );
    plant(
        KEYED,
        &[(
            "signed",
            "lines(timestamp, request.method, request.path, request.body | sha256 | hex)",
        )],
        &[Order],
    );
    plant(
        CANONICAL,
        &[(
            "to_sign",
            r#"lines("VELO-HMAC-SHA256", date, timestamp, canonical | sha256 | hex)"#,
        )],
        &[Order],
    );
}

#[test]
fn one_mistake_in_the_separators() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | join("") | sha256 | hex"#,
        )],
        &[Separator],
    );
    plant(
        PAIRS,
        &[("query", r#"request.query | sort | join_pairs("", "")"#)],
        &[Separator],
    );
    plant(
        PAIRS,
        &[(
            "sign",
            r#"text("{query}|key={settings.secret_key}") | md5 | HEX"#,
        )],
        &[Separator],
    );
    plant(
        KEYED,
        &[(
            "signed",
            r#"list(request.method, request.path, timestamp, request.body | sha256 | hex) | join(",")"#,
        )],
        &[Separator],
    );
    plant(
        CANONICAL,
        &[("names", r#"headers | keys | join(",")"#)],
        &[Separator],
    );
}

#[test]
fn one_mistake_in_the_case() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | sha256 | HEX"#,
        )],
        &[Case],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email | lower, settings.token, timestamp, "v2") | join("&") | sha256 | hex"#,
        )],
        &[Case],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | upper | sha256 | hex"#,
        )],
        &[Case],
    );
    plant(
        PAIRS,
        &[(
            "query",
            r#"request.query | sort | each_key(lower) | join_pairs("=", "&")"#,
        )],
        &[Case],
    );
    plant(
        KEYED,
        &[(
            "signed",
            "lines(request.method, request.path, timestamp, request.body | sha256 | HEX)",
        )],
        &[Case],
    );
    plant(
        KEYED,
        &[(
            "signed",
            "lines(request.method | lower, request.path, timestamp, request.body | sha256 | hex)",
        )],
        &[Case],
    );
}

#[test]
fn one_mistake_in_the_time() {
    plant(JOINED, &[("timestamp", "now | unix_millis")], &[Time]);
    plant(
        KEYED,
        &[(
            "timestamp",
            r#"now | format("yyyyMMddHHmmss", zone="+08:00")"#,
        )],
        &[Time],
    );
    plant(
        CANONICAL,
        &[("date", r#"now | format("yyyyMMdd", zone="UTC")"#)],
        &[Time],
    );
}

#[test]
fn one_mistake_in_the_encoding() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | sha256 | base64"#,
        )],
        &[Encoding],
    );
    plant(
        KEYED,
        &[("sign", "hmac_sha256(signed, key=settings.secret_key) | hex")],
        &[Encoding],
    );
    plant(
        KEYED,
        &[(
            "signed",
            "lines(request.method, request.path, timestamp, request.body | sha256 | base64)",
        )],
        &[Encoding],
    );
    plant(
        PAIRS,
        &[(
            "query",
            r#"request.query | sort | each_value(percent("form")) | join_pairs("=", "&")"#,
        )],
        &[Encoding],
    );
    plant(
        CANONICAL,
        &[(
            "query",
            r#"request.query | each_key(percent("rfc3986")) | each_value(percent("form")) | sort | join_pairs("=", "&")"#,
        )],
        &[Encoding],
    );
    plant(
        CANONICAL,
        &[(
            "sign",
            "hmac_sha256(to_sign, key=hmac_sha256(settings.region ?? \"\", key=date_key | hex)) | hex",
        )],
        &[Encoding],
    );
}

#[test]
fn one_mistake_in_the_hash() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | md5 | hex"#,
        )],
        &[Hash],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | sha512 | hex"#,
        )],
        &[Hash],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, timestamp, "v2") | join("&") | hmac_sha256(key=settings.token) | hex"#,
        )],
        &[Hash],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | sha256 | hex | sha256 | hex"#,
        )],
        &[Hash],
    );
    plant(
        KEYED,
        &[(
            "sign",
            "hmac_sha1(signed, key=settings.secret_key) | base64",
        )],
        &[Hash],
    );
    plant(
        KEYED,
        &[(
            "sign",
            "sha256(concat(settings.secret_key, signed)) | base64",
        )],
        &[Hash],
    );
    plant(
        KEYED,
        &[(
            "sign",
            r#"sha256(concat(signed, "&", settings.secret_key)) | base64"#,
        )],
        &[Hash],
    );
    plant(
        KEYED,
        &[(
            "signed",
            "lines(request.method, request.path, timestamp, request.body | md5 | hex)",
        )],
        &[Hash],
    );
}

#[test]
fn one_mistake_in_the_key() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"concat(settings.token, list(settings.email, timestamp, "v2") | join("&"), settings.token) | sha256 | hex"#,
        )],
        &[Key],
    );
    plant(
        PAIRS,
        &[(
            "sign",
            r#"text("{query}&secret={settings.secret_key}") | md5 | HEX"#,
        )],
        &[Key],
    );
    plant(
        PAIRS,
        &[(
            "sign",
            r#"text("{query}{settings.secret_key}") | md5 | HEX"#,
        )],
        &[Key],
    );
    plant(
        PAIRS,
        &[(
            "sign",
            r#"text("{settings.token}&{query}&key={settings.secret_key}") | md5 | HEX"#,
        )],
        &[Key],
    );
    plant(
        KEYED,
        &[(
            "sign",
            r#"hmac_sha256(signed, key=concat(settings.secret_key, "&")) | base64"#,
        )],
        &[Key],
    );
    plant(
        KEYED,
        &[(
            "sign",
            "hmac_sha256(signed, key=settings.secret_key | md5 | hex) | base64",
        )],
        &[Key],
    );
    plant(
        KEYED,
        &[("sign", "hmac_sha256(signed, key=settings.token) | base64")],
        &[Key],
    );
}

#[test]
fn one_part_more_or_less() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, timestamp) | join("&") | sha256 | hex"#,
        )],
        &[Part],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.email, settings.token, request.method, timestamp, "v2") | join("&") | sha256 | hex"#,
        )],
        &[Part],
    );
    plant(
        CANONICAL,
        &[(
            "to_sign",
            r#"lines("VELO-HMAC-SHA256", timestamp, canonical | sha256 | hex)"#,
        )],
        &[Part],
    );
}

#[test]
fn another_part_of_the_request() {
    plant(
        KEYED,
        &[(
            "signed",
            "lines(request.method, request.url, timestamp, request.body | sha256 | hex)",
        )],
        &[Source],
    );
    plant(
        KEYED,
        &[(
            "signed",
            r#"lines(request.method, request.path, timestamp, as_text(request.body) ?? "")"#,
        )],
        &[Source],
    );
    plant(
        PAIRS,
        &[(
            "query",
            r#"request.query | without("City") | sort | join_pairs("=", "&")"#,
        )],
        &[Source],
    );
}

#[test]
fn names_empty_values_and_ends() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(concat("email=", settings.email), concat("token=", settings.token), concat("timestamp=", timestamp), "v2") | join("&") | sha256 | hex"#,
        )],
        &[Name],
    );
    plant(
        PAIRS,
        &[(
            "sign",
            r#"text("{query}&{settings.secret_key}") | md5 | HEX"#,
        )],
        &[Name],
    );
    plant(
        PAIRS,
        &[(
            "query",
            r#"request.query | drop_empty | sort | join_pairs("=", "&")"#,
        )],
        &[Empty],
    );
    plant(
        KEYED,
        &[(
            "signed",
            "lines(request.method, request.path, timestamp, request.body | sha256 | hex, \"\")",
        )],
        &[End],
    );
}

#[test]
fn two_mistakes() {
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.token, settings.email, timestamp, "v2") | join("|") | sha256 | hex"#,
        )],
        &[Order, Separator],
    );
    plant(
        JOINED,
        &[
            ("timestamp", "now | unix_millis"),
            (
                "sign",
                r#"list(settings.email, settings.token, timestamp, "v2") | join("&") | md5 | hex"#,
            ),
        ],
        &[Hash, Time],
    );
    plant(
        PAIRS,
        &[
            (
                "query",
                r#"request.query | drop_empty | sort | join_pairs("=", "&")"#,
            ),
            (
                "sign",
                r#"concat(settings.secret_key, query, settings.secret_key) | md5 | HEX"#,
            ),
        ],
        &[Key, Empty],
    );
    plant(
        PAIRS,
        &[(
            "query",
            r#"request.query | sort | each_value(percent("rfc3986")) | join_pairs("=", ",")"#,
        )],
        &[Separator, Encoding],
    );
    plant(
        KEYED,
        &[(
            "signed",
            r#"list(request.method, request.path, timestamp, request.body | md5 | hex) | join(":")"#,
        )],
        &[Hash, Separator],
    );
    plant(
        KEYED,
        &[
            ("timestamp", "now | unix_millis"),
            ("sign", "hmac_sha256(signed, key=settings.secret_key) | HEX"),
        ],
        &[Time, Encoding],
    );
    plant(
        JOINED,
        &[(
            "sign",
            r#"list(settings.token, settings.email, timestamp) | join("&") | sha256 | hex"#,
        )],
        &[Part, Order],
    );
}

#[test]
fn what_is_outside_the_search_is_not_found() {
    for (wrong, vendor) in [
        (
            JOINED,
            r#"concat("salt of the vendor", list(settings.email, settings.token, timestamp, "v2") | join("&")) | sha256 | hex"#,
        ),
        (
            KEYED,
            r#"hmac_sha256(signed, key=concat(settings.secret_key, "salt")) | base64"#,
        ),
    ] {
        let found = search(wrong, &placed(&with(wrong, &[("sign", vendor)])));
        assert!(found.found.is_empty(), "{:?}", found.found);
        assert!(found.complete);
        assert_eq!((found.matches, found.within), (None, None));
        assert!(found.tried > 1_000, "{}", found.tried);
    }
}

#[test]
fn the_right_digest_matches_and_one_on_the_way_is_told() {
    let found = search(JOINED, &placed(JOINED));
    assert_eq!(found.matches.as_deref(), Some("query sign"));
    assert_eq!((found.tried, found.found.len()), (0, 0));
    let body = search(
        KEYED,
        &placed(&with(KEYED, &[("sign", "request.body | sha256 | hex")])),
    );
    assert_eq!(body.within.as_deref(), Some("request.body | sha256"));
}

#[test]
fn what_cannot_be_looked_for() {
    let env = environment();
    let near = |lets: Lets<'_>, digest: &str| near(&scheme(lets), &env, digest, &known());
    for digest in ["", "abc", "not a digest", "0123456789", &"ab".repeat(19)] {
        assert_eq!(
            near(JOINED, digest).unwrap_err(),
            NearError::Unreadable,
            "{digest}"
        );
    }
    let plain: Lets<'_> = &[("token", "settings.token | base64")];
    assert_eq!(
        near(plain, &"ab".repeat(16)).unwrap_err(),
        NearError::NoDigest
    );
}

/// An environment in which a request has the pairs `time` and `lang` in its query, and as much in
/// its headers.
fn stamped(time: &str) -> crate::expr::Env {
    let mut env = environment();
    let text = format!("page=2&time={time}&lang=de%20DE");
    let url = format!("https://api.velo.example/v1/rides?{text}");
    let pairs = |pairs: &[(&str, &str)]| {
        let owned = pairs.iter().map(|(a, b)| ((*a).into(), (*b).into()));
        Value::Pairs(owned.collect())
    };
    let query = [("page", "2"), ("time", time), ("lang", "de DE")];
    env.set("request.query", pairs(&query));
    env.set("request.query_text", text.as_str().into());
    env.set("request.url", url.as_str().into());
    let cookie = format!("a=b; time={time}");
    let headers = [("x-time", time), ("cookie", cookie.as_str())];
    env.set("request.headers", pairs(&headers));
    env.set(
        "request.body",
        Value::Bytes(format!("time={time}&x=1").into_bytes()),
    );
    env
}

/// A scheme whose time is stamped at some places, and its value where the time is this.
fn over(places: &[&str], data: &str, time: &str) -> (Vec<crate::expr::Part>, String) {
    let sign = format!("{data} | md5 | hex");
    let lets = [("time", "now | unix_millis"), ("sign", sign.as_str())];
    let mut parts = scheme(&lets);
    for place in places {
        let mut stamp = scheme(&lets[..1]).remove(1);
        stamp.name = (*place).to_owned();
        parts.push(stamp);
    }
    let vendor = scheme(&[("sign", sign.as_str())]);
    let Ok(Value::Text(digest)) = eval(&vendor[0].value, &stamped(time)) else {
        panic!("{data} has no value");
    };
    (parts, digest)
}

#[test]
fn what_is_signed_of_the_request_follows_what_was_stamped() {
    let millis = "1769860800250";
    for (place, data) in [
        (
            "query time",
            r#"request.query | sort | join_pairs("=", "&")"#,
        ),
        ("query time", "request.query_text"),
        ("query time", "request.url"),
        ("header X-Time", r#"request.headers | join_pairs(":", ";")"#),
        ("body time", "request.body"),
    ] {
        // The cookie and the header have the same time.
        let places: &[&str] = match data.contains("headers") {
            true => &["header X-Time", "cookie time"],
            false => &[place],
        };
        let (parts, digest) = over(places, data, "1769860800");
        let found = near(&parts, &stamped(millis), &digest, &known()).unwrap();
        let told: Vec<_> = found.found.iter().map(|one| one.changes[0].0).collect();
        assert_eq!(told, [Time], "{place} in {data}: {} tried", found.tried);
        assert_eq!(found.found[0].parts[0].text, "now | unix_seconds");
        assert_eq!(found.kept, []);
    }
}

#[test]
fn two_changes_follow_what_was_stamped() {
    let right = r#"request.query | without("page") | sort | join_pairs("=", "&")"#;
    let wrong = r#"request.query | sort | join_pairs("=", "&")"#;
    let (_, digest) = over(&["query time"], right, "1769860800");
    let (parts, _) = over(&["query time"], wrong, "1769860800");
    let found = near(&parts, &stamped("1769860800250"), &digest, &known()).unwrap();
    let told = found.found.iter();
    let told: Vec<Vec<_>> = told
        .map(|one| one.changes.iter().map(|(kind, _)| *kind).collect())
        .collect();
    assert!(told.contains(&vec![Source, Time]), "{told:?}");
}

#[test]
fn a_value_that_cannot_be_followed_is_told() {
    let (mut parts, _) = over(&["body time"], "request.body", "1");
    let mut env = stamped("1769860800250");
    let fields = vec![("time".to_owned(), "1769860800250".to_owned())];
    env.set("request.fields", Value::Pairs(fields));
    let json = br#"{"time":"1769860800250"}"#.to_vec();
    env.set("request.body", Value::Bytes(json));
    let digest = "0123456789abcdef0123456789abcdef";
    let found = near(&parts, &env, digest, &known()).unwrap();
    let kept = [("body time".to_owned(), "request.body")];
    assert_eq!((found.found.len(), found.kept), (0, kept.to_vec()));
    // Nothing is said of a body that is not signed.
    parts = over(&["body time"], "request.path", "1").0;
    let found = near(&parts, &env, digest, &known()).unwrap();
    assert_eq!(found.kept, []);
}
