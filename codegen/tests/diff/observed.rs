//! What a caller was seen to do, and how that differs from what another one was.

use std::collections::{BTreeMap, BTreeSet};

use apiloom_codegen::diff::Verdict;
use apiloom_codegen::model::{Absent, Api, Decode, TypeKind};
use serde_json::{Value, json};

/// What a caller printed.
pub(crate) struct Observed {
    /// Requests, pages and answers: what was done, and what came of it.
    lines: BTreeMap<String, String>,
    /// The values that were checked, and what was refused of them.
    checked: BTreeSet<String>,
    refused: BTreeSet<String>,
}

/// What two callers do differently.
pub(crate) struct Differences {
    pub(crate) wire: Verdict,
    pub(crate) wire_shown: String,
    pub(crate) validation: Verdict,
    pub(crate) validation_shown: String,
}

impl Observed {
    pub(crate) fn of(output: &str) -> Self {
        let mut found = Self {
            lines: BTreeMap::new(),
            checked: BTreeSet::new(),
            refused: BTreeSet::new(),
        };
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for line in output.lines() {
            let (word, rest) = line.split_once('\t').expect("a line has a word");
            match word {
                "checked" => drop(found.checked.insert(rest.to_owned())),
                "refused" => drop(found.refused.insert(rest.to_owned())),
                "encoded" => {}
                _ => {
                    let (name, what) = rest.split_once('\t').expect("a line has a name");
                    let key = format!("{word} {name}");
                    let nth = count.entry(key.clone()).or_default();
                    *nth += 1;
                    let what = match word {
                        "request" | "paged" => without_order(what),
                        _ => what.to_owned(),
                    };
                    found.lines.insert(format!("{key} {nth}"), what);
                }
            }
        }
        found
    }

    /// A caller that does nothing would agree with everything.
    pub(crate) fn assert_rich(&self, name: &str) {
        for word in ["request", "answer"] {
            let lines = self.lines.iter().filter(|(key, _)| key.starts_with(word));
            let (fine, failed): (Vec<_>, Vec<_>) =
                lines.partition(|(_, it)| !it.starts_with("error"));
            assert!(
                fine.len() > 10,
                "{name}: too few of `{word}` work: {} of {}, such as {:?}",
                fine.len(),
                failed.len() + fine.len(),
                failed.first()
            );
        }
        assert!(
            !self.refused.is_empty() && self.refused.len() < self.checked.len() * 3,
            "{name}"
        );
    }
}

pub(crate) fn observe(old: &Observed, new: &Observed) -> Differences {
    let differing = old
        .lines
        .iter()
        .find(|(key, what)| new.lines.get(*key) != Some(what));
    let differing =
        differing.map(|(key, what)| format!("{key}:\n  {what}\n  {:?}", new.lines.get(key)));
    let more = new
        .refused
        .iter()
        .find(|it| !old.refused.contains(*it) && old.checked.contains(case(it)));
    let less = old
        .refused
        .iter()
        .find(|it| !new.refused.contains(*it) && new.checked.contains(case(it)));
    Differences {
        wire: if differing.is_some() {
            Verdict::Breaking
        } else {
            Verdict::Nothing
        },
        wire_shown: differing.unwrap_or_default(),
        validation: match (more, less) {
            (Some(_), _) => Verdict::Breaking,
            (None, Some(_)) => Verdict::Compatible,
            (None, None) => Verdict::Nothing,
        },
        validation_shown: format!("{more:?} {less:?}"),
    }
}

fn case(refused: &str) -> &str {
    refused.split('\t').next().unwrap_or_default()
}

/// A request in which the order of members, pairs and headers does not matter.
fn without_order(line: &str) -> String {
    let parts: Vec<&str> = line.split('\t').collect();
    let [line, headers, body] = parts[..] else {
        return line.to_owned();
    };
    let (url, query) = line.split_once('?').unwrap_or((line, ""));
    let sorted = |text: &str, between: &str| {
        let mut parts: Vec<&str> = text.split(between).collect();
        parts.sort_unstable();
        parts.join(between)
    };
    let body = match serde_json::from_str::<Value>(body) {
        Ok(json) => json.to_string(),
        Err(_) => sorted(body, "&"),
    };
    format!(
        "{url}?{} {} {body}",
        sorted(query, "&"),
        sorted(headers, "; ")
    )
}

