//! Constraints of fields: each fits its type, and all of them can be kept together.

use super::Check;
use crate::constraint::{self, Key, Measure};
use crate::diagnostic::Code;
use crate::model::{CodeKind, Constraint, Type, TypeKind, WriteForm};
use crate::spec::{More, Text};

impl Check<'_> {
    pub(super) fn constraints(&mut self, more: &More, ty: &Type) -> Option<Vec<Constraint>> {
        let measure = self.measure(ty);
        let mut constraints = Vec::new();
        for key in Key::ALL {
            let (text, span) = match (key, written(more, key)) {
                (Key::Unique, _) if more.unique == Some(true) => ("", more.span),
                (_, Some(text)) => (text.as_str(), text.span),
                (_, None) => continue,
            };
            match constraint::read(key, text, measure) {
                Ok(constraint) => constraints.push(constraint),
                Err(fault) => {
                    self.report(Code::BadConstraint, span, fault.message, fault.help);
                    return None;
                }
            }
        }
        self.agreeing(more, &constraints)?;
        Some(constraints)
    }

    /// What the values of a type can be measured by; enums are described before everything else.
    fn measure(&self, ty: &Type) -> Measure {
        match ty {
            Type::String(_) | Type::Secret | Type::Any | Type::IntOrString(WriteForm::String) => {
                Measure::Text
            }
            Type::Trimmed(inner) | Type::Sentinel(inner, _) | Type::InString(inner) => {
                self.measure(inner)
            }
            Type::Int32
            | Type::Int64
            | Type::Float
            | Type::Decimal
            | Type::IntOrString(WriteForm::Int) => Measure::Number,
            Type::List(_) | Type::OneOrMany(_) | Type::Pairs(..) | Type::FlatPairs(..) => {
                Measure::List
            }
            Type::Csv(inner) => match **inner {
                Type::String(_) => Measure::TextOfItems,
                _ => Measure::List,
            },
            Type::Named(id) => {
                let declaration = self.types.declarations.get(id.0).and_then(Option::as_ref);
                match declaration.map(|declaration| &declaration.kind) {
                    Some(TypeKind::Enum(codes)) if codes.codes == CodeKind::Text => Measure::Text,
                    _ => Measure::Nothing,
                }
            }
            _ => Measure::Nothing,
        }
    }

    /// Lengths and patterns that no text can keep together.
    fn agreeing(&mut self, more: &More, constraints: &[Constraint]) -> Option<()> {
        let Some((key, fault)) = constraint::contradiction(constraints) else {
            return Some(());
        };
        let (text, pattern) = (written(more, key)?, more.pattern.as_ref()?);
        self.conflict(
            Code::BadConstraint,
            text.span,
            fault.message,
            (pattern.span, "the pattern"),
            fault.help,
        );
        None
    }
}

/// The text of a constraint, if the spec has it.
fn written(more: &More, key: Key) -> Option<&Text> {
    match key {
        Key::Length => more.length.as_ref(),
        Key::ByteLength => more.byte_length.as_ref(),
        Key::Range => more.range.as_ref(),
        Key::Pattern => more.pattern.as_ref(),
        Key::Items => more.items.as_ref(),
        Key::Unique => None,
    }
}
