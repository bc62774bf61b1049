//! JSON as commands print it: laid out, as an outline for people, and without secrets.

use apiloom::Json;

/// JSON on several lines, with a line break at the end.
pub(crate) fn pretty(json: &Json) -> String {
    let mut out = String::new();
    lay_out(json, 0, &mut out);
    out.push('\n');
    out
}

/// A value as an outline: a line a member, what is inside it indented.
pub(crate) fn outline(json: &Json) -> String {
    let mut out = String::new();
    match json {
        Json::Object(members) if members.is_empty() => out.push_str("{}\n"),
        Json::Array(items) if items.is_empty() => out.push_str("[]\n"),
        Json::Object(_) | Json::Array(_) => inside(json, 0, &mut out),
        scalar => {
            out.push_str(&plain(scalar));
            out.push('\n');
        }
    }
    out
}

/// The same JSON without the secrets that stand in its texts and numbers.
pub(crate) fn masked(json: Json, hide: &dyn Fn(&str) -> String) -> Json {
    match json {
        Json::String(text) => Json::String(hide(&text)),
        Json::Number(_) => {
            let text = json.to_string();
            match hide(&text) {
                same if same == text => json,
                hidden => Json::String(hidden),
            }
        }
        Json::Array(items) => {
            let items = items.into_iter().map(|item| masked(item, hide));
            Json::Array(items.collect())
        }
        Json::Object(members) => {
            let members = members.into_iter();
            Json::Object(
                members
                    .map(|(name, value)| (name, masked(value, hide)))
                    .collect(),
            )
        }
        Json::Null | Json::Bool(_) => json,
    }
}

fn lay_out(json: &Json, depth: usize, out: &mut String) {
    let (open, close, count) = match json {
        Json::Array(items) => ('[', ']', items.len()),
        Json::Object(members) => ('{', '}', members.len()),
        scalar => return out.push_str(&scalar.to_string()),
    };
    out.push(open);
    for index in 0..count {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(depth + 1, out);
        match json {
            Json::Array(items) => lay_out(&items[index], depth + 1, out),
            Json::Object(members) => {
                let (name, value) = &members[index];
                out.push_str(&Json::from(name.as_str()).to_string());
                out.push_str(": ");
                lay_out(value, depth + 1, out);
            }
            _ => {}
        }
    }
    if count > 0 {
        out.push('\n');
        indent(depth, out);
    }
    out.push(close);
}

fn inside(json: &Json, depth: usize, out: &mut String) {
    let mut line = |name: &str, value: &Json| {
        indent(depth, out);
        match value {
            Json::Object(members) if !members.is_empty() => {
                out.push_str(&format!("{name}:\n"));
                inside(value, depth + 1, out);
            }
            Json::Array(items) if !items.is_empty() => {
                out.push_str(&format!("{name}:\n"));
                inside(value, depth + 1, out);
            }
            scalar => out.push_str(&format!("{name}: {}\n", plain(scalar))),
        }
    };
    match json {
        Json::Object(members) => members.iter().for_each(|(name, value)| line(name, value)),
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                line(&index.to_string(), item);
            }
        }
        _ => {}
    }
}

/// A value on one line; a text without its quotes if it has one line.
fn plain(json: &Json) -> String {
    match json {
        Json::String(text) if !text.is_empty() && !text.contains(char::is_control) => text.clone(),
        json => json.to_string(),
    }
}

fn indent(depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIDDEN: &str = "[secret]";

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("JSON")
    }

    #[test]
    fn json_is_laid_out() {
        let json = json(r#"{"a":[1,{"b":"x"}],"c":{},"d":[]}"#);
        assert_eq!(
            pretty(&json),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x\"\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}\n"
        );
        assert_eq!(outline(&json), "a:\n  0: 1\n  1:\n    b: x\nc: {}\nd: []\n");
    }

    #[test]
    fn secrets_go_wherever_they_stand() {
        let json = json(r#"{"Token":["key"],"a":"the key","n":12345,"s":null}"#);
        let hide = |text: &str| text.replace("key", HIDDEN).replace("12345", HIDDEN);
        assert_eq!(
            masked(json, &hide).to_string(),
            r#"{"Token":["[secret]"],"a":"the [secret]","n":"[secret]","s":null}"#
        );
    }
}
