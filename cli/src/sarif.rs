//! Problems as SARIF 2.1.0, which code review tools read.

use apiloom_codegen::diagnostic::{Code, Diagnostic, Fix, Language, Severity};
use apiloom_codegen::source::{Edit, Sources, Span};
use serde_json::{Value, json};

/// A SARIF log with one run.
///
/// Lines and columns count from 1, columns in characters.
pub(crate) fn log(sources: &Sources, diagnostics: &[Diagnostic], language: Language) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code, language)).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(sources, diagnostic, language))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "apiloom",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "language": match language {
                Language::English => "en-US",
                Language::Chinese => "zh-CN",
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code, language: Language) -> Value {
    json!({
        "id": code.id(),
        "name": code.name(),
        "shortDescription": { "text": code.rule(language) },
        "fullDescription": { "text": code.explanation().text(language) },
        "help": { "text": format!("apiloom explain {}", code.id()) },
        "defaultConfiguration": { "level": level(code) },
    })
}

fn result(sources: &Sources, diagnostic: &Diagnostic, language: Language) -> Value {
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{}", diagnostic.message, help.text(language)),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.code),
        "message": { "text": message },
    });
    if let Some(span) = diagnostic.span {
        result["locations"] = json!([{ "physicalLocation": place(sources, span) }]);
    }
    if !diagnostic.fixes.is_empty() {
        let fixes = diagnostic.fixes.iter();
        result["fixes"] = fixes.map(|fix| fixed(sources, fix, language)).collect();
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate();
        let related = related.map(|(index, (span, label))| {
            json!({
                "id": index,
                "message": { "text": label },
                "physicalLocation": place(sources, *span),
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn fixed(sources: &Sources, fix: &Fix, language: Language) -> Value {
    let file = sources.get(fix.file);
    let region = |edit: &Edit| {
        let span = Span {
            file: fix.file,
            start: edit.start as u32,
            end: edit.end as u32,
        };
        place(sources, span)["region"].take()
    };
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            json!({
                "deletedRegion": region(edit),
                "insertedContent": { "text": edit.text },
            })
        })
        .collect();
    json!({
        "description": { "text": fix.message.text(language) },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&file.path) },
            "replacements": replacements,
        }],
    })
}

fn place(sources: &Sources, span: Span) -> Value {
    let file = sources.get(span.file);
    let (start, end) = (file.place(span.start), file.place(span.end));
    json!({
        "artifactLocation": { "uri": uri(&file.path) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A path as a URI: relative to where the command runs, or absolute with its scheme.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encoded: String = path
        .trim_start_matches("./")
        .bytes()
        .map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    let drive = path.as_bytes().get(1) == Some(&b':');
    match (path.starts_with('/'), drive) {
        (true, _) => format!("file://{encoded}"),
        (false, true) => format!("file:///{}", encoded.replacen("%3A", ":", 1)),
        (false, false) => encoded,
    }
}
