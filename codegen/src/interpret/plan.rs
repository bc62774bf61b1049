//! What is known of a declared type before its values are read: shapes, codes, names.

use apiloom_wire::{Code, Shape};

use super::names::{self, ShapeKey};
use crate::ident;
use crate::lower::{Held, held};
use crate::model::{self, Api, Declaration, Field, Literal, TypeId, TypeKind};

/// What is known of a declared type.
pub(super) struct Plan {
    /// What errors call it.
    pub(super) name: &'static str,
    /// The members of a record or patterned object.
    pub(super) members: Members,
    /// Whether members that the spec does not name are kept.
    pub(super) keeps: bool,
    /// Whether callers make it.
    pub(super) request: bool,
    /// The codes of an enum.
    pub(super) codes: Vec<Code>,
}

/// The members of an object, as it is read.
pub(super) struct Members {
    pub(super) shape: &'static Shape,
    /// The field, by its number, that is read from each member of the shape; none for constants.
    pub(super) fields: Vec<Option<usize>>,
}

pub(super) fn plan(api: &Api, declaration: &Declaration) -> Plan {
    let ident = ident::declared(&declaration.name);
    let mut name = ident.to_string();
    let usage = declaration.usage;
    let mut keeps = usage.response;
    let mut codes = Vec::new();
    let members = match &declaration.kind {
        TypeKind::Record(record) => {
            keeps |= record.open;
            if !record.actions.is_empty() {
                // The items are a record of their own, as in the Rust of a client.
                name = ident::suffixed(&ident, "Items").to_string();
                keeps = false;
            }
            let about = About {
                name: &name,
                tuple: record.tuple,
                request: usage.request,
                open: record.open && keeps,
            };
            members(api, &record.fields, &about)
        }
        TypeKind::Patterned(_) => {
            keeps = true;
            nothing(&name)
        }
        TypeKind::Enum(of) => {
            codes.extend(of.variants.iter().map(|variant| code(&variant.code)));
            nothing(&name)
        }
        TypeKind::Union(_) | TypeKind::Opaque => nothing(&name),
    };
    Plan {
        name: names::text(&ident.to_string()),
        members,
        keeps,
        request: usage.request,
        codes,
    }
}

/// What is known of an object as a whole.
pub(super) struct About<'n> {
    pub(super) name: &'n str,
    pub(super) tuple: bool,
    pub(super) request: bool,
    pub(super) open: bool,
}

/// The members of an object with these fields: those of constants last, as they are written.
pub(super) fn members<'f>(
    api: &Api,
    fields: impl IntoIterator<Item = &'f Field>,
    about: &About<'_>,
) -> Members {
    let kind = |id: TypeId| Some(&api.declaration(id).kind);
    let (mut named, mut aliases, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut constants, mut constant_count) = (Vec::new(), 0);
    for (number, field) in fields.into_iter().enumerate() {
        if field.constant.is_some() {
            constants.push((field.wire.0.clone(), false));
            constant_count += 1;
            continue;
        }
        let mut wires = model::keys(field, &kind);
        if wires.is_empty() {
            wires.push(field.wire.0.clone());
        }
        let present = matches!(
            held(field, about.request),
            Held::Bare | Held::OrNull | Held::NullOrEmpty
        );
        // What a spread record demands, it says itself.
        let required = present && !(field.spread && is_record(api, field));
        let names = field.aliases.iter();
        aliases.extend(names.map(|alias| (alias.0.clone(), wires[0].clone())));
        for (index, wire) in wires.into_iter().enumerate() {
            named.push((wire, required && index == 0));
            numbers.push(Some(number));
        }
    }
    named.extend(constants);
    numbers.extend(std::iter::repeat_n(None, constant_count));
    let shape = names::shape(ShapeKey {
        name: about.name.to_owned(),
        tuple: about.tuple,
        members: named,
        aliases,
        open: about.open,
    });
    Members {
        shape,
        fields: numbers,
    }
}

fn nothing(name: &str) -> Members {
    let shape = names::shape(ShapeKey {
        name: name.to_owned(),
        tuple: false,
        members: Vec::new(),
        aliases: Vec::new(),
        open: false,
    });
    Members {
        shape,
        fields: Vec::new(),
    }
}

fn is_record(api: &Api, field: &Field) -> bool {
    match &field.ty {
        model::Type::Named(id) => matches!(api.declaration(*id).kind, TypeKind::Record(_)),
        _ => false,
    }
}

fn code(literal: &Literal) -> Code {
    match literal {
        Literal::Int(code) => Code::Int(*code),
        Literal::Text(code) => Code::Text(code.clone()),
    }
}
