//! What was said, for people: every message in its order, without what differs between machines.

use std::path::Path;

use serde_json::Value;

/// How wide a line is that holds more than one member.
const WIDTH: usize = 110;

/// What was said so far.
#[derive(Default)]
pub(crate) struct Transcript {
    pub(crate) text: String,
    folder: String,
}

impl Transcript {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            text: String::new(),
            folder: folder.display().to_string(),
        }
    }

    /// What comes next, in a few words.
    pub(crate) fn scene(&mut self, words: &str) {
        self.text.push_str(&format!("\n# {words}\n"));
    }

    pub(crate) fn sent(&mut self, message: &Value) {
        self.add("editor", message);
    }

    pub(crate) fn received(&mut self, message: &Value) {
        self.add("server", message);
    }

    fn add(&mut self, who: &str, message: &Value) {
        let id = message.get("id").map(|id| format!(" {id}"));
        let method = message["method"].as_str();
        let answer = match message.get("error") {
            Some(_) => "refusal",
            None => "answer",
        };
        let what = method.unwrap_or(answer);
        self.text
            .push_str(&format!("\n{who}: {what}{}\n", id.unwrap_or_default()));
        let content = ["params", "result", "error"].map(|key| message.get(key));
        for content in content.into_iter().flatten() {
            let text = written(content, 2);
            let text = text.replace(&self.folder, "/home/ada/specs");
            let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
            let text = text.replace(&version, "\"version\": \"…\"");
            self.text.push_str(&format!("  {text}\n"));
        }
    }
}

/// JSON with sorted keys, on one line where it fits.
fn written(value: &Value, indent: usize) -> String {
    let line = one_line(value);
    if indent + line.chars().count() <= WIDTH {
        return line;
    }
    let inner = indent + 2;
    let (open, items, close) = match value {
        Value::Array(items) => {
            let items = items.iter().map(|item| written(item, inner));
            ("[", items.collect::<Vec<_>>(), "]")
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            let items = members
                .into_iter()
                .map(|(key, value)| format!("{key:?}: {}", written(value, inner)));
            ("{", items.collect(), "}")
        }
        _ => return line,
    };
    let (space, end) = (" ".repeat(inner), " ".repeat(indent));
    let items = items.join(&format!(",\n{space}"));
    format!("{open}\n{space}{items}\n{end}{close}")
}

fn one_line(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            let members = members.into_iter();
            let members = members.map(|(key, value)| format!("{key:?}: {}", one_line(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}
