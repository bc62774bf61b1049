//! What is known of the members of requests, for the summary of what a call would do: static tables.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ident;
use crate::lower::{Changes, Lowered, MemberChange, MemberTable, OperationMembers};
use crate::model::{Clear, LeftOut, Operation, TypeId, Update};

/// The module of the tables of records.
pub(super) fn members(lowered: &Lowered<'_>, known: &Changes<'_>) -> TokenStream {
    let tables = known.records().map(|(id, table)| {
        let (name, members) = (table_name(lowered, id), members_of(lowered, &table));
        quote!(pub(crate) static #name: dry_run::Members = #members;)
    });
    quote!(#(#tables)*)
}

/// The table of an operation and the constant that names it; nothing where there is nothing to say.
pub(super) fn changes<'a>(
    lowered: &Lowered<'a>,
    known: &Changes<'a>,
    operation: &'a Operation,
) -> Option<(TokenStream, TokenStream)> {
    let changes = known.of(operation)?;
    let members = match &changes.members {
        OperationMembers::Record(id) => {
            let table = table_name(lowered, *id);
            quote!(members::#table)
        }
        OperationMembers::Own(table) => members_of(lowered, table),
    };
    let new = ident::word(match changes.update {
        Some(Update::Merge | Update::MergeById) => "merging",
        Some(Update::Replace) => "replacing",
        Some(Update::Unknown) => "unknown",
        None => "recording",
    });
    Some((
        quote!(static CHANGES: dry_run::Changes = dry_run::Changes::#new(#members);),
        quote!(
            const CHANGES: &'static dry_run::Changes = &CHANGES;
        ),
    ))
}

fn members_of(lowered: &Lowered<'_>, table: &MemberTable<'_>) -> TokenStream {
    let lines = table.members.iter().map(|member| {
        let (wire, said) = (member.wire, said(lowered, member));
        quote!(dry_run::Member::new(#wire) #said)
    });
    let others = &table.others;
    let others = (!others.is_empty()).then(|| quote!(.and(&[#(#others),*])));
    quote!(dry_run::Members::new(&[#(#lines),*]) #others)
}

/// What is to be said of a member.
fn said(lowered: &Lowered<'_>, member: &MemberChange<'_>) -> TokenStream {
    let update = member.update.map(|update| match update {
        Update::Replace => quote!(.replaced()),
        Update::Merge | Update::MergeById => quote!(.merged()),
        Update::Unknown => quote!(.undocumented()),
    });
    let cleared = member.cleared_by.map(|clear| match clear {
        Clear::Empty => quote!(.cleared_by_empty()),
        _ => quote!(.cleared_by_null()),
    });
    let inside = member.inside.map(|id| {
        let table = table_name(lowered, id);
        quote!(.inside(&members::#table))
    });
    let shapes = member.deleted_by.iter().map(|with| quote!(&[#(#with),*]));
    let deleted = (!member.deleted_by.is_empty()).then(|| quote!(.deleted_by(&[#(#shapes),*])));
    let omitted = member.omitted.map(|omitted| match omitted {
        LeftOut::Erased => quote!(.erased()),
        LeftOut::Unknown => quote!(.uncertain()),
        _ => quote!(.kept()),
    });
    quote!(#update #cleared #inside #deleted #omitted)
}

fn table_name(lowered: &Lowered<'_>, id: TypeId) -> Ident {
    let name = ident::declared_snake(&lowered.api.declaration(id).name);
    format_ident!("{}", name.to_ascii_uppercase())
}
