//! Which types travel in which direction, and which nobody uses.

use std::collections::HashMap;

use super::Check;
use crate::diagnostic::Code;
use crate::ident;
use crate::model::{
    Declaration, Envelope, Name, Operation, Payload, Setting, Type, TypeId, TypeKind,
};
use crate::source::Span;

#[derive(Clone, Copy)]
enum Direction {
    Request,
    Response,
}

impl Check<'_> {
    /// Ends the declaration of types: all are described, none is endless, each knows who uses it.
    pub(super) fn finish_types(
        &mut self,
        settings: &[Setting],
        operations: &[Operation],
        envelopes: &[Envelope],
    ) -> Vec<Declaration> {
        self.finite_types();
        self.fitting_types(settings, operations, envelopes);
        self.clashing_keys(operations);
        let failed = self.failed;
        let mut declarations: Vec<Declaration> =
            self.types.declarations.iter().flatten().cloned().collect();
        if declarations.len() != self.types.declarations.len() {
            return Vec::new();
        }
        for setting in settings {
            mark(&mut declarations, &setting.field.ty, Direction::Request);
        }
        for operation in operations {
            for parameter in &operation.parameters {
                mark(&mut declarations, &parameter.field.ty, Direction::Request);
            }
            match operation.body.as_ref().map(|body| &body.payload) {
                Some(Payload::Fields(fields)) => {
                    fields
                        .iter()
                        .for_each(|f| mark(&mut declarations, &f.ty, Direction::Request));
                }
                Some(Payload::Whole(field)) => {
                    mark(&mut declarations, &field.ty, Direction::Request)
                }
                None => {}
            }
            if let Some(returns) = &operation.returns {
                mark(&mut declarations, &returns.ty, Direction::Response);
            }
        }
        for field in envelopes.iter().flat_map(|envelope| &envelope.fields) {
            mark(&mut declarations, &field.ty, Direction::Response);
        }
        let used = |d: &Declaration| d.usage.request || d.usage.response;
        // Names are compared as they are written in Rust, where some words are taken.
        let keys = self.spec.types.iter();
        let keys: HashMap<Span, &str> = keys.map(|(key, _)| (key.span, key.as_str())).collect();
        let written: Vec<(Name, Span, String)> = declarations
            .iter()
            .filter(|d| used(d))
            .filter_map(|d| {
                let key = keys.get(&d.span);
                let text = key.map_or_else(|| d.name.camel(), |key| (*key).to_owned());
                Some((Name::derive(&ident::declared_snake(&d.name))?, d.span, text))
            })
            .collect();
        self.distinct(
            "types",
            written
                .iter()
                .map(|(name, span, text)| (name, *span, text.as_str())),
        );
        self.made_names(&declarations, operations);
        if !self.failed {
            self.renamed(&declarations, operations);
        }
        // Once something was refused, a type may only seem to be unused.
        let by_span: HashMap<Span, &Declaration> =
            declarations.iter().rev().map(|d| (d.span, d)).collect();
        for (key, _) in self.spec.types.iter().filter(|_| !failed) {
            let unused = match by_span.get(&key.span) {
                Some(declared) => !used(declared) && !self.types.groups.contains(key.as_str()),
                None => !self.types.referred.contains(key.as_str()),
            };
            if unused {
                let message = format!("no operation uses the type `{}`", key.text);
                self.report(
                    Code::UnusedType,
                    key.span,
                    message,
                    "remove it, or refer to it",
                );
            }
        }
        declarations
    }
}

/// Marks a type and all that it holds. A chain of types may be long: no recursion follows it.
fn mark(declarations: &mut [Declaration], ty: &Type, direction: Direction) {
    let mut todo = Vec::new();
    ty.walk(&mut |ty| todo.extend(named(ty)));
    while let Some(id) = todo.pop() {
        let usage = &mut declarations[id.0].usage;
        let flag = match direction {
            Direction::Request => &mut usage.request,
            Direction::Response => &mut usage.response,
        };
        if std::mem::replace(flag, true) {
            continue;
        }
        let mut note = |ty: &Type| ty.walk(&mut |ty| todo.extend(named(ty)));
        match &declarations[id.0].kind {
            TypeKind::Record(record) => record.fields.iter().for_each(|f| note(&f.ty)),
            TypeKind::Union(union) => union.variants.iter().for_each(|v| note(&v.ty)),
            TypeKind::Patterned(patterned) => patterned.keys.iter().for_each(|k| note(&k.ty)),
            TypeKind::Enum(_) => {}
        }
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}
