//! Fields, parameters, settings and items.

use apiloom_codegen::emit::{rust, words as shared};
use apiloom_codegen::expr;
use apiloom_codegen::model::{
    Access, Clear, Constraint, Field, PairStyle, Presence, Type, TypeId, TypeKind,
};
use apiloom_wire::{Json, encode};

use super::Reader;
use crate::book::{self, Code, Paragraph};
use crate::words;

/// So many codes are shown beside a field; more are on the page of the type.
const FEW: usize = 12;

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Among the settings.
    Setting,
    /// In a path, header or cookie: one text.
    Text,
    /// Among the pairs of a query or a form, or among parts.
    Pair,
    /// In JSON.
    Json,
}

impl Reader<'_> {
    /// A field; `sent` says whether it is part of requests, `rust` is its type in Rust.
    pub(super) fn field(
        &self,
        field: &Field,
        stand: Stand,
        sent: bool,
        rust: String,
    ) -> book::Field {
        let (consequences, dangers) = self.consequences(field, sent);
        book::Field {
            wire: words::visible(field.wire.as_str()),
            name: field.name.snake(),
            ty: self.type_text(&field.ty, rust),
            required: field.presence == Presence::Required,
            nullable: field.nullable,
            access: field.access.word().to_owned(),
            spread: field.spread,
            secret: is_secret(&field.ty),
            constant: field.constant.as_ref().map(|c| words::visible(&c.text)),
            computed: field
                .value
                .as_ref()
                .map(|v| words::visible(&expr::write(v))),
            default: field.default.as_deref().map(words::visible),
            aliases: self.aliases(field),
            example: field.example.as_ref().map(|json| shown(json, stand)),
            constraints: self.constraints(field),
            warns: field.warns,
            form: self.form(field, stand),
            consequences,
            dangers,
            fact: self.fact(&field.facts),
            codes: self.few_codes(&field.ty),
            inside: self.inside(&field.ty),
        }
    }

    fn aliases(&self, field: &Field) -> Vec<String> {
        let aliases = field.aliases.iter();
        aliases.map(|a| words::visible(a.as_str())).collect()
    }

    fn constraints(&self, field: &Field) -> Vec<Paragraph> {
        let form = words::text_form(self.language, &field.ty);
        let own = field
            .constraints
            .iter()
            .map(|constraint: &Constraint| self.saying(&shared::constraint(constraint)));
        form.into_iter().chain(own).collect()
    }

    fn form(&self, field: &Field, stand: Stand) -> Vec<Paragraph> {
        let mut form = self.form_of(&field.ty, stand == Stand::Json);
        if stand == Stand::Pair {
            let is_list = matches!(field.ty, Type::List(_) | Type::OneOrMany(_));
            let is_object = !field.spread
                && match &field.ty {
                    Type::Named(id) => !matches!(
                        self.api.declaration(*id).kind,
                        TypeKind::Enum(_) | TypeKind::Opaque
                    ),
                    Type::Map(_) | Type::IntMap(_) => true,
                    _ => false,
                };
            let plain = field.style == PairStyle::Repeat && !is_list;
            if is_list || (is_object && !plain) {
                let name = field.wire.as_str();
                form.push(words::pair_style(self.language, name, field.style, is_list));
            }
        }
        form
    }

    /// What sending it and leaving it out does, and what can be lost by it.
    fn consequences(&self, field: &Field, sent: bool) -> (Vec<Paragraph>, Vec<Paragraph>) {
        let (mut harmless, mut dangers) = (Vec::new(), Vec::new());
        if !sent {
            return (harmless, dangers);
        }
        for consequence in field.consequences() {
            let said = words::consequence(self.language, consequence);
            match consequence.is_danger() {
                true => dangers.push(said),
                false => harmless.push(said),
            }
        }
        if field.is_given() && field.access != Access::Read && field.is_clearable() {
            let clear = match field.clear {
                Clear::Empty => Clear::Empty,
                Clear::Unsaid | Clear::Never | Clear::Null => Clear::Null,
            };
            harmless.extend(shared::cleared(clear).map(|saying| self.saying(&saying)));
        }
        (harmless, dangers)
    }

    /// The codes of the enum in a type, if there are few.
    fn few_codes(&self, ty: &Type) -> Vec<Code> {
        let mut found = Vec::new();
        ty.walk(&mut |inner| {
            if let Type::Named(id) = inner {
                found.push(*id);
            }
        });
        let [id] = found.as_slice() else {
            return Vec::new();
        };
        self.codes_of(*id)
            .filter(|codes| codes.len() <= FEW)
            .unwrap_or_default()
    }

    fn codes_of(&self, id: TypeId) -> Option<Vec<Code>> {
        match &self.api.declaration(id).kind {
            TypeKind::Enum(codes) => Some(self.codes(codes)),
            _ => None,
        }
    }

    /// The codes of an enum.
    pub(super) fn codes(&self, codes: &apiloom_codegen::model::Enum) -> Vec<Code> {
        let variants = codes.variants.iter();
        variants
            .map(|variant| Code {
                code: words::visible(&variant.code.to_string()),
                name: variant.name.camel(),
                label: self.prose(&variant.label),
                fact: self.fact(&variant.facts),
            })
            .collect()
    }
}

fn is_secret(ty: &Type) -> bool {
    let mut found = false;
    ty.walk(&mut |inner| found |= *inner == Type::Secret);
    found
}

/// A value as it stands on the wire.
fn shown(json: &Json, stand: Stand) -> String {
    let text = match (stand, json.scalar_text()) {
        (Stand::Setting | Stand::Text | Stand::Pair, Some(text)) => text.into_owned(),
        _ => String::from_utf8_lossy(&encode(json).unwrap_or_default()).into_owned(),
    };
    text.chars().filter(|c| !rust::is_control(*c)).collect()
}
