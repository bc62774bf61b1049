//! Where an operation can lose data.

use std::collections::BTreeSet;

use apiloom_codegen::model::{
    Access, Field, Operation, Record, Type, TypeId, TypeKind, WireName, sent,
};

use super::Reader;
use crate::book::{Paragraph, Prose};
use crate::words;

impl Reader<'_> {
    /// What can be lost, with the input that it is about: members on the way to it, with dots between them.
    pub(super) fn dangers(&self, operation: &Operation) -> Vec<(String, Prose)> {
        let mut dangers = Dangers {
            reader: self,
            seen: BTreeSet::new(),
            found: Vec::new(),
        };
        let whole = operation
            .body
            .as_ref()
            .is_some_and(|body| matches!(body.payload, apiloom_codegen::model::Payload::Whole(_)));
        for field in sent(operation) {
            match whole {
                // The members of a body that is one input are named by themselves.
                true => dangers.inside("", &field.ty),
                false => dangers.field("", field),
            }
        }
        dangers.found
    }
}

struct Dangers<'a> {
    reader: &'a Reader<'a>,
    /// The types that were looked into; a type may hold itself.
    seen: BTreeSet<TypeId>,
    found: Vec<(String, Prose)>,
}

impl Dangers<'_> {
    fn field(&mut self, path: &str, field: &Field) {
        if field.access == Access::Read || !field.is_given() {
            return;
        }
        let path = below(path, &field.wire);
        let dangers = field.consequences().filter(|c| c.is_danger());
        let said = dangers.map(|c| words::consequence(self.reader.language, c));
        let said: Vec<Paragraph> = said.collect();
        if !said.is_empty() {
            self.add(&path, said);
        }
        self.inside(&path, &field.ty);
    }

    fn add(&mut self, path: &str, said: Vec<Paragraph>) {
        let between = words::pick(self.reader.language, " ", "");
        let said = words::prose_of(vec![words::joined(said, between)]);
        self.found.push((words::visible(path), said));
    }

    /// What stands in values of a type.
    fn inside(&mut self, path: &str, ty: &Type) {
        let mut ids = Vec::new();
        ty.walk(&mut |inner| {
            if let Type::Named(id) = inner {
                ids.push(*id);
            }
        });
        for id in ids {
            if !self.seen.insert(id) {
                continue;
            }
            match &self.reader.api.declaration(id).kind {
                TypeKind::Record(record) => {
                    self.actions(path, record);
                    record.fields.iter().for_each(|f| self.field(path, f));
                }
                TypeKind::Union(union) => {
                    union.variants.iter().for_each(|v| self.inside(path, &v.ty));
                }
                TypeKind::Patterned(keys) => {
                    keys.keys.iter().for_each(|k| self.inside(path, &k.ty));
                }
                TypeKind::Enum(_) | TypeKind::Opaque => {}
            }
        }
    }

    fn actions(&mut self, path: &str, record: &Record) {
        for action in record.actions.iter().filter(|action| action.deletes) {
            let items = record.fields.iter().zip(&action.with);
            let given = items.filter(|(_, given)| **given);
            let given = given.map(|(item, _)| words::code(item.wire.as_str()));
            let given = words::enumerated(self.reader.language, given.collect());
            let said = self.reader.say(
                "An item in which only {0} has a value deletes.",
                "只给出 {0} 的项表示删除。",
                &[given],
            );
            self.add(path, vec![said]);
        }
    }
}

fn below(path: &str, name: &WireName) -> String {
    match path.is_empty() {
        true => name.as_str().to_owned(),
        false => format!("{path}.{}", name.as_str()),
    }
}
