//! The places of a model, where it was made from texts that are parts of files.

use super::{Api, Field, Payload, TypeKind};
use crate::source::Span;

impl Api {
    /// Puts every place through a function.
    pub(crate) fn map_places(&mut self, place: &impl Fn(Span) -> Span) {
        let settings = self.settings.iter_mut().map(|setting| &mut setting.field);
        move_fields(settings, place);
        let envelopes = self.envelopes.iter_mut();
        move_fields(envelopes.flat_map(|envelope| &mut envelope.fields), place);
        for declared in &mut self.types {
            declared.span = place(declared.span);
            match &mut declared.kind {
                TypeKind::Record(record) => move_fields(&mut record.fields, place),
                TypeKind::Union(union) => {
                    for variant in &mut union.variants {
                        variant.span = place(variant.span);
                    }
                }
                TypeKind::Enum(codes) => {
                    for code in &mut codes.variants {
                        code.span = place(code.span);
                    }
                }
                TypeKind::Patterned(_) | TypeKind::Opaque => {}
            }
        }
        for operation in &mut self.operations {
            operation.span = place(operation.span);
            let parameters = operation.parameters.iter_mut();
            move_fields(parameters.map(|parameter| &mut parameter.field), place);
            match operation.body.as_mut().map(|body| &mut body.payload) {
                Some(Payload::Fields(fields)) => move_fields(fields, place),
                Some(Payload::Whole(field)) => field.span = place(field.span),
                None => {}
            }
            for example in &mut operation.examples {
                example.span = place(example.span);
            }
        }
    }
}

fn move_fields<'f>(fields: impl IntoIterator<Item = &'f mut Field>, place: &impl Fn(Span) -> Span) {
    for field in fields {
        field.span = place(field.span);
    }
}
