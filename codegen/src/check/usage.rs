//! The end of the declaration of types, and which of them nobody uses.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::ident;
use crate::model::{Declaration, Envelope, Name, Operation, Setting, mark_usage};
use crate::source::Span;

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
        mark_usage(&mut declarations, settings, operations, envelopes);
        let used = |d: &Declaration| d.usage.request || d.usage.response;
        // Names are compared as they are written in Rust, where some words are taken.
        let written: Vec<(Name, Span, String)> = declarations
            .iter()
            .filter(|d| used(d))
            .filter_map(|d| {
                let key = self.spec.types.iter().find(|(key, _)| key.span == d.span);
                let text = key.map_or_else(|| d.name.camel(), |(key, _)| key.text.clone());
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
        for (key, _) in self.spec.types.iter().filter(|_| !failed) {
            let unused = match declarations.iter().find(|d| d.span == key.span) {
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
                        "删除它，或在操作中使用它"
                    ),
                );
            }
        }
        declarations
    }
}
