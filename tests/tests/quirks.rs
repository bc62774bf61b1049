//! `quirks.csv` maps every numbered quirk of the five vendors to places in the specs, or to a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_yaml::Value;

#[derive(Debug, serde::Deserialize)]
struct Row {
    id: String,
    quirk: String,
    place: String,
    kind: String,
    note: String,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("quirks.csv");
    csv::Reader::from_path(path)
        .expect("quirks.csv is there")
        .deserialize()
        .map(|row| row.expect("a row has five columns"))
        .collect()
}

fn specs() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut specs = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the specs are there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "yaml") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a spec is text");
            specs.insert(name, serde_yaml::from_str(&text).expect("a spec is YAML"));
        }
    }
    specs
}

/// Finds a place: keys of maps, and numbers or the only key of an item in lists. A key may contain dots.
fn stands(value: &Value, place: &str) -> bool {
    if place.is_empty() {
        return true;
    }
    match value {
        Value::Mapping(map) => map.iter().any(|(key, inner)| {
            let key = match key {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Bool(on) => on.to_string(),
                _ => return false,
            };
            let rest = place.strip_prefix(key.as_str());
            rest.and_then(|rest| rest.strip_prefix('.').or(rest.is_empty().then_some("")))
                .is_some_and(|rest| stands(inner, rest))
        }),
        Value::Sequence(items) => {
            let (head, rest) = place.split_once('.').unwrap_or((place, ""));
            match head.parse::<usize>() {
                Ok(index) => items.get(index).is_some_and(|item| stands(item, rest)),
                Err(_) => items.iter().any(|item| stands(item, place)),
            }
        }
        _ => false,
    }
}

#[test]
fn every_quirk_has_a_row() {
    let numbered = [("U", 32), ("W", 27), ("D", 23), ("B", 31), ("C", 24)];
    let expected: BTreeSet<String> = numbered
        .iter()
        .flat_map(|(letter, last)| (1..=*last).map(move |n| format!("{letter}{n}")))
        .collect();
    let found: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    assert_eq!(found.len(), 137, "a quirk stands once");
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_place_exists() {
    let specs = specs();
    let mut missing = Vec::new();
    for row in rows() {
        for place in row
            .place
            .split(';')
            .map(str::trim)
            .filter(|place| !place.is_empty())
        {
            let found = place
                .split_once(':')
                .and_then(|(spec, path)| Some(stands(specs.get(spec)?, path)))
                .unwrap_or(false);
            if !found {
                missing.push(format!("{}: {place}", row.id));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "places that are not in the specs:\n{}",
        missing.join("\n")
    );
}

#[test]
fn a_quirk_is_expressed_or_has_a_reason() {
    let kinds = ["expressed", "paging", "retry", "emulator", "reason"];
    for row in rows() {
        assert!(
            kinds.contains(&row.kind.as_str()),
            "{}: `{}` is no kind",
            row.id,
            row.kind
        );
        assert!(!row.quirk.is_empty(), "{}", row.id);
        assert!(
            !row.note.contains("wait"),
            "{}: nothing waits for rules",
            row.id
        );
        match row.kind.as_str() {
            "reason" => assert!(!row.note.is_empty(), "{}: a reason is given", row.id),
            _ => assert!(!row.place.is_empty(), "{}: a place is given", row.id),
        }
    }
}
