//! Texts of the spec as doc comments: inert, whatever they say.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Layout;
use crate::emit::words;
use crate::ident;
use crate::lower::Lowered;
use crate::model::{
    Api, Clear, Consequence, Constraint, Docs, Facts, Field, Rule, RuleKind, Type, WireName,
};

/// Paragraphs as a `#[doc]` attribute, with an empty line between them.
///
/// One attribute has all lines, since most of a client is documentation: the printer makes a comment line of
/// each.
pub(super) fn attributes(paragraphs: &[String]) -> TokenStream {
    let lines = lines(paragraphs).map(literal).into_iter();
    quote!(#(#[doc = #lines])*)
}

/// Paragraphs as a `#![doc]` attribute.
pub(super) fn inner_attributes(paragraphs: &[String]) -> TokenStream {
    let lines = lines(paragraphs).map(literal).into_iter();
    quote!(#(#![doc = #lines])*)
}

/// All lines in one text; `None` if there are none.
fn lines(paragraphs: &[String]) -> Option<String> {
    let mut lines = String::new();
    for paragraph in paragraphs.iter().filter(|p| !p.is_empty()) {
        if !lines.is_empty() {
            lines.push_str("\n\n");
        }
        for (index, line) in paragraph.lines().enumerate() {
            if index > 0 {
                lines.push('\n');
            }
            if !line.is_empty() {
                lines.push(' ');
                lines.push_str(line);
            }
        }
    }
    Some(lines).filter(|lines| !lines.is_empty())
}

/// A text as a raw literal, if it has no quotes: most have none, and escapes take longer than all else.
fn literal(text: String) -> Literal {
    let raw = match text.contains('"') {
        true => None,
        false => format!("r\"{text}\"").parse().ok(),
    };
    raw.unwrap_or_else(|| Literal::string(&text))
}

/// What is said of a fact: English, Chinese, remarks, where it is from. `otherwise` stands for no text.
pub fn paragraphs(facts: &Facts, otherwise: &str) -> Vec<String> {
    let mut paragraphs = both(&facts.doc);
    if paragraphs.is_empty() {
        paragraphs = both(&facts.title);
    }
    if paragraphs.is_empty() {
        paragraphs.push(escape(otherwise));
    }
    if let Some(deprecated) = &facts.deprecated {
        paragraphs.extend(
            both(deprecated)
                .into_iter()
                .map(|text| format!("Deprecated: {text}")),
        );
    }
    paragraphs.extend(
        both(&facts.note)
            .into_iter()
            .map(|text| format!("Note: {text}")),
    );
    let from = facts.from.as_deref().map(escape);
    let source = words::source(from.as_deref(), facts.confidence.as_deref());
    paragraphs.extend(source.map(|(english, _)| english));
    paragraphs
}

/// What is said of a field, with what its value must be like.
pub(super) fn field(field: &Field) -> Vec<String> {
    let named = format!("`{}` on the wire.", plain(field.wire.as_str()));
    let mut about = described(field, &named);
    let is_renamed = field.name.snake() != field.wire.as_str() && !field.spread;
    if is_renamed && about.first() != Some(&named) {
        about.push(named);
    }
    about
}

/// What is said of the method that clears a field.
pub(super) fn clear(field: &Field) -> Vec<String> {
    let wire = plain(field.wire.as_str());
    let how = match field.clear {
        Clear::Empty => "an empty text",
        Clear::Unsaid | Clear::Never | Clear::Null => "null",
    };
    vec![format!(
        "Clears `{wire}`: what the vendor holds is lost. {how} is sent.",
        how = capital(how)
    )]
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// What is said of the decisions that callers take one after the other, as arguments.
pub(super) fn decisions<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Vec<String> {
    let decided = fields.into_iter().filter(|field| field.decided);
    decided
        .filter_map(|field| {
            let name = field.name.snake();
            Some(format!(
                "The argument `{name}` is a decision.\n{}",
                consequences(field)?
            ))
        })
        .collect()
}

/// What sending a field, and leaving it out, does to what the vendor holds.
fn consequences(field: &Field) -> Option<String> {
    let said: Vec<String> = field.consequences().map(consequence).collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

fn consequence(consequence: Consequence) -> String {
    let said = words::consequence(consequence).english();
    match words::leaving_out(consequence) {
        Some(written) => format!("{said} Leaving it out is written as `{written}`."),
        None => said,
    }
}

/// What is said of a setting, which is never on the wire by its name.
pub(super) fn setting(field: &Field) -> Vec<String> {
    described(
        field,
        &format!("The setting `{}`.", plain(field.wire.as_str())),
    )
}

fn described(field: &Field, otherwise: &str) -> Vec<String> {
    let mut paragraphs = paragraphs(&field.facts, otherwise);
    let rules: Vec<String> = field.constraints.iter().map(constraint).collect();
    if !rules.is_empty() {
        paragraphs.push(format!("Allowed: {}.", rules.join("; ")));
    }
    paragraphs.extend(
        field
            .default
            .as_ref()
            .map(|d| format!("Default: `{}`.", plain(d))),
    );
    paragraphs.extend(consequences(field));
    paragraphs
}

/// The rules over several fields.
pub(super) fn rules(rules: &[Rule]) -> impl Iterator<Item = String> {
    rules.iter().map(|rule| {
        let what = if rule.error { "Rule" } else { "Advice" };
        let said = match rule.message.is_empty() {
            false => both(&rule.message).join(" "),
            true => shape(&rule.kind),
        };
        format!("{what}: {said}")
    })
}

/// A rule for which the spec has no words.
fn shape(kind: &RuleKind) -> String {
    let list = |names: &[WireName]| -> String {
        let names: Vec<String> = names
            .iter()
            .map(|name| format!("`{}`", plain(name.as_str())))
            .collect();
        names.join(", ")
    };
    match kind {
        RuleKind::AllOrNone(names) => format!("all of {} are given, or none.", list(names)),
        RuleKind::ExactlyOne(names) => format!("exactly one of {} is given.", list(names)),
        RuleKind::AtLeastOne(names) => format!("at least one of {} is given.", list(names)),
        RuleKind::AtMostOne(names) => format!("at most one of {} is given.", list(names)),
        RuleKind::Require {
            when: Some(when),
            require,
            ..
        } => format!("`{}`, where `{}`.", plain(require), plain(when)),
        RuleKind::Require { require, .. } => format!("`{}`.", plain(require)),
    }
}

fn constraint(constraint: &Constraint) -> String {
    match constraint {
        Constraint::Length(from, to) => format!("{} characters", bounds(from, to)),
        Constraint::ByteLength(from, to) => format!("{} bytes", bounds(from, to)),
        Constraint::Range(from, to) => bounds(from, to),
        Constraint::Pattern(pattern) => format!("matches `{}`", plain(&pattern.source)),
        Constraint::Items(from, to) => format!("{} items", bounds(from, to)),
        Constraint::Unique => "items that differ".to_owned(),
    }
}

fn bounds<T: ToString>(from: &Option<T>, to: &Option<T>) -> String {
    match (
        from.as_ref().map(T::to_string),
        to.as_ref().map(T::to_string),
    ) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("{from} or more"),
        (None, Some(to)) => format!("at most {to}"),
        (None, None) => "any number of".to_owned(),
    }
}

/// A text in its languages, a paragraph each.
pub(super) fn both(docs: &Docs) -> Vec<String> {
    docs.en
        .iter()
        .chain(&docs.zh)
        .map(|text| escape(text))
        .collect()
}

/// The languages of a title, a sentence each.
pub(super) fn titles(title: &Docs) -> Vec<String> {
    let sentence = |text: &String, stop: &str| {
        let text = escape(text);
        match text.ends_with(['.', '!', '?', '。', '！', '？']) {
            true => text,
            false => format!("{text}{stop}"),
        }
    };
    let english = title.en.iter().map(|text| sentence(text, "."));
    let chinese = title.zh.iter().map(|text| sentence(text, "。"));
    english.chain(chinese).collect()
}

/// Whether a spec says something in Chinese.
pub fn is_chinese(api: &Api) -> bool {
    api.title.zh.is_some() || api.operations.iter().any(|o| o.facts.title.zh.is_some())
}

/// A text in which nothing is Markdown, HTML, a code block or a control character.
///
/// Blocks are made by indentation, fences and marks at the start of a line; the rest by brackets, angles,
/// backticks and stars. Single backticks around a word without blanks are kept as code.
pub fn escape(text: &str) -> String {
    let lines: Vec<String> = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
        .lines()
        .map(escape_line)
        .collect();
    let mut joined = String::new();
    let mut blank = true;
    for line in lines {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !joined.is_empty() {
            joined.push_str(if blank { "\n\n" } else { "\n" });
        }
        joined.push_str(&line);
        blank = false;
    }
    joined
}

fn escape_line(line: &str) -> String {
    let line: String = line.chars().filter(|c| !is_control(*c)).collect();
    let line = line.trim();
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    // A mark at the start of a line would open a block, and three of them a fence or a rule.
    if let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if matches!(first, '-' | '+' | '=' | '#' | '~' | '>' | '|') {
            out.push('\\');
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else if digits > 0 && rest[digits..].starts_with(['.', ')']) {
            out.push_str(&rest[..digits]);
            out.push('\\');
            rest = &rest[digits..];
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    while let Some(c) = rest.chars().next() {
        if let Some((code, after)) = code_word(rest) {
            out.push('`');
            out.push_str(code);
            out.push('`');
            rest = after;
            continue;
        }
        if rest.starts_with("https://") || rest.starts_with("http://") {
            let stop = |c: char| !(c.is_ascii_alphanumeric() || "-._~:/?#@!$&+;=%".contains(c));
            let url = &rest[..rest.find(stop).unwrap_or(rest.len())];
            let url = url.trim_end_matches(['.', ':', ';', '!', '?']);
            out.push('<');
            out.push_str(url);
            out.push('>');
            rest = &rest[url.len()..];
            continue;
        }
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '$' | '~'
        ) && !within_word(&out, rest)
        {
            out.push('\\');
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// `word` in single backticks at the start, and what follows.
fn code_word(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('`')?;
    let end = inner.find('`')?;
    let (code, after) = (&inner[..end], &inner[end + 1..]);
    let fits = !code.is_empty()
        && !after.starts_with('`')
        && !code.starts_with(' ')
        && !code.ends_with(' ');
    fits.then_some((code, after))
}

/// `_` between letters or digits marks nothing.
fn within_word(before: &str, rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('_')
        && before.ends_with(|c: char| c.is_alphanumeric())
        && chars.next().is_some_and(char::is_alphanumeric)
}

/// Controls, the marks that turn the direction of text, and others that nobody sees.
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text on one line, without controls.
pub fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if is_control(c) { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An item of the runtime that a client's crate has at its root, such as `Kind::Input`: as a link in a module
/// that has the root `above`. Elsewhere there is no page to link to.
pub(super) fn runtime(layout: Layout, above: &str, item: &str) -> String {
    match layout {
        Layout::Crate if above.is_empty() => format!("[`{item}`]"),
        Layout::Crate => format!("[`{item}`]({above}{item})"),
        Layout::Inline => format!("`{item}`"),
    }
}

/// A type in words, with links, in a module two below the root; none where words would say less than Rust.
pub(super) fn type_words(lowered: &Lowered<'_>, ty: &Type) -> Option<String> {
    let words = match ty {
        Type::Named(id) => {
            let declaration = lowered.api.declaration(*id);
            let name = bare(&ident::declared(&declaration.name));
            // A type written by hand may be private to its crate.
            match declaration.by_hand {
                Some(_) => format!("`{name}`"),
                None => format!("[`{name}`](super::super::types::{name})"),
            }
        }
        Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner) => {
            format!("a list of {}", type_words(lowered, inner)?)
        }
        Type::Nullable(inner) => format!("{} or nothing", type_words(lowered, inner)?),
        Type::JsonString(inner) | Type::Trimmed(inner) | Type::InString(inner) => {
            return type_words(lowered, inner);
        }
        Type::Map(inner) => format!("a map of {}", type_words(lowered, inner)?),
        Type::Any => "any `Json`".to_owned(),
        Type::String(_) => "`String`".to_owned(),
        Type::Bool | Type::BoolCodes { .. } => "`bool`".to_owned(),
        Type::Int32 => "`i32`".to_owned(),
        Type::Int64 => "`i64`".to_owned(),
        _ => return None,
    };
    Some(words)
}

/// A link to a method of the client.
pub(super) fn method(name: &Ident) -> String {
    format!("[`Client::{}`]", bare(name))
}

/// A name in a link, where `#` would begin an anchor.
pub(super) fn bare(name: &Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

/// A text for a code span: without backticks and controls.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '`' && !is_control(*c))
        .collect()
}
