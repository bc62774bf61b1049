//! What is said of something: for people as the Markdown of a description, for programs as `x-apiloom` members.

use super::object::Object;
use super::words;
use crate::emit::rust::{escape, one_line, plain};
use crate::emit::words::{self as shared, Saying};
use crate::json::Json;
use crate::model::{Api, Docs, Facts, Field, Update};

/// Paragraphs in English, and the same in Chinese.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    en: Vec<String>,
    zh: Vec<String>,
}

impl Said {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A paragraph of our own words, in both languages.
    pub(super) fn both(&mut self, en: impl Into<String>, zh: impl Into<String>) {
        self.en.push(en.into());
        self.zh.push(zh.into());
    }

    /// A sentence.
    pub(super) fn saying(&mut self, saying: &Saying) {
        self.both(saying.english(), saying.chinese());
    }

    /// The same, if there is one.
    pub(super) fn some(&mut self, words: Option<(String, String)>) {
        if let Some((en, zh)) = words {
            self.both(en, zh);
        }
    }

    /// A text of the spec, with a word before it.
    pub(super) fn docs(&mut self, before: (&str, &str), docs: &Docs) {
        let with = |before: &str, text: &String| format!("{before}{}", escape(text));
        self.en.extend(docs.en.iter().map(|it| with(before.0, it)));
        self.zh.extend(docs.zh.iter().map(|it| with(before.1, it)));
    }

    /// All that is said of a fact.
    pub(super) fn facts(&mut self, facts: &Facts) {
        let said = match facts.doc.is_empty() {
            true => &facts.title,
            false => &facts.doc,
        };
        self.docs(("", ""), said);
        if let Some(deprecated) = &facts.deprecated {
            self.docs(("Deprecated: ", "已弃用："), deprecated);
        }
        self.docs(("Note: ", "备注："), &facts.note);
        self.some(source(facts));
    }

    /// A list with a line before it.
    pub(super) fn list(&mut self, head: (&str, &str), items: Vec<(String, String)>) {
        if items.is_empty() {
            return;
        }
        let (en, zh): (Vec<String>, Vec<String>) = items.into_iter().unzip();
        let listed = |head: &str, items: &[String]| {
            let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
            match head.is_empty() {
                true => items.join("\n"),
                false => format!("{head}\n\n{}", items.join("\n")),
            }
        };
        self.both(listed(head.0, &en), listed(head.1, &zh));
    }

    /// Everything in English, and then everything in Chinese.
    pub(super) fn text(self) -> String {
        let all = self.en.into_iter().chain(self.zh);
        let all: Vec<String> = all.filter(|paragraph| !paragraph.is_empty()).collect();
        all.join("\n\n")
    }
}

/// All that is said of a fact.
pub(super) fn facts(facts: &Facts) -> String {
    let mut said = Said::new();
    said.facts(facts);
    said.text()
}

/// A text of the spec in one language, on one line, as Markdown; in the other one where this lacks.
pub(super) fn on_one_line(docs: &Docs) -> Option<(String, String)> {
    let en = docs.en.as_ref().or(docs.zh.as_ref())?;
    let zh = docs.zh.as_ref().unwrap_or(en);
    let line = |text: &str| escape(&one_line(text));
    Some((line(en), line(zh)))
}

/// A title, as plain text.
pub(super) fn title(title: &Docs) -> String {
    let title = title.en.as_ref().or(title.zh.as_ref());
    title.map(|title| one_line(title)).unwrap_or_default()
}

/// All that is said of a field, with the form of its value, in JSON or elsewhere, and with what sending it and
/// leaving it out does.
pub(super) fn field(api: &Api, field: &Field, json: bool) -> Said {
    let mut said = Said::new();
    said.facts(&field.facts);
    for saying in shared::form(&field.ty, json) {
        said.saying(&saying);
    }
    for saying in words::within(api, &field.ty) {
        said.saying(&saying);
    }
    if let Some(value) = &field.value {
        let value = plain(&crate::expr::write(value));
        said.both(
            format!("Clients compute it: `{value}`."),
            format!("由客户端计算：`{value}`。"),
        );
    }
    if !field.aliases.is_empty() {
        let names = field.aliases.iter();
        let names: Vec<String> = names
            .map(|it| format!("`{}`", plain(it.as_str())))
            .collect();
        said.both(
            format!("It is also read from {}.", names.join(", ")),
            format!("也会从 {} 读取。", names.join("、")),
        );
    }
    let consequences = [words::sent(field), words::left_out(field)];
    let consequences = consequences.iter().flatten();
    consequences.for_each(|saying| said.saying(saying));
    said
}

/// What is known of a fact, for programs.
pub(super) fn put_facts(object: &mut Object, facts: &Facts) {
    object.put_docs("x-apiloom-title", &facts.title);
    object.put_docs("x-apiloom-note", &facts.note);
    object.text("x-apiloom-from", facts.from.as_deref().unwrap_or_default());
    let confidence = facts.confidence.as_deref();
    object.text("x-apiloom-confidence", confidence.unwrap_or_default());
}

/// What is known of a field, for programs.
pub(super) fn put_field(object: &mut Object, field: &Field) {
    put_facts(object, &field.facts);
    object.text("x-apiloom-update", field.update.map_or("", Update::word));
    object.text("x-apiloom-left-out", words::left_out_word(field.left_out));
    let aliases = field.aliases.iter().map(|alias| Json::from(alias.as_str()));
    object.list("x-apiloom-aliases", aliases.collect());
    if let Some(value) = &field.value {
        object.put("x-apiloom-value", crate::expr::write(value).as_str());
    }
}

/// Where a fact is from, and how sure it is.
fn source(facts: &Facts) -> Option<(String, String)> {
    let from = facts.from.as_ref().map(|from| escape(&one_line(from)));
    shared::source(from.as_deref(), facts.confidence.as_deref())
}
