//! Members of records and of JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Printed, hold, print};
use crate::expr::rust_text::RustText;
use crate::expr::scope::Held;
use crate::expr::typed::{Node, Typed};

/// A member of a declared record; of an optional one, absent where the record is.
pub(super) fn member(typed: &Typed, record: &Typed, access: &RustText, held: Held) -> Printed {
    let printed = print(record);
    if !record.ty.kind.is_optional() {
        let held = if printed.held == Held::Owned && held == Held::Place {
            Held::Owned
        } else {
            held
        };
        let value = printed.receiver();
        return Printed::new(quote!(#value #access), held);
    }
    let kind = &typed.ty.kind;
    // Whether the member itself is optional cannot be seen from the type of the whole.
    let optional = member_is_optional(typed);
    let join = if optional {
        quote!(and_then)
    } else {
        quote!(map)
    };
    let inner_kind = if optional { kind } else { kind.plain() };
    if printed.held == Held::Owned {
        let inner = hold::own_printed(inner_kind, Printed::new(quote!(it #access), held));
        let value = printed.receiver();
        return Printed::owned(quote!(#value.#join(|it| #inner)));
    }
    let inner = hold::exact_printed(inner_kind, Printed::new(quote!(it #access), held));
    let whole = hold::borrow_printed(&record.ty.kind, printed);
    let borrows = held == Held::Owned && !inner_kind.is_copy();
    if borrows {
        let inner = quote!(it #access);
        return Printed::owned(quote!(#whole.#join(|it| #inner)));
    }
    Printed::new(quote!(#whole.#join(|it| #inner)), Held::Ref)
}

fn member_is_optional(typed: &Typed) -> bool {
    let Node::Member { record, name, .. } = &typed.node else {
        return false;
    };
    match record.ty.kind.plain() {
        crate::expr::types::Kind::Record(record) => record
            .members
            .get(name)
            .is_some_and(|member| member.ty.kind.is_optional()),
        _ => false,
    }
}

/// `f::member(body, &["data", "next"])`: a whole path in one call.
pub(super) fn json_member(json: &Typed, key: &Typed) -> Printed {
    let mut keys = vec![hold::borrow(key)];
    let mut base = hold::widest(json);
    while let Node::JsonMember(inner, key) = &base.node {
        keys.push(hold::borrow(key));
        base = hold::widest(inner);
    }
    keys.reverse();
    let (json, held) = json_arg(base);
    found(quote!(f::member(#json, &[#(#keys),*])), held)
}

pub(super) fn json_item(json: &Typed, index: &Typed) -> Printed {
    let (json, held) = json_arg(json);
    let index = print(index).tokens;
    found(quote!(f::item(#json, #index)), held)
}

/// JSON as an argument that is `&Json` or `Option<&Json>`, and how it was held.
pub(super) fn json_arg(json: &Typed) -> (TokenStream, Held) {
    let json = hold::widest(json);
    let printed = print(json);
    let held = printed.held;
    (hold::borrow_printed(&json.ty.kind, printed), held)
}

/// What is found inside an owned value is cloned, since that value does not stay.
fn found(tokens: TokenStream, held: Held) -> Printed {
    match held {
        Held::Owned => Printed::owned(quote!(#tokens.cloned())),
        Held::Place | Held::Ref => Printed::new(tokens, Held::Ref),
    }
}
