//! The maker of values that keep and break each rule: the smallest ones, at bounds, alone.
//!
//! That they keep and break the rules of generated code is for the end-to-end tests to see.
#![cfg(feature = "cases")]

mod support;

use std::path::PathBuf;

use apiloom_codegen::cases::{self, Cases, Place, Why};
use apiloom_codegen::pipeline;

fn rulebook() -> Cases {
    let checked = pipeline::check(&[PathBuf::from("tests/fixtures/valid/rules.yaml")]);
    assert!(!checked.has_errors());
    cases::cases(&checked.apis[0])
}

/// The parts of the two documents of a rule.
fn parts<'c>(cases: &'c Cases, place: &Place, path: &str, what: &str) -> (&'c str, &'c str) {
    let mut found = cases.cases.iter().filter(|case| {
        let rule = &case.rule;
        (&rule.place, rule.path.as_str(), rule.what.as_str()) == (place, path, what)
    });
    let case = found
        .next()
        .unwrap_or_else(|| panic!("no case for {path} {what}"));
    assert!(found.next().is_none(), "two cases for {path} {what}");
    (&case.keeps.part, &case.breaks.part)
}

#[test]
fn values_stand_at_bounds() {
    let cases = rulebook();
    let everything = Place::Type("Everything".to_owned());
    let table = [
        ("text", "length 2..", r#""aa""#, r#""a""#),
        ("text", "length ..4", r#""aaaa""#, r#""aaaaa""#),
        ("text", "pattern [a-zé]+", r#""aa""#, r#""11""#),
        ("whole", "range 0..", "0", "-1"),
        ("whole", "range ..10", "10", "11"),
        ("half", "range -0.5..", "-0.5", "-1"),
        ("exact", "range ..99.99", "99.99", "100"),
        ("exact_text", "range 1..", r#""1""#, r#""0""#),
        ("mail", "format email", r#""a@b""#, r#""""#),
        ("phones[0]", "format phone", r#"["95588"]"#, r#"[""]"#),
        (
            "sites.a",
            "format url",
            r#"{"a":"http://a"}"#,
            r#"{"a":""}"#,
        ),
        ("tags", "items 1..", r#"[""]"#, "[]"),
        ("tags[1]", "unique", r#"["","a"]"#, r#"["",""]"#),
        ("words[1]", "unique", r#""a,1""#, r#""a,a""#),
        (
            "pairs[0]",
            "key: format email",
            r#"[["a@b",{"id":1}]]"#,
            r#"[["",{"id":1}]]"#,
        ),
        (
            "keyed.part_1.id",
            "Keyed: part: Part: range 1..",
            r#"{"part_1":{"id":1}}"#,
            r#"{"part_1":{"id":0}}"#,
        ),
        (
            "tree.label",
            "Tree: length 1..",
            r#"{"label":"a"}"#,
            r#"{"label":""}"#,
        ),
        (
            "",
            "when since is present: part is present or parts is present",
            r#"{"part":{"id":1},"since":0}"#,
            r#"{"since":0}"#,
        ),
        (
            "",
            "exactly_one more level: none",
            r#"{"more":"aaa"}"#,
            "{}",
        ),
        (
            "",
            "exactly_one more level: two",
            r#"{"more":"aaa"}"#,
            r#"{"more":"aaa","level":"a"}"#,
        ),
        (
            "",
            "when start is present and end is present: end >= start",
            r#"{"start":"2021-01-01","end":"2021-01-01"}"#,
            r#"{"start":"2022-02-02","end":"2021-01-01"}"#,
        ),
    ];
    for (path, what, keeps, breaks) in table {
        assert_eq!(
            parts(&cases, &everything, path, what),
            (keeps, breaks),
            "{path} {what}"
        );
    }
}

#[test]
fn what_cannot_be_broken_alone_has_a_reason() {
    let cases = rulebook();
    let why = |path: &str, what: &str| {
        let mut found = cases.skipped.iter();
        let found = found.find(|skipped| skipped.rule.path == path && skipped.rule.what == what);
        found
            .unwrap_or_else(|| panic!("{path} {what} is not skipped"))
            .why
    };
    assert_eq!(why("text", "byte_length ..9"), Why::NoValue);
    assert_eq!(why("nothing", "pattern .+@.+"), Why::NoNeighbours);
    assert_eq!(why("stage", "sentinel _none"), Why::Unreadable);
    assert_eq!(why("", "at_least_one gone cleared whole"), Why::AlwaysKept);
}

/// Warnings are those of the spec: of a field, of a variant, of a rule.
#[test]
fn cases_know_what_is_only_a_warning() {
    let cases = rulebook();
    let warned = cases.cases.iter().filter(|case| case.rule.warns);
    let warned: Vec<_> = warned
        .map(|case| (case.rule.path.as_str(), case.rule.id.as_str()))
        .collect();
    assert_eq!(
        warned,
        [
            ("body", "format"),
            ("body", "type"),
            ("body", "type"),
            ("boxed.body", "format"),
            ("soft", "format"),
            ("softer", "length"),
            ("softer", "pattern"),
            ("", "at_most_one"),
            ("", "require"),
        ]
    );
}

#[test]
fn cases_are_the_same_each_time() {
    assert_eq!(format!("{:?}", rulebook()), format!("{:?}", rulebook()));
}

/// Whatever a spec says, there are documents or reasons; none is both.
#[test]
fn every_fixture_has_cases_or_reasons() {
    let checked = pipeline::check(&support::yaml_files("tests/fixtures/valid"));
    let mut count = 0;
    for api in &checked.apis {
        let cases = cases::cases(api);
        for case in &cases.cases {
            for text in [&case.keeps.json, &case.breaks.json] {
                let json = serde_json::from_str::<serde_json::Value>(text);
                assert!(json.is_ok(), "{}: {text}", api.path);
            }
            assert_ne!(
                case.keeps.json, case.breaks.json,
                "{}: {:?}",
                api.path, case.rule
            );
            let is_skipped = cases
                .skipped
                .iter()
                .any(|skipped| skipped.rule == case.rule);
            assert!(!is_skipped, "{}: {:?}", api.path, case.rule);
            count += 1;
        }
    }
    assert!(count > 100, "{count} cases");
}
