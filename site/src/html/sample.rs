//! Samples as they are shown.

use serde::Serialize;

use crate::book::{Book, Operation, Sample};

/// A sample in one language.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    /// What readers choose it by; the same on all pages.
    kind: &'static str,
    /// What the tab says.
    title: &'static str,
    /// How it is coloured.
    language: &'static str,
    /// The code.
    code: String,
    /// Whether it has a signature or a time, so that it works once at most.
    signed: bool,
}

/// The panels of a sample.
pub(super) fn panels(book: &Book, operation: &Operation, sample: &Sample) -> Vec<Panel> {
    let signed = !sample.signing.paragraphs.is_empty();
    let panel = |kind, title, language, code: &Option<String>, signed| {
        code.as_ref().map(|code| Panel {
            kind,
            title,
            language,
            code: code.trim_end().to_owned(),
            signed,
        })
    };
    let call = Some(call(book, operation, sample));
    [
        panel("rust", "Rust", "rust", &sample.rust, false),
        panel("curl", "curl", "shell", &sample.curl, signed),
        panel("http", "HTTP", "http", &sample.http, signed),
        panel("call", "apiloom call", "shell", &call, false),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The same call by the command, which needs no compiler.
fn call(book: &Book, operation: &Operation, sample: &Sample) -> String {
    let mut out = format!(
        "apiloom call {} {}",
        quoted(&format!("specs/{}", book.spec)),
        operation.id
    );
    for setting in book.settings.iter().filter(|s| s.required) {
        let value = match &setting.example {
            Some(example) if !setting.secret => example.trim_matches('"').to_owned(),
            _ => format!("${}", setting.name.to_uppercase()),
        };
        let pair = match value.strip_prefix('$') {
            Some(_) => format!("{}=\"{value}\"", setting.name),
            None => quoted(&format!("{}={value}", setting.name)),
        };
        out.push_str(&format!(" \\\n  --set {pair}"));
    }
    let inputs = sample.inputs.trim();
    if !inputs.is_empty() && inputs != "{}" {
        // A line of pretty JSON is never the word alone, so that the text ends where it should.
        out.push_str(&format!(" \\\n  --input - <<'JSON'\n{inputs}\nJSON"));
    }
    out
}

/// A word of a shell, in quotes where it needs them.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_of_a_shell_stay_one_word() {
        assert_eq!(quoted("specs/acme.yaml"), "specs/acme.yaml");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's $(x)"), r"'it'\''s $(x)'");
    }
}
