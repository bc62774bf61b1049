//! The JSON Schema of the language: it is committed as it is made, takes what the checks take, and refuses
//! what a schema can refuse.
#![cfg(feature = "schema")]

mod support;
#[path = "support/validator.rs"]
mod validator;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use apiloom_codegen::diagnostic::Code;
use apiloom_codegen::{pipeline, schema};

use validator::Validator;

/// What a schema can refuse, since it is wrong in one place.
const REFUSED: &[Code] = &[
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongKind,
    Code::BadValue,
    Code::BadName,
    Code::OneKind,
    Code::Misplaced,
    Code::Version,
    Code::TypeSyntax,
    Code::HttpLine,
    Code::ServerTemplate,
    Code::Returns,
    Code::ErrorPattern,
];

/// The fixtures with such a code that the schema takes all the same, each with the reason.
const TAKEN: &[(&str, &str)] = &[
    (
        "bad-name-too-long",
        "the length that counts is that of the name in snake case",
    ),
    (
        "bad-name-vendor-device",
        "names of devices are no reason for a long pattern",
    ),
    ("bad-value-codes", "the codes are compared with one another"),
    ("bad-value-settings", "a setting is described as a field is"),
    (
        "idempotency",
        "where the key stands depends on the rest of the operation",
    ),
    (
        "known-answer",
        "what is given has the types of what it stands for",
    ),
    (
        "misplaced-encode",
        "that there is a body stands beside it or under `defaults`",
    ),
    ("misplaced-failures", "two failures are compared"),
    ("misplaced-spread", "what is spread is described elsewhere"),
    (
        "missing-fact",
        "what is demanded stands under `operation_facts`",
    ),
    ("missing-servers", "a spec without operations needs none"),
    (
        "one-kind-parameter",
        "parameters and fields are described alike",
    ),
    (
        "paginate-misplaced",
        "which slots mean something depends on the style",
    ),
    (
        "paginate-missing",
        "which slots are needed depends on the style, which the defaults may say",
    ),
    ("spaces-in-flow", "the holes of a path are parsed"),
    (
        "styles",
        "whether a body is a form stands beside it or under `defaults`",
    ),
    ("type-syntax-deep", "types in types are parsed"),
    (
        "wrong-kind-default",
        "what a default may be is for its type to say",
    ),
];

#[test]
fn the_committed_schemas_are_those_of_the_language() {
    let committed = |name: &str| fs::read_to_string(Path::new("../specs").join(name));
    for (name, made, option) in [
        ("apiloom.schema.json", schema::spec(), ""),
        (
            "apiloom.fragment.schema.json",
            schema::fragment(),
            " --fragment",
        ),
    ] {
        let found = committed(name).unwrap_or_default().replace("\r\n", "\n");
        let mend = format!("cargo apiloom schema{option} > specs/{name}");
        assert!(
            found == made,
            "specs/{name} is not what the language says; run `{mend}`\n{}",
            support::difference(name, &found, &made)
        );
    }
}

/// Editors find the schema by the first line.
#[test]
fn every_spec_names_the_schema() {
    for path in support::yaml_files("../specs") {
        let text = fs::read_to_string(&path).expect("the spec can be read");
        assert_eq!(
            text.lines().next(),
            Some("# yaml-language-server: $schema=apiloom.schema.json"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn valid_specs_fit() {
    let validator = Validator::spec();
    for path in support::valid_specs() {
        let text = fs::read_to_string(&path).expect("the spec can be read");
        let problem = validator.problem(&text);
        assert_eq!(problem, None, "{}", path.display());
    }
}

#[test]
fn included_files_have_a_schema_of_their_own() {
    let (spec, fragment) = (Validator::spec(), Validator::fragment());
    for path in support::yaml_files("tests/fixtures/valid/shared") {
        let text = fs::read_to_string(&path).expect("the file can be read");
        assert_eq!(fragment.problem(&text), None, "{}", path.display());
        assert!(spec.problem(&text).is_some(), "it lacks `apiloom`");
    }
    let minimal = fs::read_to_string("tests/fixtures/valid/minimal.yaml").expect("a fixture");
    assert!(fragment.problem(&minimal).is_some(), "it has only types");
}

#[test]
fn what_a_schema_can_refuse_is_refused() {
    let validator = Validator::spec();
    let mut taken = BTreeSet::new();
    let mut report = String::new();
    for path in support::yaml_files("tests/fixtures/invalid") {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let checked = pipeline::check(std::slice::from_ref(&path));
        // Problems of included files are for the other schema.
        let own = checked.diagnostics.iter().filter(|diagnostic| {
            let file = diagnostic.span.map(|span| checked.sources.get(span.file));
            file.is_some_and(|file| Path::new(&file.path) == path)
        });
        let codes: BTreeSet<Code> = own.map(|diagnostic| diagnostic.code).collect();
        let refused = codes.iter().any(|code| REFUSED.contains(code));
        let name = path.file_stem().expect("a name").to_string_lossy();
        if refused && validator::is_yaml(&text) && validator.problem(&text).is_none() {
            report.push_str(&format!("{name}: {codes:?}\n"));
            taken.insert(name.into_owned());
        }
    }
    let known: BTreeSet<String> = TAKEN.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(taken, known, "the schema takes these:\n{report}");
}

/// The types that editors offer are types.
#[test]
fn types_that_are_offered_pass() {
    let mut text = String::from(
        "apiloom: 1\nvendor: acme\nservers: { default: https://api.acme.example }\n\
         operations: { send: { http: POST /, body: All },\
         \x20 send_file: { http: PUT /, body: file, encode: bytes } }\ntypes:\n  All:\n    fields:\n",
    );
    // A file is a body, and not a field of one.
    let fields = schema::type_examples()
        .into_iter()
        .filter(|ty| ty != "file");
    for (number, ty) in fields.enumerate() {
        text.push_str(&format!("      field{number}: {ty}\n"));
    }
    let path = support::folder("offered").join("acme.yaml");
    fs::write(&path, &text).expect("the spec can be written");
    let checked = pipeline::check(&[path]);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    assert_eq!(Validator::spec().problem(&text), None);
}
