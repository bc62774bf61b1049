//! `apiloom sign` as integrators run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SPEC: &str = r#"apiloom: 1
vendor: velo
settings: { app_id: string, app_secret: secret }
servers: { default: https://api.velo.example/v1 }
hooks:
  seal: { takes: { path: text, body: bytes }, gives: text }
auth:
  signed:
    let:
      timestamp: now | unix_seconds
      nonce: nonce_hex(8)
      sign: list(settings.app_id, settings.app_secret, timestamp, nonce) | join("&") | sha256 | hex
    stamp:
      query: { timestamp: timestamp, nonce: nonce }
    seal:
      header: { X-Sign: sign }
  sealed:
    seal:
      header: { X-Seal: 'custom("seal", request.path, request.body)' }
  keyed:
    token: { renew: unknown, setting: app_secret, lifetime: unknown }
    let: { key: token }
    seal:
      header: { X-Key: 'hmac_sha1(request.body, key=key) | base64' }
defaults: { auth: { any: [signed, sealed, keyed] } }
operations:
  ride:
    http: POST /rides
    body: { fields: { note: string! } }
    returns: any
  ping: { http: GET /ping, auth: none, returns: any }
"#;

const SECRET: &str = "t0p&secret/key";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "velo.yaml", SPEC);
    write(folder.path(), "input.json", r#"{"note":"hi"}"#);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a file is written");
}

