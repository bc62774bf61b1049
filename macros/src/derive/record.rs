//! A struct with named fields: an object, or an array whose items have names.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, FieldsNamed, Ident, LitStr};

use super::case::Case;
use super::keys::Keys;
use super::member::{self, Around, Member, Role};
use super::place::Place;
use super::problems::Problems;

/// The `record!` table of a struct.
pub(super) fn expand(
    item: &DeriveInput,
    fields: &FieldsNamed,
    problems: &mut Problems,
) -> TokenStream {
    let keys = Keys::read(&item.attrs, Place::Record, problems);
    let around = Around {
        case: Case::read(&keys, problems),
        tuple: keys.flag("tuple", problems).is_some(),
    };
    let mut members = Vec::new();
    let mut extra = None;
    for field in &fields.named {
        let role = field
            .ident
            .as_ref()
            .and_then(|name| member::read(field, name, around, problems));
        match role {
            Some(Role::Member(member)) => members.push(*member),
            Some(Role::Extra(field)) => keep(&mut extra, field, problems),
            None => {}
        }
    }
    check_names(&members, problems);
    let name = &item.ident;
    let form = if around.tuple {
        quote!(Tuple)
    } else {
        quote!(Object)
    };
    let extra = extra.iter();
    let members = members.iter().enumerate();
    let codecs = members.clone().map(|(index, member)| member.codec(index));
    let lines = members.map(|(index, member)| member.line(index));
    quote! {
        #(#codecs)*

        ::apiloom::record! {
            #name as #form #(keeps #extra)*;
            #(#lines)*
        }
    }
}

/// Notes the field that keeps unknown members.
fn keep(extra: &mut Option<Ident>, field: Ident, problems: &mut Problems) {
    if let Some(first) = extra {
        let what = format!("`{first}` keeps the unknown members already");
        problems.add(&field, what, "take one of the two fields away");
    } else {
        *extra = Some(field);
    }
}

/// Checks that no name or alias says two members.
fn check_names(members: &[Member], problems: &mut Problems) {
    let mut taken: HashMap<String, &Ident> = HashMap::new();
    let names = members.iter().map(|member| (member, &member.name));
    let aliases = members
        .iter()
        .flat_map(|member| member.aliases.iter().map(move |alias| (member, alias)));
    for (member, name) in names.chain(aliases) {
        if let Some(owner) = taken.insert(name.value(), &member.field) {
            report_clash(owner, member, name, problems);
        }
    }
}

fn report_clash(owner: &Ident, member: &Member, name: &LitStr, problems: &mut Problems) {
    let text = name.value();
    if *owner == member.field {
        let what = format!("`{text}` is a name of this field already");
        problems.add(name, what, "take the alias away");
        return;
    }
    let what = format!("`{text}` stands for the field `{owner}` on the wire already");
    problems.add(name, what, "give each member a name of its own");
}
