//! Values that are read, written and checked by the description alone.
//!
//! That this agrees with generated code is for the differential test to see.
#![cfg(feature = "cases")]

mod support;

use std::path::PathBuf;

use apiloom_codegen::cases::{self, Case, Place};
use apiloom_codegen::ident;
use apiloom_codegen::interpret::{InputError, Values};
use apiloom_codegen::model::{Api, Type, TypeId};
use apiloom_codegen::pipeline;
use apiloom_wire::{Language, Place as At, Severity, Violations, decode_as, encode_as};

fn apis() -> Vec<Api> {
    let mut paths = support::yaml_files("tests/fixtures/valid");
    paths.extend(support::yaml_files("../specs"));
    let checked = pipeline::check(&paths);
    assert!(!checked.has_errors());
    checked.apis
}

/// What is found in a document of a type or of an operation's inputs.
fn found(values: &Values<'_>, place: &Place, json: &str) -> Result<Violations, String> {
    let api = values.api();
    let mut found = Violations::new();
    match place {
        Place::Type(name) => {
            let mut types = api.types.iter();
            let index = types.position(|ty| ident::declared(&ty.name) == name);
            let ty = Type::Named(TypeId(index.ok_or("no such type")?));
            let codec = values.codec(&ty);
            let value = decode_as(json.as_bytes(), codec).map_err(|error| error.to_string())?;
            let again = encode_as(codec, &value).map_err(|error| error.to_string())?;
            let again = decode_as(&again, codec).map_err(|error| error.to_string())?;
            assert_eq!(value, again, "{json}");
            values.check(&ty, &value, &At::ROOT, &mut found);
        }
        Place::Operation(name) => {
            let mut operations = api.operations.iter();
            let operation = operations.find(|operation| {
                let own = ident::declared(&operation.name);
                own == name || ident::suffixed(&own, "Operation") == name
            });
            let operation = operation.ok_or("no such operation")?;
            let inputs = values.inputs(operation, json.as_bytes());
            let inputs = inputs.map_err(|error| error.to_string())?;
            values.check_inputs(&inputs, &mut found);
        }
        Place::Settings => return Err("settings are texts".to_owned()),
    }
    Ok(found)
}

/// Every rule of all specs, kept and broken by the smallest values.
#[test]
fn rules_are_kept_and_broken_as_the_maker_of_cases_says() {
    let mut count = 0;
    for api in &apis() {
        let values = Values::new(api);
        let cases = cases::cases(api).cases;
        for case in cases
            .iter()
            .filter(|case| case.rule.place != Place::Settings)
        {
            let problem = wrong(&values, case);
            assert_eq!(problem, None, "{}: {:?}", api.path, case.rule);
            count += 1;
        }
    }
    assert!(count > 150, "{count} cases");
}

fn wrong(values: &Values<'_>, case: &Case) -> Option<String> {
    let rule = &case.rule;
    match found(values, &rule.place, &case.keeps.json) {
        Ok(found) if found.is_empty() => {}
        other => return Some(format!("{}: {other:?}", case.keeps.json)),
    }
    let broken = match found(values, &rule.place, &case.breaks.json) {
        Ok(found) => found,
        Err(error) => return Some(format!("{}: {error}", case.breaks.json)),
    };
    let severity = match rule.warns {
        true => Severity::Warning,
        false => Severity::Error,
    };
    let told: Vec<_> = broken
        .iter()
        .map(|one| (one.path(), one.rule(), one.severity()))
        .collect();
    let expected = [(rule.path.as_str(), rule.id.as_str(), severity)];
    (told != expected).then(|| format!("{}: {told:?}", case.breaks.json))
}

fn fixture(name: &str) -> Api {
    let path = PathBuf::from("tests/fixtures/valid").join(name);
    let mut checked = pipeline::check(&[path]);
    assert!(!checked.has_errors());
    checked.apis.remove(0)
}

#[test]
fn inputs_that_are_none_are_named() {
    let api = fixture("rules.yaml");
    let values = Values::new(&api);
    let operation = &api.operations[0];
    let error = values.inputs(operation, br#"{"nobody": 1}"#).unwrap_err();
    let text = error.to_string();
    let said = match error {
        InputError::Decode(_) => text.contains("missing member"),
        InputError::Deviations(_) => text.contains("nobody: the spec has no such input"),
    };
    assert!(said, "{text}");
}

#[test]
fn constants_may_stand_among_the_inputs() {
    let api = fixture("pages.yaml");
    let values = Values::new(&api);
    let mut operations = api.operations.iter();
    let operation = operations
        .find(|o| o.name.snake() == "list_cursor")
        .unwrap();
    let inputs = values.inputs(operation, br#"{"fixed": 1}"#).unwrap();
    let names: Vec<&str> = inputs.values.iter().map(|(f, _)| f.wire.as_str()).collect();
    assert!(!names.contains(&"fixed"), "{names:?}");
    let error = values.inputs(operation, br#"{"fixed": "2"}"#).unwrap_err();
    assert_eq!(error.to_string(), "fixed: the client always sends 1");
}

/// What only the vendor sets is no input, whatever the vendor promises of it.
#[test]
fn read_only_fields_are_not_asked_for() {
    let api = fixture("read_only.yaml");
    let values = Values::new(&api);
    let inputs = values.inputs(&api.operations[0], br#"{"body":{"weight":1.5}}"#);
    let inputs = inputs.unwrap();
    let (field, body) = &inputs.values[0];
    assert_eq!(
        encode_as(values.slot(field), body).unwrap(),
        br#"{"weight":1.5}"#
    );
}

#[test]
fn lists_stand_for_comma_separated_text_where_a_person_writes() {
    let api = fixture("rules.yaml");
    let values = Values::new(&api);
    let ty = Type::Csv(Box::new(Type::String(None)));
    let codec = values.codec(&ty);
    let strict = decode_as(br#"["a","b"]"#, codec);
    assert!(strict.is_err());
    let value = decode_as(br#"["a","b"]"#, codec.natural()).unwrap();
    assert_eq!(encode_as(codec, &value).unwrap(), br#""a,b""#);
    let mut found = Violations::new();
    let wrong = decode_as(br#"["a","b,c"]"#, codec.natural()).unwrap();
    values.check(&ty, &wrong, &At::ROOT, &mut found);
    assert!(found.message(Language::Chinese).contains("逗号"), "{found}");
}
