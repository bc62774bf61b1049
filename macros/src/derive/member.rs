//! One field of a record: a line of the `record!` table.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Expr, Field, Ident, LitStr, Type};

use super::case::Case;
use super::codec;
use super::keys::{Entry, Keys};
use super::place::Place;
use super::problems::Problems;
use super::shape::last_segment;

/// What a field of a record is on the wire.
pub(super) enum Role {
    /// A member with a name.
    Member(Box<Member>),
    /// Where unknown members are kept.
    Extra(Ident),
}

/// A member with a name.
pub(super) struct Member {
    pub(super) field: Ident,
    pub(super) name: LitStr,
    pub(super) aliases: Vec<LitStr>,
    ty: Type,
    codec: Option<Expr>,
    required: bool,
    read_only: bool,
}

/// What a field's record says for all of them.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) case: Case,
    pub(super) tuple: bool,
}

/// Reads a field and its keys.
pub(super) fn read(
    field: &Field,
    name: &Ident,
    around: Around,
    problems: &mut Problems,
) -> Option<Role> {
    let keys = Keys::read(&field.attrs, Place::Member, problems);
    match keys.flag("extra", problems) {
        Some(extra) => {
            check_extra(field, extra, &keys, around, problems);
            Some(Role::Extra(name.clone()))
        }
        None => member(field, name, &keys, around, problems)
            .map(|member| Role::Member(Box::new(member))),
    }
}

impl Member {
    /// The function that gives the member's codec.
    pub(super) fn codec(&self, index: usize) -> TokenStream {
        codec::function(&codec_name(index), &self.ty, self.codec.as_ref())
    }

    /// The member's line of the table.
    pub(super) fn line(&self, index: usize) -> TokenStream {
        let (field, name, aliases) = (&self.field, &self.name, &self.aliases);
        let required = self.required.then(|| quote!(required));
        let read_only = self.read_only.then(|| quote!(read_only));
        let codec = codec_name(index);
        quote!(#field: #required #read_only #name #(or #aliases)* as #codec();)
    }
}

fn codec_name(index: usize) -> Ident {
    format_ident!("__codec_{index}")
}

fn member(
    field: &Field,
    ident: &Ident,
    keys: &Keys,
    around: Around,
    problems: &mut Problems,
) -> Option<Member> {
    let name = wire_name(ident, keys, around.case, problems);
    let aliases = keys.all("alias");
    let aliases: Vec<LitStr> = aliases
        .filter_map(|entry| filled(entry, problems))
        .collect();
    let codec = keys.value("as", problems).cloned();
    let required = is_required(field, keys, around, problems);
    let read_only = keys.flag("read_only", problems);
    if let Some(read_only) = read_only.filter(|_| around.tuple) {
        problems.add(
            read_only,
            "an item of an array cannot be `read_only`",
            "the items behind it would move; write an object, without `#[wire(tuple)]`",
        );
    }
    Some(Member {
        field: ident.clone(),
        name: name?,
        aliases,
        ty: field.ty.clone(),
        codec,
        required,
        read_only: read_only.is_some(),
    })
}

/// The name on the wire: the one that is written, or the field's in the record's case.
pub(super) fn wire_name(
    ident: &Ident,
    keys: &Keys,
    case: Case,
    problems: &mut Problems,
) -> Option<LitStr> {
    if let Some(entry) = keys.get("name") {
        return filled(entry, problems);
    }
    let name = case.apply(&ident.unraw().to_string());
    if name.is_empty() {
        let what = format!("`rename_all` leaves nothing of `{ident}`");
        problems.add(ident, what, "write `#[wire(name = \"…\")]` on the field");
        return None;
    }
    Some(LitStr::new(&name, ident.span()))
}

/// A text that is not empty.
fn filled(entry: &Entry, problems: &mut Problems) -> Option<LitStr> {
    let text = entry.text(problems)?;
    if !text.value().is_empty() {
        return Some(text);
    }
    let help = "write the name that stands in the JSON";
    problems.add(text, format!("the `{}` is empty", entry.name()), help);
    None
}

/// The types whose values may be absent.
const OPTIONAL: &[&str] = &["Option", "Patch", "Nullable", "Replacement", "Whole"];

fn is_required(field: &Field, keys: &Keys, around: Around, problems: &mut Problems) -> bool {
    let holder = last_segment(&field.ty).filter(|last| OPTIONAL.contains(&&**last));
    let required = keys.flag("required", problems);
    let optional = keys.flag("optional", problems);
    match (required, optional) {
        (Some(_), Some(optional)) => {
            let help = "keep the one that is true";
            problems.add(optional, "a member is `required` or `optional`", help);
            true
        }
        (Some(required), None) => {
            // Without a codec that writes it, the empty value would be left out, and could not be read again.
            if let Some(holder) = holder.filter(|_| keys.get("as").is_none() && !around.tuple) {
                problems.add(
                    required,
                    format_args!("an empty `{holder}` is left out of an object, so the member is not always there"),
                    "for a member that is there and may be null, hold it as an `Option` and write \
                     `#[wire(required, as = apiloom::OrNull(apiloom::Plain))]`",
                );
            }
            true
        }
        (None, Some(_)) => false,
        (None, None) => holder.is_none(),
    }
}

fn check_extra(field: &Field, extra: &Entry, keys: &Keys, around: Around, problems: &mut Problems) {
    for entry in keys.every().iter().filter(|entry| entry.name() != "extra") {
        let what = format!(
            "`{}` says nothing about a field that keeps the unknown members",
            entry.name()
        );
        problems.add(entry, what, "write `#[wire(extra)]` alone");
    }
    if last_segment(&field.ty).as_deref() != Some("Extra") {
        problems.add(
            &field.ty,
            "the field that keeps the unknown members is an `apiloom::Extra`",
            "write `apiloom::Extra` as its type",
        );
    }
    if around.tuple {
        problems.add(
            extra,
            "the items of an array have no names under which unknown ones could be kept",
            "take the field away, or write an object, without `#[wire(tuple)]`",
        );
    }
}
