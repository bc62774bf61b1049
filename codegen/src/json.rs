//! JSON as people read it: members in the order given, and short values on one line.

use apiloom_wire::Number;

/// The longest line of what is written.
const WIDTH: usize = 100;

/// A JSON value.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object.
    pub(crate) fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Json)>) -> Self {
        let members = members.into_iter().map(|(key, value)| (key.into(), value));
        Self::Object(members.collect())
    }

    /// A list of texts.
    pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        Self::List(texts.into_iter().map(Self::from).collect())
    }

    /// The value as text, with a line break at its end.
    pub(crate) fn written(&self) -> String {
        let mut out = String::new();
        self.write(0, 0, &mut out);
        out.push('\n');
        out
    }

    /// Writes the value after `used` characters of a line that is indented by `depth` levels.
    fn write(&self, depth: usize, used: usize, out: &mut String) {
        let short = self.on_one_line();
        let (open, close, items) = match self {
            // What follows the value is one comma at most.
            _ if used + short.chars().count() < WIDTH => return out.push_str(&short),
            Self::List(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
            Self::Object(members) => {
                let members = members.iter().map(|(key, value)| (Some(key), value));
                ('{', '}', members.collect::<Vec<_>>())
            }
            _ => return out.push_str(&short),
        };
        let indent = "  ".repeat(depth + 1);
        out.push(open);
        for (index, (key, value)) in items.into_iter().enumerate() {
            let head = match key {
                Some(key) => format!("{indent}{}: ", quoted(key)),
                None => indent.clone(),
            };
            out.push_str(if index == 0 { "\n" } else { ",\n" });
            out.push_str(&head);
            value.write(depth + 1, head.chars().count(), out);
        }
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
        out.push(close);
    }

    fn on_one_line(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::on_one_line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(members) if members.is_empty() => "{}".to_owned(),
            Self::Object(members) => {
                let member = |(key, value): &(String, Json)| {
                    format!("{}: {}", quoted(key), value.on_one_line())
                };
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{ {} }}", members.join(", "))
            }
        }
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<&apiloom_wire::Json> for Json {
    fn from(value: &apiloom_wire::Json) -> Self {
        use apiloom_wire::Json as Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::from(text.as_str()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(members) => Self::object(
                members
                    .iter()
                    .map(|(key, value)| (key.as_str(), value.into())),
            ),
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            // YAML takes some of these for line breaks, and nobody sees the others.
            c if c.is_control()
                || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}') =>
            {
                out.push_str(&format!("\\u{:04x}", u32::from(c)))
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
