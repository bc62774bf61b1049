//! Files that say what a spec does not know of its signature.

use std::fs;
use std::path::PathBuf;

use apiloom_codegen::diagnostic::{Language, text};
use apiloom_codegen::expr::{Env, Value, eval};
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline::{Checked, check_with};

const SPEC: &str = r#"apiloom: 1
vendor: velo
settings: { app_id: string }
servers: { default: https://api.velo.example }
hooks:
  seal: { takes: { app_id: text, body: bytes }, gives: text }
auth:
  sealed:
    let:
      signature: custom("seal", settings.app_id, request.body)
    seal:
      header: { X-Signature: signature }
defaults: { auth: sealed }
operations:
  ping: { http: POST /ping, returns: any }
"#;

fn check(name: &str, auth: &str) -> Checked {
    let folder = std::env::temp_dir().join(format!("apiloom-auth-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let write = |file: &str, text: &str| -> PathBuf {
        let path = folder.join(file);
        fs::write(&path, text).expect("the file can be written");
        path
    };
    let (spec, auth) = (write("velo.yaml", SPEC), write("auth.yaml", auth));
    let checked = check_with(&[spec], Some(&auth));
    fs::remove_dir_all(&folder).expect("the folder can be removed");
    checked
}

fn api(name: &str, auth: &str) -> Api {
    let mut checked = check(name, auth);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    checked.apis.remove(0)
}

/// What the signature of a body is.
fn signature(api: &Api) -> Result<Value, String> {
    let mut env = Env::new();
    env.set("settings.app_id", "app".into());
    env.set("settings.seal_key", "k3y".into());
    env.set("request.body", Value::Bytes(b"{}".to_vec()));
    let made = api.schemes[0].seal_lets.iter();
    let made = made.last().expect("the signature is computed");
    eval(&made.value, &env).map_err(|error| error.to_string())
}

/// By `printf '{}' | md5sum` and `printf 'app&99914b932bd37a50b983c5e7c90ae93b&k3y' | sha256sum`.
const SIGNATURE: &str = "d18a0a1da0527f077010a6bdaa1c1b9e950ea62e196d891252536858959b214d";

#[test]
fn the_example_of_the_page_signs() {
    let page = fs::read_to_string("../specs/README.md").expect("the page can be read");
    let (_, rest) = page
        .split_once("<!-- auth file -->\n```text\n")
        .expect("it has one");
    let (example, _) = rest.split_once("```").expect("the block ends");
    let api = api("page", example);
    assert_eq!(signature(&api), Ok(Value::Text(SIGNATURE.to_owned())));
    let seal = &api.hooks[0];
    assert!(seal.body.is_some() && !seal.gives.secret);
    assert!(
        api.settings
            .iter()
            .any(|one| one.field.wire.as_str() == "seal_key")
    );
}

#[test]
fn a_hook_may_be_one_expression_and_a_scheme_may_be_replaced() {
    let one = api(
        "short",
        "hooks: { seal: 'concat(app_id, body | md5 | hex)' }",
    );
    let text = "app99914b932bd37a50b983c5e7c90ae93b";
    assert_eq!(signature(&one), Ok(Value::Text(text.to_owned())));
    let scheme = "auth: { sealed: { let: { sign: request.body | sha1 | hex }, seal: { query: { sign: sign } } } }";
    let other = api("scheme", scheme);
    let text = "bf21a9e8fbc5a3846fb05b4fa0859e0917b2202f";
    assert_eq!(signature(&other), Ok(Value::Text(text.to_owned())));
    let none = api("none", "settings: { more: secret }");
    let error = signature(&none).expect_err("nobody says what the hook gives");
    assert_eq!(error, "hook `seal` is not answered here");
}

#[test]
fn what_a_hook_makes_of_a_secret_is_one() {
    let made = api(
        "secret",
        "settings: { key: secret }\nhooks: { seal: 'concat(app_id, settings.key)' }",
    );
    assert!(made.hooks[0].gives.secret);
    assert!(made.schemes[0].seals[0].value.ty.secret);
}

#[test]
fn what_is_wrong_has_a_place_a_code_and_a_help() {
    for (name, auth, code, place) in [
        (
            "hook",
            "hooks: { sael: app_id }",
            "AL0404",
            "auth.yaml:1:10",
        ),
        ("scheme", "auth:\n  sealde: {}", "AL0404", "auth.yaml:2:3"),
        ("name", "hooks:\n  seal: app", "AL0302", "auth.yaml:2:9"),
        (
            "request",
            "hooks: { seal: request.path }",
            "AL0302",
            "auth.yaml:1:16",
        ),
        (
            "type",
            "hooks: { seal: body | md5 }",
            "AL0303",
            "auth.yaml:1:16",
        ),
        (
            "syntax",
            "hooks:\n  seal: { let: { a: '(' }, gives: a }",
            "AL0301",
            "auth.yaml:2:",
        ),
        (
            "double",
            "settings: { app_id: string }",
            "AL0005",
            "auth.yaml:1:13",
        ),
        ("key", "hook: { seal: app_id }", "AL0101", "auth.yaml:1:1"),
        (
            "gives",
            "hooks: { seal: { let: { a: app_id } } }",
            "AL0102",
            "auth.yaml:1:",
        ),
    ] {
        let checked = check(name, auth);
        assert!(checked.apis.is_empty() && checked.has_errors(), "{name}");
        let shown: Vec<String> = checked
            .diagnostics
            .iter()
            .map(|found| text(&checked.sources, found, false, Language::English))
            .collect();
        let found = shown.iter().any(|shown| {
            shown.contains(code) && shown.contains(place) && shown.contains("= help: ")
        });
        assert!(found, "{name}: {}", shown.join("\n"));
    }
}
