//! What is known of the members of requests, for the summary of what a call would do: static tables.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ident;
use crate::lower::Lowered;
use crate::model::{
    Access, Clear, Effect, Field, LeftOut, Operation, Payload, Presence, Type, TypeId, TypeKind,
    Update, sent, updated,
};

/// Records spread into one another are followed only so deep, as their keys are.
const DEEPEST: usize = 16;

/// The records that some operation updates, and how.
pub(super) type Updated = BTreeMap<TypeId, BTreeSet<Update>>;

fn updated_records(lowered: &Lowered<'_>) -> Updated {
    let mut found = Updated::new();
    for operation in lowered
        .api
        .operations
        .iter()
        .filter(|o| o.effect == Effect::Write)
    {
        for (id, update) in updated(&lowered.api.types, operation) {
            if let TypeKind::Record(record) = &lowered.api.declaration(id).kind
                && !record.tuple
            {
                found.entry(id).or_default().insert(update);
            }
        }
    }
    found
}

/// The module of the tables of records.
pub(super) fn members(lowered: &Lowered<'_>, known: &Updated) -> TokenStream {
    let tables = known.iter().map(|(id, updates)| {
        let name = table_name(lowered, *id);
        let members = list(lowered, known, fields_of(lowered, *id), updates);
        quote!(pub(crate) static #name: dry_run::Members = #members;)
    });
    quote!(#(#tables)*)
}

/// The table of an operation and the constant that names it; nothing where there is nothing to say.
pub(super) fn changes(
    lowered: &Lowered<'_>,
    known: &Updated,
    operation: &Operation,
) -> Option<(TokenStream, TokenStream)> {
    if operation.effect != Effect::Write {
        return None;
    }
    let updates: BTreeSet<Update> = operation.update.into_iter().collect();
    let whole = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Whole(field)) => Some(record(&field.ty)),
        _ => None,
    };
    let members = match whole {
        // The members of a record that is the body are those of the request.
        Some(Some(id)) if known.contains_key(&id) => {
            let table = table_name(lowered, id);
            quote!(members::#table)
        }
        Some(_) => quote!(dry_run::Members::new(&[])),
        None => list(lowered, known, sent(operation), &updates),
    };
    let new = ident::word(match operation.update {
        Some(Update::Merge | Update::MergeById) => "merging",
        Some(Update::Replace) => "replacing",
        Some(Update::Unknown) => "unknown",
        None if whole.is_none() && says(lowered, known, sent(operation), &updates) => "recording",
        None => return None,
    });
    Some((
        quote!(static CHANGES: dry_run::Changes = dry_run::Changes::#new(#members);),
        quote!(
            const CHANGES: &'static dry_run::Changes = &CHANGES;
        ),
    ))
}

/// The records that some operation updates and of whose members something is to be said.
pub(super) fn tables(lowered: &Lowered<'_>) -> Updated {
    let mut all = updated_records(lowered);
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut todo = Vec::new();
    for (id, updates) in &all {
        let fields = fields_of(lowered, *id);
        if says(lowered, &Updated::new(), fields, updates) {
            todo.push(*id);
        }
        let mut inner = Vec::new();
        held(lowered, fields, &mut inner);
        for inner in inner {
            holders.entry(inner).or_default().push(*id);
        }
    }
    // A table is also there for those of its members that have one.
    let mut known = Updated::new();
    while let Some(id) = todo.pop() {
        if let Some(updates) = all.remove(&id) {
            known.insert(id, updates);
            todo.extend(holders.remove(&id).into_iter().flatten());
        }
    }
    let named = named(lowered, &known);
    known.retain(|id, _| named.contains(id));
    known
}

/// The records whose tables are named by operations, or by tables that are: not those behind unions, nor
/// those that are spread.
fn named(lowered: &Lowered<'_>, known: &Updated) -> BTreeSet<TypeId> {
    let mut todo = Vec::new();
    for operation in lowered
        .api
        .operations
        .iter()
        .filter(|o| o.effect == Effect::Write)
    {
        match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Whole(field)) if operation.update.is_some() => {
                todo.extend(record(&field.ty));
            }
            Some(Payload::Fields(fields)) => held(lowered, fields, &mut todo),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if known.contains_key(&id) && found.insert(id) {
            held(lowered, fields_of(lowered, id), &mut todo);
        }
    }
    found
}

/// The declared types of the fields that an object has.
fn held(lowered: &Lowered<'_>, fields: &[Field], found: &mut Vec<TypeId>) {
    let mut flat = Vec::new();
    spread(lowered, fields, DEEPEST, &mut flat);
    let sent = flat
        .into_iter()
        .filter(|f| f.is_given() && f.access != Access::Read);
    found.extend(sent.filter_map(|field| record(&field.ty)));
}

fn fields_of<'a>(lowered: &Lowered<'a>, id: TypeId) -> &'a [Field] {
    match &lowered.api.declaration(id).kind {
        TypeKind::Record(record) if !record.tuple => &record.fields,
        _ => &[],
    }
}

