//! What would stand twice: keys of one JSON object, and names that are made of others.

use std::collections::HashMap;

use super::Check;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Declaration, Field, Operation, Payload, Presence, TypeId, TypeKind};
use crate::source::Span;

impl Check<'_> {
    /// No key of an object is read or written for two of its fields, also where members are spread or a
    /// field has other names.
    pub(super) fn clashing_keys(&mut self, operations: &[Operation]) {
        let mut objects: Vec<Vec<Field>> = Vec::new();
        for declaration in self.types.declarations.iter().flatten() {
            match &declaration.kind {
                TypeKind::Record(record) if !record.tuple => objects.push(record.fields.clone()),
                _ => {}
            }
        }
        for operation in operations {
            if let Some(Payload::Fields(fields)) = operation.body.as_ref().map(|body| &body.payload)
            {
                objects.push(fields.clone());
            }
        }
        for fields in objects {
            let mut seen: HashMap<String, (Span, usize)> = HashMap::new();
            for (index, field) in fields.iter().enumerate() {
                for key in self.keys_of(field) {
                    match seen.get(&key) {
                        Some((_, known))
                            if *known == index
                                && !field.aliases.iter().any(|a| a.as_str() == key) => {}
                        Some((first, _)) => {
                            let message = format!("`{key}` stands twice in this object");
                            self.push(
                                Diagnostic::new(Code::DuplicateKey, field.span, message)
                                    .related(*first, "here as well")
                                    .help(
                                        "remove one of them; `spread` and `aliases` bring keys too",
                                    ),
                            );
                            break;
                        }
                        None => drop(seen.insert(key, (field.span, index))),
                    }
                }
            }
        }
    }

    /// The keys that a field stands under.
    fn keys_of(&self, field: &Field) -> Vec<String> {
        let kind = |id: TypeId| {
            let declared = self.types.declarations.get(id.0)?.as_ref()?;
            Some(&declared.kind)
        };
        let mut keys = model::keys(field, &kind);
        keys.extend(field.aliases.iter().map(|alias| alias.0.clone()));
        keys
    }

    /// A type is not called as what holds the required values of another type or of an operation.
    pub(super) fn made_names(&mut self, declarations: &[Declaration], operations: &[Operation]) {
        let used = |d: &&Declaration| d.usage.request || d.usage.response;
        let mut made: Vec<(String, Span, String)> = Vec::new();
        for declaration in declarations.iter().filter(|d| d.usage.request) {
            if let TypeKind::Record(record) = &declaration.kind {
                let required = record
                    .fields
                    .iter()
                    .filter(|f| f.presence == Presence::Required)
                    .count();
                let name = declaration.name.with("required").camel();
                let what = format!("the required fields of `{}`", declaration.name.camel());
                made.extend((required > 1).then_some((name, declaration.span, what)));
            }
        }
        for operation in operations {
            let what = format!("the operation `{}`", operation.name.snake());
            let taken = declarations
                .iter()
                .filter(used)
                .any(|d| d.name == operation.name);
            let name = operation
                .name
                .with(if taken { "operation" } else { "required" })
                .camel();
            made.push((name, operation.span, what.clone()));
            let required = operation.name.with("operation").with("required").camel();
            made.extend(taken.then_some((required, operation.span, what)));
        }
        for declaration in declarations.iter().filter(used) {
            let name = declaration.name.camel();
            if let Some((_, other, what)) = made.iter().find(|(made, ..)| *made == name) {
                let message = format!("`{name}` is also the Rust name made for {what}");
                self.push(
                    Diagnostic::new(Code::NameCollision, declaration.span, message)
                        .related(*other, format!("for {what}"))
                        .help("give the type another name"),
                );
            }
        }
    }
}
