//! Known answers: published ones, and a canonical request computed by other means.

use apiloom_wire::Timestamp;

use super::scope::{lets, text};
use crate::expr::{Env, EvalError, Value, eval};

fn env(values: &[(&str, &str)]) -> Env {
    let mut env = Env::new();
    for (name, value) in values {
        env.set(name, (*value).into());
    }
    env
}

const ACCOUNT: [(&str, &str); 2] = [
    ("settings.email", "admin@udesk.cn"),
    ("settings.token", "123abc"),
];

#[test]
fn known_sha1_over_joined_texts() {
    let env = env(&ACCOUNT).now(Timestamp::from_unix_seconds(1_484_647_675));
    let env = lets(
        env,
        &[(
            "sign",
            r#"list(settings.email, settings.token, now | unix_seconds) | join("&") | sha1 | hex"#,
        )],
    );
    assert_eq!(
        text(&env, "sign"),
        "0c9af98a3884232bfcea5cbc150b85e7f25b006c"
    );
}

#[test]
fn known_sha256_with_a_given_nonce() {
    let mut env = env(&ACCOUNT).now("2017-05-11T03:46:44Z".parse().unwrap());
    env.set("nonce", "2d931510-d99f-494a-8c67-87feb05e1594".into());
    let env = lets(
        env,
        &[
            ("timestamp", "now | unix_seconds"),
            ("nonce", "uuid"),
            (
                "sign",
                r#"list(settings.email, settings.token, timestamp, nonce, "v2") | join("&") | sha256 | hex"#,
            ),
        ],
    );
    assert_eq!(text(&env, "timestamp"), "1494474404");
    assert_eq!(
        text(&env, "sign"),
        "355b73299cae3d55bd1369518d4ecae001cbcea2d0f005c815d09386892427cd"
    );
}

#[test]
fn known_md5_over_the_query() {
    let env = env(&[
        ("request.query_text", "page=1&per_page=10"),
        ("settings.secret_key", "99d80d18b0b9a994a8d0283e830e5099"),
    ]);
    let env = lets(
        env,
        &[(
            "sign",
            r#"text("{request.query_text}&{settings.secret_key}") | md5 | hex"#,
        )],
    );
    assert_eq!(text(&env, "sign"), "b48d4134e7d13839b09b5423e300c352");
}

#[test]
fn known_sha256_in_a_chosen_order() {
    let mut env = env(&[
        ("settings.token", "123abc"),
        ("settings.mode", "secret_first"),
    ]);
    env.set("timestamp", "1619143576".into());
    let sign = r#"choose(settings.mode, secret_first=text("{settings.token}&{timestamp}"), time_first=text("{timestamp}&{settings.token}")) | sha256 | hex"#;
    let env = lets(
        env.now(Timestamp::EPOCH),
        &[("timestamp", "now | unix_seconds"), ("sign", sign)],
    );
    assert_eq!(
        text(&env, "sign"),
        "d65c0b734c875bb1aa441fdd639d114b18432d6a22e7f988ca5a6b664aea264a"
    );
}