/// Whether more is to be said of some field than that it is set.
fn says(
    lowered: &Lowered<'_>,
    known: &Updated,
    fields: &[Field],
    updates: &BTreeSet<Update>,
) -> bool {
    let (lines, others) = lines(lowered, known, fields, updates);
    !lines.is_empty() || !others.is_empty()
}

/// The table of these fields.
fn list(
    lowered: &Lowered<'_>,
    known: &Updated,
    fields: &[Field],
    updates: &BTreeSet<Update>,
) -> TokenStream {
    let (lines, others) = lines(lowered, known, fields, updates);
    let others = (!others.is_empty()).then(|| quote!(.and(&[#(#others),*])));
    quote!(dry_run::Members::new(&[#(#lines),*]) #others)
}

/// The lines of the fields of which more is to be said than that they are set, and the wire names of those
/// of which all there is to say is that they can be lost.
fn lines(
    lowered: &Lowered<'_>,
    known: &Updated,
    fields: &[Field],
    updates: &BTreeSet<Update>,
) -> (Vec<TokenStream>, Vec<String>) {
    let mut flat = Vec::new();
    spread(lowered, fields, DEEPEST, &mut flat);
    let loses = |update: &Update| matches!(update, Update::Replace | Update::Unknown);
    let loses = updates.iter().any(loses);
    let (mut lines, mut others) = (Vec::new(), Vec::new());
    for field in flat {
        if !field.is_given() || field.access == Access::Read {
            continue;
        }
        let (wire, said) = (field.wire.as_str(), said(lowered, known, field));
        if !said.is_empty() {
            lines.push(quote!(dry_run::Member::new(#wire) #said));
        } else if loses && field.presence == Presence::Optional {
            others.push(wire.to_owned());
        }
    }
    (lines, others)
}

/// The fields whose keys stand in an object: of a record that is spread, its own.
fn spread<'a>(lowered: &Lowered<'a>, fields: &'a [Field], depth: usize, flat: &mut Vec<&'a Field>) {
    for field in fields {
        let inner = record(&field.ty).map(|id| fields_of(lowered, id));
        match inner.filter(|inner| field.spread && depth > 0 && !inner.is_empty()) {
            Some(inner) => spread(lowered, inner, depth - 1, flat),
            None => flat.push(field),
        }
    }
}

/// The declared type of a field.
fn record(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => record(inner),
        _ => None,
    }
}

/// What is to be said of a field.
fn said(lowered: &Lowered<'_>, known: &Updated, field: &Field) -> TokenStream {
    let mut said = Vec::new();
    said.extend(field.update.map(|update| match update {
        Update::Replace => quote!(.replaced()),
        Update::Merge | Update::MergeById => quote!(.merged()),
        Update::Unknown => quote!(.undocumented()),
    }));
    if field.is_clearable() {
        said.push(match field.clear {
            Clear::Empty => quote!(.cleared_by_empty()),
            _ => quote!(.cleared_by_null()),
        });
    }
    if let Some(id) = record(&field.ty)
        && known.contains_key(&id)
    {
        let table = table_name(lowered, id);
        said.push(quote!(.inside(&members::#table)));
    }
    said.extend(deleted_by(lowered, &field.ty));
    let merges = matches!(field.update, Some(Update::Merge | Update::MergeById)) && field.many;
    said.extend(match field.omitted {
        // Where nothing else is said, nothing is lost either.
        _ if field.presence == Presence::Required => (!said.is_empty()).then(|| quote!(.kept())),
        Some(LeftOut::Erased) => Some(quote!(.erased())),
        Some(LeftOut::Unknown) => Some(quote!(.uncertain())),
        Some(_) => Some(quote!(.kept())),
        None => merges.then(|| quote!(.kept())),
    });
    quote!(#(#said)*)
}

/// The forms of the items that delete.
fn deleted_by(lowered: &Lowered<'_>, ty: &Type) -> Option<TokenStream> {
    let Type::List(item) = ty else { return None };
    let Type::Named(id) = &**item else {
        return None;
    };
    let TypeKind::Record(record) = &lowered.api.declaration(*id).kind else {
        return None;
    };
    let deleting = record.actions.iter().filter(|action| action.deletes);
    let shapes: Vec<TokenStream> = deleting
        .map(|action| {
            let with = &action.with;
            quote!(&[#(#with),*])
        })
        .collect();
    (!shapes.is_empty()).then(|| quote!(.deleted_by(&[#(#shapes),*])))
}

fn table_name(lowered: &Lowered<'_>, id: TypeId) -> Ident {
    let name = ident::declared_snake(&lowered.api.declaration(id).name);
    format_ident!("{}", name.to_ascii_uppercase())
}
