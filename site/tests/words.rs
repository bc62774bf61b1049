//! What is said in words, in both languages, of fixtures that have something of everything.
//!
//! `UPDATE_GOLDEN=1 cargo test -p apiloom-site --test words` writes it anew.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use apiloom_site::Pair;
use apiloom_site::book::{
    Book, Field, Kind, Operation, Paragraph, Piece, Prose, Rule, Scheme, Type,
};
use support::{FIXTURES, pair};

/// Fixtures whose words are compared.
const TOLD: &[&str] = &[
    "auth", "bodies", "failures", "pages", "rules", "types", "unions", "updates",
];

#[test]
fn words_are_those_that_were_read() {
    for name in TOLD {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let pair = pair(&root.join(FIXTURES).join(format!("{name}.yaml")));
        let told = told(&pair);
        let golden = root.join(format!("tests/golden/{name}.txt"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(root.join("tests/golden")).expect("a folder");
            std::fs::write(&golden, &told).expect("a file");
        }
        let known = std::fs::read_to_string(&golden).unwrap_or_default();
        assert!(known == told, "{}", difference(&known, &told));
    }
}

/// The first lines that differ.
fn difference(known: &str, told: &str) -> String {
    let lines = known.lines().zip(told.lines());
    let differing = lines.filter(|(known, told)| known != told).take(5);
    let shown = differing.map(|(known, told)| format!("- {known}\n+ {told}\n"));
    shown.collect::<String>() + "run with UPDATE_GOLDEN=1, and read what has changed"
}

/// Each sentence in English where it is said first, and below it in Chinese.
fn told(pair: &Pair) -> String {
    let (en, zh) = (lines(&pair.en), lines(&pair.zh));
    assert_eq!(en.len(), zh.len());
    let mut told = String::new();
    let mut known = BTreeSet::new();
    for ((place, en), (_, zh)) in en.iter().zip(&zh) {
        // Most is said often, and need be read once.
        if !known.insert((en, zh)) {
            continue;
        }
        writeln!(told, "{place}\n  {en}\n  {zh}").expect("a text");
    }
    told
}

/// What is said, and of what.
type Lines = Vec<(String, String)>;

fn lines(book: &Book) -> Lines {
    let mut lines = Lines::new();
    for scheme in &book.schemes {
        of_scheme(scheme, &mut lines);
    }
    for envelope in &book.envelopes {
        add(
            &mut lines,
            &envelope.id,
            "success",
            &prose(&envelope.success),
        );
        for failure in &envelope.failures {
            add(&mut lines, &envelope.id, "failure", &prose(failure));
        }
    }
    for error in &book.errors {
        add(&mut lines, &error.code, "handling", &prose(&error.handling));
    }
    for limit in &book.limits {
        add(&mut lines, &limit.id, "limit", &limit.words);
    }
    for operation in &book.operations {
        of_operation(operation, &mut lines);
    }
    for ty in &book.types {
        of_type(ty, &mut lines);
    }
    lines
}

fn add(lines: &mut Lines, owner: &str, what: &str, said: &str) {
    if !said.is_empty() {
        lines.push((format!("{owner}: {what}"), said.to_owned()));
    }
}

fn of_scheme(scheme: &Scheme, lines: &mut Lines) {
    add(lines, &scheme.id, "title", &scheme.title);
    for value in &scheme.values {
        let words: Vec<String> = value.words.iter().map(prose).collect();
        add(
            lines,
            &format!("{} {}", scheme.id, value.name),
            &value.expression,
            &words.join(" | "),
        );
    }
    if let Some(token) = &scheme.token {
        add(lines, &scheme.id, "token", &prose(&token.lifetime));
    }
    for step in &scheme.steps {
        let when = step.when.as_deref().unwrap_or("always");
        let actors = format!("{:?} to {:?}", step.from, step.to);
        add(
            lines,
            &scheme.id,
            &actors,
            &format!("{} [{when}]", step.text),
        );
    }
}

fn of_operation(operation: &Operation, lines: &mut Lines) {
    let id = &operation.id;
    add(lines, id, "effect", &prose(&operation.effect_words));
    add(lines, id, "repeat", &prose(&operation.repeat_words));
    add(lines, id, "update", &prose(&operation.update));
    for (input, said) in &operation.dangers {
        add(lines, id, &format!("danger of {input}"), &prose(said));
    }
    for parameters in &operation.parameters {
        parameters
            .fields
            .iter()
            .for_each(|field| of_field(id, field, lines));
    }
    if let Some(body) = &operation.body {
        let whole = body.whole.iter().map(|field| &**field);
        body.fields
            .iter()
            .chain(whole)
            .for_each(|field| of_field(id, field, lines));
    }
    if let Some(returns) = &operation.returns {
        add(lines, id, "returns", &paragraph(&returns.ty.words));
        add(lines, id, "absent", &prose(&returns.absent));
    }
    of_rules(id, &operation.rules, lines);
    for said in operation.pages.iter().flat_map(|pages| &pages.words) {
        add(lines, id, "pages", &paragraph(said));
    }
    let signing = operation.examples.iter().find_map(|e| e.sample.as_ref());
    if let Some(sample) = signing {
        add(lines, id, "signing", &prose(&sample.signing));
    }
}

fn of_rules(owner: &str, rules: &[Rule], lines: &mut Lines) {
    for rule in rules {
        add(
            lines,
            owner,
            &format!("rule {}", rule.id),
            &prose(&rule.words),
        );
    }
}

fn of_type(ty: &Type, lines: &mut Lines) {
    let name = &ty.name;
    match &ty.kind {
        Kind::Record { fields, rules, .. }
        | Kind::Tuple {
            items: fields,
            rules,
            ..
        } => {
            fields.iter().for_each(|field| of_field(name, field, lines));
            of_rules(name, rules, lines);
        }
        Kind::Union { told, variants, .. } => {
            add(lines, name, "told", &prose(told));
            for variant in variants {
                add(lines, name, &variant.name, &paragraph(&variant.ty.words));
            }
        }
        Kind::Patterned { keys } => keys.iter().for_each(|key| of_field(name, key, lines)),
        Kind::Enum { .. } | Kind::Opaque => {}
    }
}

fn of_field(owner: &str, field: &Field, lines: &mut Lines) {
    let owner = format!("{owner}.{}", field.name);
    add(lines, &owner, &field.ty.spec, &paragraph(&field.ty.words));
    let all = [
        ("allowed", &field.constraints),
        ("form", &field.form),
        ("consequence", &field.consequences),
        ("danger", &field.dangers),
    ];
    for (what, said) in all {
        said.iter()
            .for_each(|said| add(lines, &owner, what, &paragraph(said)));
    }
}

fn prose(prose: &Prose) -> String {
    let paragraphs: Vec<String> = prose.paragraphs.iter().map(paragraph).collect();
    paragraphs.join(" / ")
}

fn paragraph(paragraph: &Paragraph) -> String {
    let pieces = paragraph.iter().map(|piece| match piece {
        Piece::Text { text } => text.clone(),
        Piece::Code { text } => format!("`{text}`"),
        Piece::Type { text, .. } | Piece::Operation { text, .. } => format!("[{text}]"),
        Piece::Link { url, .. } => format!("<{url}>"),
    });
    pieces.collect()
}
