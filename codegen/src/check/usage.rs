//! The end of the declaration of types, and which of them nobody uses.

use std::collections::HashMap;
use std::sync::Arc;

use super::Check;
use crate::diagnostic::{Code, help};
use crate::ident;
use crate::model::{Declaration, Envelope, Name, Operation, Setting, mark_left_out, mark_usage};
use crate::source::Span;

impl Check<'_> {
    /// Ends the declaration of types: all are described, none is endless, each knows who uses it.
    pub(super) fn finish_types(
        &mut self,
        settings: &[Setting],
        operations: &mut [Operation],
        envelopes: &[Envelope],
    ) -> Vec<Declaration> {
        self.finite_types();
        self.fitting_types(settings, operations, envelopes);
        self.clashing_keys(operations);
        let failed = self.failed;
        let all = self.types.declarations.len();
        // Nothing asks for the types after this.
        let declarations = std::mem::take(&mut self.types.declarations);
        let declarations = declarations.into_iter().flatten();
        let mut declarations: Vec<Declaration> = declarations.map(Arc::unwrap_or_clone).collect();
        if declarations.len() != all {
            return Vec::new();
        }
        mark_usage(&mut declarations, settings, operations, envelopes);
        mark_left_out(&mut declarations, operations);
        self.updates(&declarations, operations);
        let used = |d: &Declaration| d.usage.request || d.usage.response;
        let spec = self.spec;
        let keys: HashMap<Span, &str> = spec
            .types
            .iter()
            .map(|(key, _)| (key.span, key.as_str()))
            .collect();
        // Names are compared as they are written in Rust, where some words are taken.
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
        let mut declared: HashMap<Span, &Declaration> = HashMap::new();
        for declaration in &declarations {
            declared.entry(declaration.span).or_insert(declaration);
        }
        for (key, _) in spec.types.iter().filter(|_| !failed) {
            let unused = match declared.get(&key.span) {
                Some(declared) => !used(declared) && !self.types.groups.contains(key.as_str()),
                None => !self.types.referred.contains(key.as_str()),
            };
            if unused {
                let message = format!("no operation uses the type `{}`", key.text);
                self.report(
                    Code::UnusedType,
                    key.span,
                    message,
                    help!(
                        "remove it, or name it in an operation",
                        "删除它，或在接口中使用它"
                    ),
                );
            }
        }
        declarations
    }
}
