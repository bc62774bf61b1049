//! A record or tuple: a struct with the table of its fields.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs;
use super::required::constructor;
use super::setter::setters_of;
use crate::ident;
use crate::lower::{Given, Lowered, Slot, extra, required};
use crate::model::{
    self, Access, Constant, ConstantKind, Declaration, Field, Record, Type, TypeId, TypeKind,
};

/// A field with what is decided of it.
struct Line<'a> {
    field: &'a Field,
    slot: Slot,
    name: Ident,
    /// The keys that it stands under; two for a union spread into the record.
    wires: Vec<String>,
    is_record: bool,
}

pub(super) fn record(
    lowered: &Lowered<'_>,
    id: TypeId,
    declaration: &Declaration,
    record: &Record,
) -> TokenStream {
    if !record.actions.is_empty() {
        return super::action::actions(lowered, id, declaration, record);
    }
    let name = ident::declared(&declaration.name);
    let lines = lines(lowered, id, record);
    let extra = extra(declaration, record).map(ident::word);
    let definition = definition(&name, declaration, record, &lines, extra.as_ref());
    let constructor = match declaration.usage.request {
        true => methods(&name, &lines, extra.as_ref(), record.open),
        false => TokenStream::new(),
    };
    let table = table(&name, record, &lines, extra.as_ref());
    let checks = super::validate::record(lowered, id, &name, record);
    quote!(#definition #constructor #table #checks)
}

/// The items of a tuple as a struct of their own, with the table that reads and writes them.
pub(super) fn items(
    lowered: &Lowered<'_>,
    id: TypeId,
    name: &Ident,
    record: &Record,
) -> TokenStream {
    let lines = lines(lowered, id, record);
    let fields = lines.iter().map(|line| {
        let (name, ty) = (&line.name, &line.slot.ty);
        quote!(#name: #ty,)
    });
    let table = table(name, record, &lines, None);
    quote! {
        /// The items by their position; null is none.
        struct #name { #(#fields)* }

        #table
    }
}

fn lines<'a>(lowered: &Lowered<'_>, id: TypeId, record: &'a Record) -> Vec<Line<'a>> {
    let line = |field: &'a Field| {
        let kind = |id: TypeId| Some(&lowered.api.declaration(id).kind);
        let mut wires = model::keys(field, &kind);
        if wires.is_empty() {
            wires.push(field.wire.0.clone());
        }
        Line {
            field,
            slot: lowered.slot(id, field),
            name: ident::snake(&field.name),
            wires,
            is_record: is_record(lowered, &field.ty),
        }
    };
    record.fields.iter().map(line).collect()
}

fn is_record(lowered: &Lowered<'_>, ty: &Type) -> bool {
    match ty {
        Type::Named(id) => matches!(lowered.api.declaration(*id).kind, TypeKind::Record(_)),
        _ => false,
    }
}

fn definition(
    name: &Ident,
    declaration: &Declaration,
    record: &Record,
    lines: &[Line<'_>],
    extra: Option<&Ident>,
) -> TokenStream {
    let mut about = docs::paragraphs(
        &declaration.facts,
        &format!("The type `{}` of the spec.", declaration.name.camel()),
    );
    about.extend(docs::rules(&record.rules));
    let about = docs::attributes(&about);
    let fields = lines
        .iter()
        .filter(|line| line.field.constant.is_none())
        .map(|line| {
            let (about, name, ty) = (
                docs::attributes(&docs::field(line.field)),
                &line.name,
                &line.slot.ty,
            );
            quote!(#about pub #name: #ty,)
        });
    let extra = extra.map(|extra| {
        quote! {
            /// Members that the spec does not name, as they came.
            pub #extra: Extra,
        }
    });
    let default = declaration.usage.request && lines.iter().all(|line| !line.slot.required);
    let default = default.then(|| quote!(Default,));
    quote! {
        #about
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #extra }
    }
}

/// The constructor and the setters of a type that callers make.
fn methods(name: &Ident, lines: &[Line<'_>], extra: Option<&Ident>, open: bool) -> TokenStream {
    let slots: Vec<(&Field, Slot)> = lines
        .iter()
        .filter(|line| line.field.constant.is_none())
        .map(|line| (line.field, line.slot.clone()))
        .collect();
    let constructor = constructor(name, &format!("[`{name}`]"), &slots, docs::field);
    let (item, parameters, prelude) = (
        &constructor.item,
        &constructor.parameters,
        &constructor.prelude,
    );
    let mut fields = constructor.fields.clone();
    if let Some(extra) = extra {
        fields.extend(quote!(#extra: Extra::new(),));
    }
    let setters = lines.iter().filter(|line| {
        !line.slot.required && line.field.constant.is_none() && line.field.access != Access::Read
    });
    let setters = setters.map(|line| {
        setters_of(
            line.field,
            &line.slot,
            &quote!(self),
            &ident::field_setter(line.field),
        )
    });
    let member = extra.filter(|_| open).map(|extra| {
        quote! {
            /// Adds a member that the spec does not name.
            pub fn with_member(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
                self.#extra.push(name, value);
                self
            }
        }
    });
    let default = slots.iter().all(|(_, slot)| !slot.required);
    let (about, body) = match default {
        true => (
            "Nothing yet; each setter adds a value.",
            quote!(Self::default()),
        ),
        false => (
            "Everything that is required; each setter adds a value.",
            quote!(#prelude Self { #fields }),
        ),
    };
    let mut about = vec![about.to_owned()];
    if let Given::Positional = required(&slots) {
        about.extend(docs::decisions(slots.iter().map(|(field, _)| *field)));
    }
    let about = docs::attributes(&about);
    quote! {
        #item
        impl #name {
            #about
            pub fn new(#parameters) -> Self { #body }
            #(#setters)*
            #member
        }
    }
}

/// The table of the fields, from which the runtime's macro makes reader and writer.
fn table(name: &Ident, record: &Record, lines: &[Line<'_>], extra: Option<&Ident>) -> TokenStream {
    let form = if record.tuple {
        quote!(Tuple)
    } else {
        quote!(Object)
    };
    let any = record.open.then(|| quote!(for any));
    let keeps = extra.map(|extra| quote!(keeps #extra #any));
    let (constants, fields): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| line.field.constant.is_some());
    let fields = fields.into_iter().map(|line| {
        let (field, wires) = (&line.name, &line.wires);
        // What a spread record demands, it says itself.
        let record = line.field.spread && line.is_record;
        let required = (line.slot.present && !record).then(|| quote!(required));
        let read_only = (line.field.access == Access::Read).then(|| quote!(read_only));
        let spread = line.field.spread.then(|| quote!(spread));
        let aliases = line.field.aliases.iter().map(|alias| {
            let alias = alias.as_str();
            quote!(or #alias)
        });
        let codec = line
            .slot
            .codec
            .as_ref()
            .filter(|_| !line.field.spread)
            .map(|codec| quote!(as #codec));
        quote!(#field: #required #read_only #spread #(#wires)|* #(#aliases)* #codec;)
    });
    let constants = constants.into_iter().filter_map(|line| {
        let (wire, value) = (
            line.field.wire.as_str(),
            constant_tokens(line.field.constant.as_ref()?),
        );
        Some(quote!(#wire = #value;))
    });
    quote! {
        record! {
            #name as #form #keeps;
            #(#fields)*
            #(#constants)*
        }
    }
}

/// A constant as the value that becomes its JSON.
pub(super) fn constant_tokens(constant: &Constant) -> TokenStream {
    let text = &constant.text;
    match constant.json {
        ConstantKind::Int(number) => {
            let number = Literal::i64_suffixed(number);
            quote!(#number)
        }
        ConstantKind::Bool(value) => quote!(#value),
        ConstantKind::Float => {
            // The checks accepted it; a number that is none would not be.
            let number = Literal::f64_suffixed(text.parse().unwrap_or_default());
            quote!(#number)
        }
        ConstantKind::Text => quote!(#text.to_owned()),
    }
}
