//! A type may contain itself only where it can end: in a list, behind an option, in another variant.

use std::sync::Arc;

use super::Check;
use crate::diagnostic::{Code, help};
use crate::model::{Presence, Type, TypeKind};

impl Check<'_> {
    pub(super) fn finite_types(&mut self) {
        let declarations = &self.types.declarations;
        // Of a type that was refused nothing is known, and that has been reported.
        let mut finite: Vec<bool> = declarations.iter().map(Option::is_none).collect();
        // The variant by which a union was first seen to end: what stands in until one is read.
        let mut blanks = vec![0; declarations.len()];
        // Each round proves at least one more type finite, or the rest are endless.
        loop {
            let mut changed = false;
            for (index, declaration) in declarations.iter().enumerate() {
                let Some(declaration) = declaration else {
                    continue;
                };
                let ends = |ty: &Type| ends(ty, &finite);
                let now = match &declaration.kind {
                    TypeKind::Record(record) => record
                        .fields
                        .iter()
                        .all(|f| f.presence == Presence::Optional || f.nullable || ends(&f.ty)),
                    TypeKind::Union(union) => match union.variants.iter().position(|v| ends(&v.ty))
                    {
                        Some(variant) if !finite[index] => {
                            blanks[index] = variant;
                            true
                        }
                        variant => variant.is_some(),
                    },
                    TypeKind::Enum(_) | TypeKind::Patterned(_) | TypeKind::Opaque => true,
                };
                if now && !finite[index] {
                    finite[index] = true;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        let declarations = &mut self.types.declarations;
        for (declaration, blank) in declarations.iter_mut().zip(blanks) {
            let kind = declaration
                .as_mut()
                .map(|declaration| &mut Arc::make_mut(declaration).kind);
            if let Some(TypeKind::Union(union)) = kind {
                union.blank = blank;
            }
        }
        let declarations = &self.types.declarations;
        let endless: Vec<_> = declarations
            .iter()
            .zip(&finite)
            .filter_map(|(declaration, finite)| declaration.as_ref().filter(|_| !finite))
            .map(|declaration| (declaration.span, declaration.name.camel()))
            .collect();
        for (span, name) in endless {
            let message = format!("a value of `{name}` would never end");
            let help = help!(
                "make one of the fields on the way optional or a list, or allow null with `?`",
                "把途中的某个字段改成可选或列表，或用 `?` 允许 null"
            );
            self.report(Code::EndlessType, span, message, help);
        }
    }
}

/// Whether a value of the type can be written down, going by what is proved so far.
fn ends(ty: &Type, finite: &[bool]) -> bool {
    match ty {
        Type::Named(id) => finite[id.0],
        Type::Sentinel(inner, _) | Type::JsonString(inner) | Type::InString(inner) => {
            ends(inner, finite)
        }
        _ => true,
    }
}
