//! What would stand twice: keys of one JSON object, and names that are made of others.

use std::collections::{HashMap, HashSet};

use super::Check;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::ident;
use crate::model::{self, Declaration, Field, Name, Operation, Payload, TypeId, TypeKind};
use crate::source::Span;

impl Check<'_> {
    /// No key of an object is read or written for two of its fields, also where members are spread or a
    /// field has other names.
    pub(super) fn clashing_keys(&mut self, operations: &[Operation]) {
        let mut objects: Vec<&[Field]> = Vec::new();
        for declaration in self.types.declarations.iter().flatten() {
            match &declaration.kind {
                TypeKind::Record(record) if !record.tuple => objects.push(&record.fields),
                _ => {}
            }
        }
        for operation in operations {
            if let Some(Payload::Fields(fields)) = operation.body.as_ref().map(|body| &body.payload)
            {
                objects.push(fields);
            }
        }
        let mut found = Vec::new();
        let mut plain: HashSet<&str> = HashSet::new();
        for fields in objects {
            // Most objects have one key a field, and no two that are alike.
            plain.clear();
            let one_key = |field: &Field| !field.spread && field.aliases.is_empty();
            if fields
                .iter()
                .all(|f| one_key(f) && plain.insert(f.wire.as_str()))
            {
                continue;
            }
            let mut seen: HashMap<String, (Span, usize)> = HashMap::new();
            for (index, field) in fields.iter().enumerate() {
                for key in self.keys_of(field) {
                    match seen.get(&key) {
                        Some((_, known))
                            if *known == index
                                && !field.aliases.iter().any(|a| a.as_str() == key) => {}
                        Some((first, _)) => {
                            let message = format!("`{key}` stands twice in this object");
                            found.push(
                                Diagnostic::new(Code::DuplicateKey, field.span, message)
                                    .related(*first, "here as well")
                                    .help(help!(
                                        "remove one of them; `spread` and `aliases` bring keys too",
                                        "删除其中一个；`spread` 和 `aliases` 也会带来键"
                                    )),
                            );
                            break;
                        }
                        None => drop(seen.insert(key, (field.span, index))),
                    }
                }
            }
        }
        found.into_iter().for_each(|found| self.push(found));
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

    /// Methods and setters that are renamed, since their own names are taken, do not meet others; nor do the
    /// structs that are made for operations.
    pub(super) fn renamed(&mut self, declarations: &[Declaration], operations: &[Operation]) {
        let methods: Vec<_> = operations
            .iter()
            .map(|o| (ident::method(&o.name).to_string(), o.span))
            .collect();
        self.no_two("operations", methods);
        let mut structs = Vec::new();
        for operation in operations {
            let name = ident::declared(&operation.name).to_string();
            let body: &[Field] = match operation.body.as_ref().map(|body| &body.payload) {
                Some(Payload::Fields(fields)) => fields,
                _ => &[],
            };
            let inputs = operation.parameters.iter().map(|p| &p.field).chain(body);
            let required = inputs.filter(|f| f.is_given() && f.is_demanded());
            // One input is given as it is, whatever its type.
            if required.count() > 1 {
                structs.push((format!("{name}Required"), operation.span));
            }
            structs.push((name, operation.span));
        }
        self.no_two("structs of operations", structs);
        let mut fields: Vec<Vec<(String, Span)>> = Vec::new();
        for declaration in declarations.iter().filter(|d| d.usage.request) {
            if let TypeKind::Record(record) = &declaration.kind {
                fields.push(record.fields.iter().flat_map(methods_of).collect());
            }
        }
        for operation in operations {
            let parameters = operation.parameters.iter().map(|p| &p.field);
            let body: &[Field] = match operation.body.as_ref().map(|body| &body.payload) {
                Some(Payload::Fields(fields)) => fields,
                _ => &[],
            };
            let given = parameters.chain(body).filter(|f| f.is_given());
            fields.push(given.flat_map(methods_of).collect());
        }
        fields
            .into_iter()
            .for_each(|fields| self.no_two("setters", fields));
    }

    fn no_two(&mut self, what: &str, names: Vec<(String, Span)>) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for (name, span) in names {
            if let Some(first) = seen.get(&name) {
                let message = format!("two {what} would be called `{name}` in Rust");
                let diagnostic = Diagnostic::new(Code::NameCollision, span, message)
                    .related(*first, "the other one")
                    .help(help!("rename one of them", "给其中一个改名"));
                self.push(diagnostic);
            }
            seen.entry(name).or_insert(span);
        }
    }

    /// A type is not called as what holds the required values of another type or of an operation.
    pub(super) fn made_names(&mut self, declarations: &[Declaration], operations: &[Operation]) {
        let used = |d: &&Declaration| d.usage.request || d.usage.response;
        let mut made: Vec<(String, Span, String)> = Vec::new();
        for declaration in declarations.iter().filter(|d| d.usage.request) {
            if let TypeKind::Record(record) = &declaration.kind {
                let required = record.fields.iter().filter(|f| f.is_demanded()).count();
                let name = declaration.name.with("required").camel();
                let what = format!("the required fields of `{}`", declaration.name.camel());
                made.extend((required > 1).then_some((name, declaration.span, what)));
            }
        }
        let types: HashSet<&Name> = declarations.iter().filter(used).map(|d| &d.name).collect();
        for operation in operations {
            let what = format!("the operation `{}`", operation.name.snake());
            let taken = types.contains(&operation.name);
            let name = operation
                .name
                .with(if taken { "operation" } else { "required" })
                .camel();
            made.push((name, operation.span, what.clone()));
            let required = operation.name.with("operation").with("required").camel();
            made.extend(taken.then_some((required, operation.span, what)));
        }
        let mut first: HashMap<&str, (Span, &str)> = HashMap::new();
        for (name, span, what) in &made {
            first.entry(name).or_insert((*span, what));
        }
        for declaration in declarations.iter().filter(used) {
            let name = declaration.name.camel();
            if let Some((other, what)) = first.get(name.as_str()) {
                let message = format!("`{name}` is also the Rust name made for {what}");
                self.push(
                    Diagnostic::new(Code::NameCollision, declaration.span, message)
                        .related(*other, format!("for {what}"))
                        .help(help!("rename the type", "给类型改名")),
                );
            }
        }
    }
}

/// The methods that a field gives to those who make a request.
fn methods_of(field: &Field) -> Vec<(String, Span)> {
    let set = ident::field_setter(field).to_string();
    let clear = field
        .is_clearable()
        .then(|| ident::clear(&field.name).to_string());
    [Some(set), clear]
        .into_iter()
        .flatten()
        .map(|method| (method, field.span))
        .collect()
}
