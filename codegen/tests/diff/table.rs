//! The table of mutations.

use std::fs;

use serde_yaml::Value;

/// A change of a base spec, and what is to be said of it.
pub(crate) struct Mutation {
    /// What is done, in words.
    pub(crate) name: String,
    /// The base.
    pub(crate) of: String,
    /// Texts of the base and what stands in their place; each stands there once.
    replaced: Vec<(String, String)>,
    /// The changes: path, callers, wire, validation.
    pub(crate) expected: Vec<String>,
    /// What the caller's samples do not show, of `wire` and `validation`.
    pub(crate) unseen: Vec<String>,
}

impl Mutation {
    /// The base spec.
    pub(crate) fn base(&self) -> String {
        base(&self.of)
    }

    /// The changed spec.
    pub(crate) fn text(&self) -> String {
        let mut text = self.base();
        for (from, to) in &self.replaced {
            let count = text.matches(from.as_str()).count();
            assert_eq!(
                count, 1,
                "{}: `{from}` stands {count} times in the base",
                self.name
            );
            text = text.replace(from.as_str(), to);
        }
        text
    }

    /// The name of a folder.
    pub(crate) fn slug(&self) -> String {
        let letters = self
            .name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
        letters.collect()
    }
}

/// The text of a base spec.
pub(crate) fn base(name: &str) -> String {
    fs::read_to_string(format!("tests/fixtures/diff/{name}.yaml")).expect("the base can be read")
}

/// All mutations.
pub(crate) fn mutations() -> Vec<Mutation> {
    let text =
        fs::read_to_string("tests/fixtures/diff/mutations.yaml").expect("the table can be read");
    let table: Value = serde_yaml::from_str(&text).expect("the table is YAML");
    let mut all = Vec::new();
    for (of, rows) in table.as_mapping().expect("the table is a map") {
        for (name, row) in rows.as_mapping().expect("a base has rows") {
            let texts = |key: &str| -> Vec<String> {
                let list = row
                    .get(key)
                    .and_then(Value::as_sequence)
                    .into_iter()
                    .flatten();
                list.map(string).collect()
            };
            let replaced = texts("replace");
            assert_eq!(
                replaced.len() % 2,
                0,
                "{name:?}: texts are replaced in pairs"
            );
            all.push(Mutation {
                name: string(name),
                of: string(of),
                replaced: replaced
                    .chunks(2)
                    .map(|pair| (pair[0].clone(), pair[1].clone()))
                    .collect(),
                expected: texts("changes"),
                unseen: texts("unseen"),
            });
        }
    }
    all
}

fn string(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value:?} is no text"))
        .to_owned()
}
