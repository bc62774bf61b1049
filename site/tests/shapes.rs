//! The books of a spec say the same in both languages, and name only what they have.

mod support;

use std::collections::BTreeSet;

use apiloom_site::book::Book;
use serde_json::Value;
use support::{all, pair};

/// What is the same in every language.
const SAME: &[&str] = &[
    "id",
    "wire",
    "rust",
    "spec",
    "http",
    "curl",
    "inputs",
    "kind",
    "code",
    "method",
    "path",
    "effect",
    "repeat",
    "place",
    "expression",
    "vendor",
    "package",
    "library",
    "url",
    "from",
    "document",
    "confidence",
    "encode",
    "decode",
    "content_type",
    "at",
    "access",
    "constant",
    "computed",
    "default",
    "example",
    "condition",
    "envelope",
    "server",
    "by",
    "body",
    "fails",
    "first_sample",
    "tag",
    "is",
];

fn json(book: &Book) -> Value {
    serde_json::to_value(book).expect("JSON")
}

/// A book without its words: what is left is the same in both languages.
fn shape(key: &str, value: &Value) -> Value {
    match value {
        Value::Object(members) if members.contains_key("paragraphs") => {
            let paragraphs = members["paragraphs"].as_array().expect("paragraphs");
            Value::from(paragraphs.is_empty())
        }
        Value::Object(members) => {
            let members = members.iter();
            members
                .filter(|(key, _)| *key != "language")
                .map(|(key, value)| (key.clone(), shape(key, value)))
                .collect()
        }
        Value::Array(items) if items.iter().any(is_piece) => Value::from("a paragraph"),
        Value::Array(items) => items.iter().map(|item| shape(key, item)).collect(),
        Value::String(text) if SAME.contains(&key) => Value::from(text.as_str()),
        Value::String(_) => Value::from("words"),
        other => other.clone(),
    }
}

fn is_piece(value: &Value) -> bool {
    let is = value.get("is").and_then(Value::as_str);
    is.is_some_and(|is| ["text", "code", "type", "operation", "link"].contains(&is))
}

#[test]
fn both_languages_have_the_same_shape() {
    for path in all() {
        let pair = pair(&path);
        let (en, zh) = (json(&pair.en), json(&pair.zh));
        assert_eq!(
            (en["language"].as_str(), zh["language"].as_str()),
            (Some("en"), Some("zh"))
        );
        assert_eq!(shape("", &en), shape("", &zh), "{path:?}");
    }
}

/// Calls a function with every value, and the key that it stands under.
fn each<'v>(key: &'v str, value: &'v Value, visit: &mut dyn FnMut(&'v str, &'v Value)) {
    visit(key, value);
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(key, value)| each(key, value, visit)),
        Value::Array(items) => items.iter().for_each(|item| each(key, item, visit)),
        _ => {}
    }
}

fn ids(book: &Value, list: &str) -> BTreeSet<String> {
    let items = book[list].as_array().expect("a list");
    let ids = items
        .iter()
        .map(|item| item["id"].as_str().expect("an id").to_owned());
    let found: BTreeSet<String> = ids.collect();
    assert_eq!(found.len(), items.len(), "ids of {list} differ");
    found
}

#[test]
fn what_is_named_is_there() {
    for path in all() {
        let pair = pair(&path);
        for book in [&pair.en, &pair.zh] {
            let book = json(book);
            let (types, operations) = (ids(&book, "types"), ids(&book, "operations"));
            let (schemes, documents) = (ids(&book, "schemes"), ids(&book, "documents"));
            let mut named = 0;
            each("", &book, &mut |key, value| {
                let mut known = |ids: &BTreeSet<String>, id: &Value| {
                    let id = id.as_str().expect("an id");
                    assert!(ids.contains(id), "{path:?}: {key} names {id}");
                    named += 1;
                };
                match (key, value["is"].as_str(), value) {
                    (_, Some("type"), piece) => known(&types, &piece["id"]),
                    (_, Some("operation"), piece) => known(&operations, &piece["id"]),
                    ("inside" | "holders", _, Value::String(_)) => known(&types, value),
                    ("schemes", _, Value::String(_)) => known(&schemes, value),
                    ("document", _, Value::String(_)) => known(&documents, value),
                    _ => {}
                }
            });
            assert!(named > 0 || types.is_empty(), "{path:?}");
        }
    }
}

/// A sentence with an empty hole, a hole that was not filled, or a character that nobody sees.
#[test]
fn words_are_whole_and_visible() {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    for path in all() {
        let pair = pair(&path);
        for book in [&pair.en, &pair.zh] {
            let book = json(book);
            each("", &book, &mut |key, value| {
                let Some(text) = value.as_str() else {
                    return;
                };
                let exact = ["body", "http", "curl", "rust", "first_sample"].contains(&key);
                assert!(
                    exact || !text.chars().any(hidden),
                    "{path:?}: {key}: {text:?}"
                );
                assert!(
                    !text.contains("{0}") && !text.contains("{1}"),
                    "{path:?}: {text:?}"
                );
            });
            for pieces in paragraphs(&book) {
                let text: String = pieces.iter().filter_map(|p| p["text"].as_str()).collect();
                assert!(!text.trim().is_empty(), "{path:?}: an empty paragraph");
            }
        }
    }
}

/// All paragraphs of a book.
fn paragraphs(book: &Value) -> Vec<&Vec<Value>> {
    let mut found = Vec::new();
    each("", book, &mut |_, value| {
        if let Value::Array(items) = value
            && items.iter().any(is_piece)
        {
            found.push(items);
        }
    });
    found
}

/// Chinese has a blank between its words and code, and none beside its marks.
#[test]
fn chinese_is_set_as_chinese() {
    let chinese = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let mark = |c: char| matches!(c, '，' | '。' | '：' | '；' | '、' | '（' | '）');
    for path in support::specs("../specs") {
        let book = json(&pair(&path).zh);
        for operation in book["operations"].as_array().expect("operations") {
            for key in ["effect_words", "repeat_words", "update"] {
                for pieces in paragraphs(&operation[key]) {
                    let text: String = pieces.iter().filter_map(|p| p["text"].as_str()).collect();
                    let chars: Vec<char> = text.chars().collect();
                    for pair in chars.windows(2) {
                        let wrong = (mark(pair[0]) && pair[1] == ' ')
                            || (pair[0] == ' ' && mark(pair[1]))
                            || (chinese(pair[0]) && pair[1].is_ascii_alphanumeric())
                            || (pair[0].is_ascii_alphanumeric() && chinese(pair[1]));
                        assert!(!wrong, "{path:?}: {text}");
                    }
                }
            }
        }
    }
}