/// The canonical request of the language's sketch.
///
/// Expected values by Python's hashlib, hmac and urllib:
/// ```text
/// import hashlib as h, hmac, urllib.parse as u
/// H = lambda k, d: hmac.new(k, d.encode(), h.sha256)
/// q = sorted((u.quote(k, safe='-._~'), u.quote(v, safe='-._~')) for k, v in [("b b","2"),("a","微/~"),("a","")])
/// body = '{"name":"王"}'
/// c = "\n".join(["POST", "/v1/contacts", "&".join(k + "=" + v for k, v in q),
///     "content-type:application/json\nhost:api.acme.test", "", "content-type;host", h.sha256(body.encode()).hexdigest()])
/// s = "\n".join(["ACME1-HMAC-SHA256", "1494474404", "2017-05-11/crm/acme1_request", h.sha256(c.encode()).hexdigest()])
/// k = H(H(H(b"ACME1" + b"topsecret", "2017-05-11").digest(), "crm").digest(), "acme1_request").digest()
/// print(h.sha256(c.encode()).hexdigest(), H(k, s).hexdigest())
/// ```
#[test]
fn known_canonical_request() {
    let pairs = |pairs: &[(&str, &str)]| {
        Value::Pairs(
            pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
        )
    };
    let mut env = env(&[
        ("settings.service", "crm"),
        ("settings.key_id", "AK1"),
        ("settings.secret_key", "topsecret"),
        ("request.method", "POST"),
        ("request.path", "/v1/contacts"),
    ])
    .now(Timestamp::from_unix_seconds(1_494_474_404));
    env.set(
        "request.query",
        pairs(&[("b b", "2"), ("a", "微/~"), ("a", "")]),
    );
    env.set(
        "request.headers",
        pairs(&[
            ("Host", " API.acme.test "),
            ("X-Other", "1"),
            ("Content-Type", "application/JSON"),
        ]),
    );
    env.set("request.body", Value::Bytes("{\"name\":\"王\"}".into()));
    let env = lets(
        env,
        &[
            ("timestamp", "now | unix_seconds"),
            ("date", r#"now | format("yyyy-MM-dd", zone="UTC")"#),
            (
                "scope",
                r#"text("{date}/{settings.service}/acme1_request")"#,
            ),
            (
                "signed",
                r#"request.headers | each_key(lower) | only("content-type", "host") | each_value(trim | lower) | sort"#,
            ),
            ("names", r#"signed | keys | join(";")"#),
            (
                "query_text",
                r#"request.query | each_key(percent("rfc3986")) | each_value(percent("rfc3986")) | sort | join_pairs("=", "&")"#,
            ),
            (
                "canonical",
                r#"lines(request.method, request.path, query_text, signed | join_pairs(":", "\n"), "", names, request.body | sha256 | hex)"#,
            ),
            ("digest", "canonical | sha256 | hex"),
            (
                "to_sign",
                r#"lines("ACME1-HMAC-SHA256", timestamp, scope, canonical | sha256 | hex)"#,
            ),
            (
                "date_key",
                r#"hmac_sha256(date, key=concat("ACME1", settings.secret_key))"#,
            ),
            (
                "signing_key",
                r#"hmac_sha256("acme1_request", key=hmac_sha256(settings.service, key=date_key))"#,
            ),
            ("sign", "hmac_sha256(to_sign, key=signing_key) | hex"),
            (
                "header",
                r#"text("ACME1-HMAC-SHA256 Credential={settings.key_id}/{scope}, SignedHeaders={names}, Signature={sign}")"#,
            ),
        ],
    );
    assert_eq!(
        text(&env, "digest"),
        "e220c4f8427e0e7a4b6f5e18cbb0ca79eab5c796a74db2fd75b9dfb72efde81a"
    );
    assert_eq!(
        text(&env, "sign"),
        "c6f3aa3b0885c6a82501a37466a3829090f567158a2ef261b865fa30030e0503"
    );
    assert_eq!(
        text(&env, "header"),
        "ACME1-HMAC-SHA256 Credential=AK1/2017-05-11/crm/acme1_request, \
         SignedHeaders=content-type;host, \
         Signature=c6f3aa3b0885c6a82501a37466a3829090f567158a2ef261b865fa30030e0503"
    );
}

#[test]
fn says_what_has_no_value() {
    let value = |text| eval(&super::scope::checked(text).unwrap(), &Env::new());
    assert_eq!(
        value("settings.email"),
        Err(EvalError::Missing("settings.email".into()))
    );
    assert_eq!(value("settings.region"), Ok(Value::Absent));
    assert_eq!(
        value("now | unix_seconds"),
        Err(EvalError::Missing("now".into()))
    );
    assert_eq!(
        value(r#"custom("sign", "a", sha1("b"))"#),
        Err(EvalError::Hook("sign".into()))
    );
    let mut env = Env::new();
    env.set("settings.email", Value::Int(5));
    let typed = super::scope::checked("settings.email").unwrap();
    assert_eq!(
        eval(&typed, &env),
        Err(EvalError::Kind("settings.email".into()))
    );
}
