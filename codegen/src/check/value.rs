//! Values that a spec gives as text, such as constants and defaults: each is a value of its type.

use apiloom_wire::Json;

use super::Check;
use super::json::{json, text_json};
use crate::diagnostic::{Code, help};
use crate::model::{CodeKind, ConstantKind, Literal, Type, TypeKind, WriteForm};
use crate::source::NodeKind;
use crate::spec::{Raw, Text};

impl Check<'_> {
    /// What a text is in JSON as a value of a type; reports a text that is none. `what` names its key.
    pub(super) fn text_value(
        &mut self,
        text: &Text,
        ty: &Type,
        what: &str,
    ) -> Option<ConstantKind> {
        let value = self.kind_of_text(text.as_str(), ty);
        if value.is_some() {
            self.formed(ty, text.as_str(), text.span, Code::BadConstraint, what);
        }
        if value.is_none() {
            let message = format!("the {what} `{}` is not a value of its type", text.text);
            self.report(
                Code::BadConstraint,
                text.span,
                message,
                help!("correct the value, or the type", "改正该值，或改正类型"),
            );
        }
        value
    }

    /// A single value among the facts of a field, such as its example; lists and maps are looked at as
    /// examples are. Gives it as JSON.
    pub(super) fn single_value(&mut self, raw: &Raw, ty: &Type, what: &str) -> Option<Json> {
        match &raw.node.kind {
            // A default is a value to use, which is no example.
            NodeKind::Scalar { .. } if *ty == Type::Secret && what == "example" => {
                self.example_value(ty, &raw.node);
                Some(json(&raw.node))
            }
            NodeKind::Scalar { text, .. } => {
                let text = Text {
                    text: text.clone(),
                    span: raw.node.span,
                    verbatim: None,
                };
                let kind = self.text_value(&text, ty, what)?;
                Some(text_json(text.as_str(), &kind))
            }
            NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Refused => {
                self.example_value(ty, &raw.node);
                Some(json(&raw.node))
            }
        }
    }

    fn kind_of_text(&self, text: &str, ty: &Type) -> Option<ConstantKind> {
        let of_code = |code: &Literal| match code {
            Literal::Int(code) if code.to_string() == text => Some(ConstantKind::Int(*code)),
            Literal::Text(code) if code == text => Some(ConstantKind::Text),
            _ => None,
        };
        let int = || text.parse().ok().map(ConstantKind::Int);
        match ty {
            Type::Bool => text.parse().ok().map(ConstantKind::Bool),
            Type::Int32 => text
                .parse::<i32>()
                .ok()
                .map(|number| ConstantKind::Int(number.into())),
            Type::Int64
            | Type::EpochSeconds
            | Type::EpochMillis
            | Type::IntOrString(WriteForm::Int) => int(),
            Type::Float => crate::constraint::decimal(text).then_some(ConstantKind::Float),
            Type::Decimal => crate::constraint::decimal(text).then_some(ConstantKind::Text),
            Type::BoolCodes { on, off } => of_code(on).or_else(|| of_code(off)),
            Type::Nullable(inner) | Type::Trimmed(inner) | Type::OneOrMany(inner) => {
                self.kind_of_text(text, inner)
            }
            Type::InString(inner) => self.kind_of_text(text, inner).map(|_| ConstantKind::Text),
            Type::Sentinel(_, empty) if text == empty => Some(ConstantKind::Text),
            Type::Sentinel(inner, _) => self.kind_of_text(text, inner),
            Type::List(_)
            | Type::Map(_)
            | Type::IntMap(_)
            | Type::Pairs(..)
            | Type::FlatPairs(..) => None,
            Type::Named(id) => match self.types.declarations.get(id.0)?.as_ref().map(|d| &d.kind) {
                Some(TypeKind::Enum(codes)) => {
                    let known = codes.variants.iter().find_map(|v| of_code(&v.code));
                    let other = match codes.codes {
                        CodeKind::Int => int(),
                        CodeKind::Text => Some(ConstantKind::Text),
                    };
                    known.or(other.filter(|_| codes.open))
                }
                Some(_) => None,
                // Enums are described before everything else: this is no enum.
                None => None,
            },
            _ => Some(ConstantKind::Text),
        }
    }
}