/// Answers for the base's operations, a line each: the operation, the name, the status and the body.
///
/// They are made of what the caller writes of its samples: whole, without each of the members, with each of
/// them null or something else, and failures.
pub(crate) fn answers(api: &Api, output: &str) -> String {
    let encoded: BTreeMap<&str, &str> = output
        .lines()
        .filter_map(|line| line.strip_prefix("encoded\t")?.split_once('\t'))
        .collect();
    let mut lines = String::new();
    for operation in &api.operations {
        let name = operation.name.snake();
        let mut add = |case: &str, status: u16, body: &Value| {
            lines.push_str(&format!("{name}\t{case}\t{status}\t{body}\n"));
        };
        for error in &api.errors {
            let code: i64 = error
                .code
                .parse()
                .expect("the codes of the bases are numbers");
            add(
                &format!("fails {code}"),
                200,
                &json!({ "code": code, "message": "no", "trace": "t" }),
            );
        }
        add(
            "fails unknown",
            200,
            &json!({ "code": 4242, "message": "no" }),
        );
        add("fails by status", 500, &json!({}));
        add("absent", 200, &json!({ "code": 0 }));
        let Some(returns) = &operation.returns else {
            continue;
        };
        assert!(
            returns.decode == Decode::Json && returns.absent != Absent::Empty,
            "the bases have no other"
        );
        let value: Value =
            serde_json::from_str(encoded[name.as_str()]).expect("the caller writes JSON");
        let wrapped = |value: &Value| {
            let mut whole = value.clone();
            for member in returns.at.iter().rev() {
                whole = json!({ member: whole });
            }
            if let Value::Object(members) = &mut whole {
                members.insert("code".to_owned(), json!(0));
            }
            whole
        };
        // There is always one more page.
        let mut page = value.clone();
        if let Some(total) = page.get_mut("total") {
            *total = json!(1000);
        }
        add("page 1", 200, &wrapped(&page));
        add("page 2", 200, &wrapped(&page));
        let aliased = aliases(api)
            .into_iter()
            .map(|(wire, alias)| renamed(&value, &wire, &alias));
        let varied = variations(&value).into_iter().chain(aliased);
        for (index, changed) in varied.enumerate() {
            add(&format!("varied {index}"), 200, &wrapped(&changed));
        }
    }
    lines
}

/// The members that are read by other names too, with each of these.
fn aliases(api: &Api) -> Vec<(String, String)> {
    let records = api
        .types
        .iter()
        .filter_map(|declared| match &declared.kind {
            TypeKind::Record(record) => Some(&record.fields),
            _ => None,
        });
    let fields = records.flatten();
    fields
        .flat_map(|field| {
            field
                .aliases
                .iter()
                .map(|alias| (field.wire.0.clone(), alias.0.clone()))
        })
        .collect()
}

/// A value in which a member has another name.
fn renamed(value: &Value, from: &str, to: &str) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, inner)| {
                let name = if name == from { to } else { name };
                (name.to_owned(), renamed(inner, from, to))
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(|item| renamed(item, from, to)).collect(),
        other => other.clone(),
    }
}

/// The value with one thing changed, for all things.
fn variations(value: &Value) -> Vec<Value> {
    let other = |value: &Value| match value {
        Value::String(_) => json!("Zz"),
        Value::Number(_) => json!(2),
        Value::Bool(it) => json!(!it),
        Value::Null | Value::Array(_) | Value::Object(_) => json!([]),
    };
    let mut found = vec![Value::Null, other(value)];
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let mut without = members.clone();
                without.remove(name);
                found.push(Value::Object(without));
                for changed in variations(inner) {
                    let mut with = members.clone();
                    with.insert(name.clone(), changed);
                    found.push(Value::Object(with));
                }
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                for changed in variations(first) {
                    let mut with = items.clone();
                    with[0] = changed;
                    found.push(Value::Array(with));
                }
            }
        }
        _ => {}
    }
    found
}
