//! The outline of a file: its sections, and what they declare.

use apiloom_codegen::source::Entry;

use super::desk::{Desk, File, entries, items};
use super::index::key_range;
use super::{Known, Symbol, SymbolKind};

/// What the open file declares.
pub(super) fn symbols(known: &Known<'_>) -> Vec<Symbol> {
    let desk = Desk::new(known, false);
    let file = desk.open();
    let sections = entries(Some(&file.root)).iter();
    let sections = sections.filter(|entry| !entries(Some(&entry.value)).is_empty());
    sections.map(|entry| section(file, entry)).collect()
}

fn section(file: &File<'_>, entry: &Entry) -> Symbol {
    let kind = match entry.key.as_str() {
        "types" => SymbolKind::Type,
        "operations" => SymbolKind::Operation,
        "settings" | "hooks" | "servers" | "operation_facts" | "let" | "auth" | "envelopes"
        | "errors" | "limits" | "documents" => SymbolKind::Other,
        _ => return symbol(file, entry, SymbolKind::Section, Vec::new()),
    };
    let inside = entries(Some(&entry.value)).iter();
    let inside = inside.map(|entry| {
        let children = match kind {
            SymbolKind::Type => parts(file, entry),
            SymbolKind::Operation => inputs(file, entry),
            _ => Vec::new(),
        };
        symbol(file, entry, kind, children)
    });
    symbol(file, entry, SymbolKind::Section, inside.collect())
}

/// The fields, items, codes or variants of a type.
fn parts(file: &File<'_>, entry: &Entry) -> Vec<Symbol> {
    let value = &entry.value;
    let mut found = Vec::new();
    for (key, kind) in [
        ("fields", SymbolKind::Field),
        ("enum", SymbolKind::Variant),
        ("variants", SymbolKind::Variant),
    ] {
        let inside = entries(value.get(key)).iter();
        found.extend(inside.map(|entry| symbol(file, entry, kind, Vec::new())));
    }
    for item in items(value.get("tuple")) {
        let inside = entries(Some(item)).iter();
        found.extend(inside.map(|entry| symbol(file, entry, SymbolKind::Field, Vec::new())));
    }
    found
}

/// The inputs of an operation.
fn inputs(file: &File<'_>, entry: &Entry) -> Vec<Symbol> {
    let value = &entry.value;
    let mut found = Vec::new();
    for part in ["path", "query", "header", "cookie"] {
        let inside = entries(value.get(part)).iter();
        found.extend(inside.map(|entry| symbol(file, entry, SymbolKind::Field, Vec::new())));
    }
    let body = value.get("body").and_then(|body| body.get("fields"));
    let inside = entries(body).iter();
    found.extend(inside.map(|entry| symbol(file, entry, SymbolKind::Field, Vec::new())));
    found
}

fn symbol(file: &File<'_>, entry: &Entry, kind: SymbolKind, children: Vec<Symbol>) -> Symbol {
    let start = entry.key_span.start as usize;
    let mut end = (entry.value.span.end as usize).max(entry.key_span.end as usize);
    let name_range = key_range(entry, file.text);
    end = children
        .iter()
        .map(|child| child.range.end)
        .fold(end.max(name_range.end), usize::max);
    Symbol {
        name: entry.key.clone(),
        kind,
        range: start..end,
        name_range,
        children,
    }
}
