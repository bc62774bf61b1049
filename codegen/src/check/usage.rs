//! Which types travel in which direction, and which nobody uses.

use super::Check;
use super::types::walk;
use crate::diagnostic::Code;
use crate::model::{Declaration, Envelope, Operation, Payload, Setting, Type, TypeId, TypeKind};

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
                    fields.iter().for_each(|f| mark(&mut declarations, &f.ty, Direction::Request));
                }
                Some(Payload::Whole(field)) => mark(&mut declarations, &field.ty, Direction::Request),
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
        self.distinct(
            "types",
            declarations.iter().filter(|d| used(d)).map(|d| (&d.name, d.span, "")).map(|(n, s, _)| (n, s, "a type")),
        );
        // Once something was refused, a type may only seem to be unused.
        for (key, _) in self.spec.types.iter().filter(|_| !failed) {
            let declared = declarations.iter().find(|d| d.span == key.span);
            if declared.is_some_and(|d| !used(d)) && !self.types.groups.contains(key.as_str()) {
                let message = format!("no operation uses the type `{}`", key.text);
                self.report(Code::UnusedType, key.span, message, "remove it, or refer to it");
            }
        }
        declarations
    }
}

fn mark(declarations: &mut [Declaration], ty: &Type, direction: Direction) {
    let mut found = Vec::new();
    walk(ty, &mut |ty| found.extend(named(ty)));
    for id in found {
        let usage = &mut declarations[id.0].usage;
        let flag = match direction {
            Direction::Request => &mut usage.request,
            Direction::Response => &mut usage.response,
        };
        if std::mem::replace(flag, true) {
            continue;
        }
        let inner: Vec<Type> = match &declarations[id.0].kind {
            TypeKind::Record(record) => record.fields.iter().map(|f| f.ty.clone()).collect(),
            TypeKind::Union(union) => union.variants.iter().map(|v| v.ty.clone()).collect(),
            TypeKind::Patterned(patterned) => patterned.keys.iter().map(|k| k.ty.clone()).collect(),
            TypeKind::Enum(_) => Vec::new(),
        };
        inner.iter().for_each(|ty| mark(declarations, ty, direction));
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}