/// Signs `ride` at one moment with one nonce.
fn sign(folder: &Path, more: &[&str]) -> Output {
    let setting = format!("app_secret={SECRET}");
    let fixed = [
        "sign",
        "velo.yaml",
        "ride",
        "--set",
        "app_id=A1",
        "--set",
        &setting,
        "--input",
        "input.json",
        "--now",
        "2026-01-31T12:00:00Z",
        "--nonce",
        "00ff00ff",
    ];
    run(folder, &[&fixed, more].concat())
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    command.current_dir(folder).args(arguments);
    command.output().expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("what is printed is text")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// By `printf 'A1&t0p&secret/key&1769860800&00ff00ff' | sha256sum`.
const SIGN: &str = "f7e261584d901a3817ca97889c262c982e02217b77436f7621d38acdf090154b";
/// By `printf 't0p&secret/key&A1&1769860800&00ff00ff' | sha256sum`.
const OTHER_ORDER: &str = "0ca20a7ac73e3f71db4868e5a5f8eaca99c89f5a77cec272a351b91fa9e5732a";

#[test]
fn a_signature_is_shown_with_its_steps() {
    let folder = folder();
    let output = sign(folder.path(), &["--explain"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let page = out(&output);
    for line in [
        "scheme signed, now = 2026-01-31T12:00:00Z",
        "  = 1769860800",
        "    sha256 over 37 bytes",
        "      text A1&[secret of 14 characters]&1769860800&00ff00ff",
        "      hex  413126****************************26313736393836303830302630306666303066",
        &format!("  header X-Sign = {SIGN}"),
        "  query nonce = 00ff00ff",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    let short = out(&sign(folder.path(), &[]));
    assert!(!short.contains("sha256") && short.contains(SIGN), "{short}");
    let open = out(&sign(folder.path(), &["--explain", "--show-secrets"]));
    assert!(open.contains("text A1&t0p&secret/key&1769860800"), "{open}");
}

#[test]
fn a_digest_matches_or_the_change_is_told() {
    let folder = folder();
    let fine = sign(folder.path(), &["--expect", SIGN]);
    assert_eq!(fine.status.code(), Some(0));
    assert!(
        out(&fine).contains("matches: it is `header X-Sign`"),
        "{}",
        out(&fine)
    );
    let other = sign(folder.path(), &["--expect", OTHER_ORDER]);
    assert_eq!(other.status.code(), Some(1));
    let page = out(&other);
    assert!(page.contains("one change gives it"), "{page}");
    let text = r#"    sign: list(settings.app_secret, settings.app_id, timestamp, nonce) | join("&") | sha256 | hex"#;
    assert!(page.contains(text), "{page}");
    let upper = sign(
        folder.path(),
        &["--expect", &SIGN.to_uppercase(), "--lang", "zh"],
    );
    assert_eq!(upper.status.code(), Some(1));
    assert!(out(&upper).contains("大小写"), "{}", out(&upper));
    let none = sign(folder.path(), &["--expect", &"0123456789abcdef".repeat(4)]);
    assert_eq!(none.status.code(), Some(1));
    assert!(out(&none).contains("none found: "), "{}", out(&none));
}

#[test]
fn what_is_found_can_be_put_into_the_spec() {
    let folder = folder();
    let other = sign(
        folder.path(),
        &["--expect", OTHER_ORDER, "--format", "json"],
    );
    let document: serde_json::Value = serde_json::from_slice(&other.stdout).expect("JSON");
    let variant = &document["schemes"][0]["expected"]["variants"][0];
    assert_eq!(variant["changes"][0]["kind"], "order");
    let text = variant["parts"][0]["expression"]
        .as_str()
        .expect("an expression");
    let old = r#"list(settings.app_id, settings.app_secret, timestamp, nonce) | join("&") | sha256 | hex"#;
    let corrected = SPEC.replace(old, text);
    assert_ne!(corrected, SPEC);
    write(folder.path(), "velo.yaml", &corrected);
    let fine = sign(folder.path(), &["--expect", OTHER_ORDER]);
    assert_eq!(fine.status.code(), Some(0), "{}", out(&fine));
}

#[test]
fn a_file_says_what_the_spec_does_not_know() {
    let folder = folder();
    let refused = sign(folder.path(), &["--scheme", "sealed"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("--auth FILE"), "{}", err(&refused));
    let example = "      seal: list(path, settings.key) | join(\"&\") | md5 | hex";
    assert!(err(&refused).contains(example), "{}", err(&refused));
    write(folder.path(), "auth.yaml", "");
    let empty = sign(folder.path(), &["--auth", "auth.yaml"]);
    assert_eq!(empty.status.code(), Some(2));
    assert!(err(&empty).contains("write `hooks:`"), "{}", err(&empty));
    write(
        folder.path(),
        "auth.yaml",
        "settings: { seal_key: secret }\n\
         hooks: { seal: 'list(path, body | md5 | hex, settings.seal_key) | join(\"|\") | sha1 | hex' }\n",
    );
    let more = [
        "--scheme",
        "sealed",
        "--auth",
        "auth.yaml",
        "--set",
        "seal_key=k3y-of-seal",
        "--explain",
    ];
    let sealed = sign(folder.path(), &more);
    assert_eq!(sealed.status.code(), Some(0), "{}", err(&sealed));
    let page = out(&sealed);
    assert!(page.contains("text /v1/rides|"), "{page}");
    assert!(page.contains("|[secret of 11 characters]\n"), "{page}");
    assert!(
        page.contains("header X-Seal = 258e56073ac2e5f2c7053acf422c87f8b6dea5da"),
        "{page}"
    );
    write(folder.path(), "auth.yaml", "hooks: { sael: path }\n");
    let wrong = sign(
        folder.path(),
        &["--scheme", "sealed", "--auth", "auth.yaml"],
    );
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("auth.yaml:1:10"), "{}", err(&wrong));
}

#[test]
fn wrong_usage_is_told_apart() {
    let folder = folder();
    let path = folder.path();
    for (arguments, said) in [
        (&["sign", "velo.yaml", "rode"][..], "did you mean `ride`"),
        (
            &[
                "sign",
                "velo.yaml",
                "ping",
                "--set",
                "app_id=A",
                "--set",
                "app_secret=s",
            ],
            "without authentication",
        ),
        (&["sign", "nowhere.yaml", "ride"], "nowhere.yaml"),
        // Neither settings nor inputs are needed to know it.
        (
            &["sign", "velo.yaml", "ping", "--lang", "zh"],
            "error: `ping` is sent without authentication",
        ),
    ] {
        let output = run(path, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(said), "{}", err(&output));
    }
    write(path, "none.json", "{}");
    let missing = sign(path, &["--input", "none.json"]);
    assert_eq!(missing.status.code(), Some(2));
    let unreadable = sign(path, &["--expect", "not a digest"]);
    assert_eq!(unreadable.status.code(), Some(2));
    let unknown = sign(path, &["--scheme", "singed"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn no_form_of_a_secret_is_printed() {
    let folder = folder();
    let hex: String = SECRET.bytes().map(|byte| format!("{byte:02x}")).collect();
    let reversed: String = SECRET.chars().rev().collect();
    let forms = [
        SECRET.to_owned(),
        hex.to_uppercase(),
        hex,
        reversed,
        "t0p%26secret%2Fkey".to_owned(),
        "dDBwJnNlY3JldC9rZXk".to_owned(),
        "t0p\\u0026secret".to_owned(),
    ];
    for scheme in ["signed", "keyed"] {
        for format in ["text", "json"] {
            for more in [&["--explain"][..], &["--explain", "--expect", SIGN], &[]] {
                let chosen = ["--scheme", scheme, "--format", format];
                let output = sign(folder.path(), &[&chosen, more].concat());
                assert!(
                    matches!(output.status.code(), Some(0 | 1)),
                    "{}",
                    err(&output)
                );
                let said = out(&output) + &err(&output);
                for form in &forms {
                    assert!(!said.contains(form.as_str()), "{form}\n{said}");
                }
            }
        }
    }
}

/// Two schemes of one request: the second signs the headers that the first has set.
const BESIDE: &str = r#"apiloom: 1
vendor: velo
servers: { default: https://api.velo.example/v1 }
auth:
  bearer:
    token: { renew: unknown, lifetime: unknown }
    stamp: { header: { Authorization: 'text("Bearer {token}")' } }
  heads:
    seal: { header: { X-Heads: 'request.headers | sort | join_pairs("=", "&") | sha256 | hex' } }
operations:
  ride: { http: GET /rides, auth: { all: [bearer, heads] }, returns: any }
"#;

#[test]
fn no_scheme_prints_the_token_of_another() {
    let folder = folder();
    write(folder.path(), "beside.yaml", BESIDE);
    let token = "TOKENABCDEFGH12345";
    let hex: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
    for format in ["text", "json"] {
        let arguments = ["sign", "beside.yaml", "ride", "--token", token];
        let more = ["--explain", "--format", format];
        let output = run(folder.path(), &[&arguments[..], &more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let page = out(&output);
        assert!(
            page.contains("authorization=Bearer [secret of 18 characters]"),
            "{page}"
        );
        assert!(!page.contains(token) && !page.contains(&hex), "{page}");
    }
}

#[test]
fn a_missing_token_is_told_in_terms_of_the_command() {
    let folder = folder();
    write(folder.path(), "beside.yaml", BESIDE);
    let output = run(folder.path(), &["sign", "beside.yaml", "ride"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        err(&output),
        "error: `ride` is signed with a token, and none is given\n\
         help: give the token by `--token TEXT`\n"
    );
}
