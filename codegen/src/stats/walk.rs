//! From a spec as it is written to what stands in it.

use super::{Stats, Thing, What, codec};
use crate::diagnostic::one_line;
use crate::source::Sources;
use crate::spec::types::{FieldEntry, Variant};
use crate::spec::{Api, Docs, Facts, Field, Kind, Named, Operation, Text};

/// What stands in a spec.
pub(super) fn spec(spec: &Api, sources: &Sources) -> Stats {
    let mut walk = Walk {
        stats: Stats {
            path: sources.get(spec.vendor.span.file).path.clone(),
            vendor: spec.vendor.text.clone(),
            ..Stats::default()
        },
    };
    for (name, setting) in spec.settings.iter() {
        walk.field(What::Setting, "settings", name, setting, false);
    }
    for (name, envelope) in spec.envelopes.iter() {
        let path = format!("envelopes.{}.fields", name.text);
        walk.fields(&path, &envelope.fields, envelope.facts.from.is_some());
    }
    for (code, error) in spec.errors.iter() {
        walk.thing(What::Error, "errors", code, &error.facts, false);
    }
    if let Some(defaults) = &spec.defaults {
        walk.fields("defaults.query", &defaults.query, false);
        walk.fields("defaults.header", &defaults.header, false);
        walk.fields("defaults.cookie", &defaults.cookie, false);
    }
    for (name, def) in spec.types.iter() {
        let (path, is_sourced) = walk.thing(What::Type, "types", name, &def.facts, false);
        walk.kind(&path, &def.kind, is_sourced);
    }
    for (name, operation) in spec.operations.iter() {
        walk.operation(name, operation);
    }
    walk.stats
}

struct Walk {
    stats: Stats,
}

impl Walk {
    fn operation(&mut self, name: &Text, operation: &Operation) {
        let (path, is_sourced) =
            self.thing(What::Operation, "operations", name, &operation.facts, false);
        if let Some(thing) = self.stats.things.last_mut() {
            thing.example = Some(!operation.examples.is_empty());
        }
        self.stats.examples += operation.examples.len();
        self.stats.rules += operation.rules.len();
        self.fields(&format!("{path}.path"), &operation.path, is_sourced);
        self.fields(&format!("{path}.query"), &operation.query, is_sourced);
        self.fields(&format!("{path}.header"), &operation.header, is_sourced);
        self.fields(&format!("{path}.cookie"), &operation.cookie, is_sourced);
        if let Some(body) = &operation.body {
            let is_sourced = is_sourced || body.facts.from.is_some();
            self.kind(&format!("{path}.body"), &body.kind, is_sourced);
        }
        if let Some(returns) = &operation.returns {
            let is_sourced = is_sourced || returns.facts.from.is_some();
            self.kind(&format!("{path}.returns"), &returns.kind, is_sourced);
        }
    }

    fn fields(&mut self, path: &str, fields: &Named<Field>, is_sourced: bool) {
        for (name, field) in fields.iter() {
            self.field(What::Field, path, name, field, is_sourced);
        }
    }

    fn field(&mut self, what: What, path: &str, name: &Text, field: &Field, is_sourced: bool) {
        let (path, is_sourced) = self.thing(what, path, name, &field.facts, is_sourced);
        let more = &field.more;
        let texts = [
            &more.length,
            &more.byte_length,
            &more.range,
            &more.pattern,
            &more.items,
        ];
        let bounds = texts.iter().filter(|text| text.is_some()).count();
        self.stats.rules += bounds + usize::from(more.unique == Some(true));
        self.kind(&path, &field.kind, is_sourced);
    }

    /// What stands in the description of a type.
    fn kind(&mut self, path: &str, kind: &Kind, is_sourced: bool) {
        self.stats.rules += kind.rules.len();
        self.stats.codecs += usize::from(kind.bool.is_some());
        let texts = kind.ty.iter().chain(&kind.rest);
        self.stats.codecs += texts.map(codec::count).sum::<usize>();
        for (_, ty) in kind.map.iter().flat_map(Named::iter) {
            self.stats.codecs += codec::count(ty);
        }
        // Of an enum, what stands here is a label.
        let variants = kind.variants.iter().chain(&kind.cases);
        for (_, variant) in variants.flat_map(Named::iter) {
            self.stats.codecs += type_of(variant).map_or(0, codec::count);
        }
        for entry in kind.fields.iter().flat_map(|fields| &fields.entries) {
            if let FieldEntry::Field(name, field) = entry {
                let path = format!("{path}.fields");
                self.field(What::Field, &path, name, field, is_sourced);
            }
        }
        for item in kind.tuple.iter().flatten() {
            let path = format!("{path}.tuple");
            self.field(What::Field, &path, &item.key, &item.field, is_sourced);
        }
        if let Some(view) = &kind.view {
            self.fields(&format!("{path}.view.with"), &view.with, is_sourced);
        }
    }

    /// Notes a thing; its path, and whether what stands in it is from somewhere.
    fn thing(
        &mut self,
        what: What,
        path: &str,
        name: &Text,
        facts: &Facts,
        is_sourced: bool,
    ) -> (String, bool) {
        // Names of the wire may hold anything, and the path is shown.
        let path = format!("{path}.{}", one_line(&name.text));
        let is_sourced = is_sourced || facts.from.is_some();
        self.stats.things.push(Thing {
            what,
            path: path.clone(),
            span: name.span,
            is_sourced,
            english: says(facts, |docs| &docs.en),
            chinese: says(facts, |docs| &docs.zh),
            example: None,
        });
        (path, is_sourced)
    }
}

/// Whether a title or a doc says something in a language.
fn says(facts: &Facts, language: fn(&Docs) -> &Option<String>) -> bool {
    let docs = facts.doc.iter().chain(&facts.title);
    let mut said = docs.filter_map(|docs| language(docs).as_deref());
    said.any(|text| !text.trim().is_empty())
}

/// The type of a variant, in short or in long form.
fn type_of(variant: &Variant) -> Option<&Text> {
    variant.ty.as_ref().or(variant.short.as_ref())
}
