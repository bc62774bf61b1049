//! Samples as they are shown.

use apiloom_codegen::emit::shell::word;
use serde::Serialize;

use crate::book::{Actor, Book, Field, Operation, Sample, Scheme};

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
    let vendor = book.vendor.to_uppercase();
    let mut out = String::new();
    for setting in secrets(book, operation) {
        let name = setting.name.to_uppercase();
        out.push_str(&format!("APILOOM_{vendor}_{name}=… \\\n"));
    }
    out.push_str(&format!(
        "apiloom call {} {}",
        word(&format!("specs/{}", book.spec)),
        operation.id
    ));
    let open = book.settings.iter().filter(|s| s.required && !s.secret);
    for setting in open {
        let value = setting.example.as_deref().unwrap_or("…");
        let pair = word(&format!("{}={value}", setting.wire));
        out.push_str(&format!(" \\\n  --set {pair}"));
    }
    let mut schemes = used(book, operation).into_iter().flat_map(|s| &s.steps);
    if schemes.any(|step| step.from == Actor::Hook || step.to == Actor::Hook) {
        // What a hook computes stands in a file; the command says what belongs there.
        out.push_str(" \\\n  --auth auth.yaml");
    }
    let inputs = sample.inputs.trim();
    if !inputs.is_empty() && inputs != "{}" {
        // A line of pretty JSON is never the word alone, so that the text ends where it should.
        out.push_str(&format!(" \\\n  --input - <<'JSON'\n{inputs}\nJSON"));
    }
    out
}

/// The secrets that a call needs, which the command reads from the environment.
///
/// A token may be left out where another source is set up, which a command has not.
fn secrets<'a>(book: &'a Book, operation: &Operation) -> Vec<&'a Field> {
    let schemes = used(book, operation).into_iter();
    let tokens = schemes.filter_map(|scheme| scheme.token.as_ref());
    let tokens: Vec<&String> = tokens.filter_map(|token| token.setting.as_ref()).collect();
    let secrets = book.settings.iter().filter(|setting| setting.secret);
    secrets
        .filter(|setting| setting.required || tokens.contains(&&setting.name))
        .collect()
}

/// The schemes that a call uses unless it chooses another.
fn used<'a>(book: &'a Book, operation: &Operation) -> Vec<&'a Scheme> {
    let used = match operation.all_schemes {
        true => operation.schemes.as_slice(),
        false => operation.schemes.get(..1).unwrap_or_default(),
    };
    let schemes = book.schemes.iter();
    schemes.filter(|s| used.contains(&s.id)).collect()
}
