//! Settings: read by their types, with the defaults of the spec, and checked.

mod support;

use std::sync::Arc;

use apiloom::{Kind, Language};
use apiloom_codegen::interpret::Datum;
use apiloom_interpreter::Settings;
use support::{client, interpreter};

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let interpreter = interpreter("computed");
    let texts = [("mode", "3"), ("apps", "x"), ("key", "k"), ("key", "k")];
    let error = Settings::new(interpreter, texts).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no setting `apps`; there are: mode, app, key\n\
         the setting `key` is given twice\n\
         the setting `mode` must be one of `1`, `2`\n\
         the setting `app` is required"
    );
    assert_eq!(error.unknown(), ["apps"]);
}

#[test]
fn what_is_left_out_has_its_default() {
    let interpreter = interpreter("rules");
    let settings = &interpreter.api().settings;
    assert!(settings.iter().any(|setting| setting.default.is_some()));
    let required = settings.iter().filter(|s| s.field.is_demanded());
    let given = required.map(|s| (s.field.wire.as_str(), "5"));
    let made = Settings::new(interpreter, given).unwrap();
    for setting in settings.iter().filter(|s| s.default.is_some()) {
        assert_ne!(made.get(setting.field.wire.as_str()), Some(&Datum::Absent));
    }
}

#[test]
fn the_rules_of_settings_are_those_of_the_spec() {
    let client = client("rules", &[("tenant", "UPPER")], &Arc::default())
        .configure(|core| core.with_language(Language::Chinese));
    let error = client
        .call("change", br#"{"name":"a"}"#)
        .unwrap()
        .prepare()
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    let violations = error.violations().unwrap();
    let paths: Vec<&str> = violations.iter().map(|one| one.path()).collect();
    assert_eq!(paths, ["tenant"]);
}

#[test]
fn secrets_are_not_shown() {
    let interpreter = interpreter("computed");
    let texts = [("mode", "1"), ("app", "a"), ("key", "hunter2")];
    let settings = Settings::new(interpreter, texts).unwrap();
    let shown = format!("{settings:?}");
    assert!(
        shown.contains("\"app\"") && !shown.contains("hunter2"),
        "{shown}"
    );
}
