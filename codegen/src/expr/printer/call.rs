//! Calls of functions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Printed, hold, print, reach};
use crate::expr::scope::Held;
use crate::expr::table::{Need, Overload, Param, Takes};
use crate::expr::typed::{Node, Stage, Typed};
use crate::expr::types::Kind;

pub(super) fn plain(overload: &Overload, args: &[Option<Typed>], lifted: bool) -> Printed {
    let name = format_ident!("{}", overload.rust);
    // The functions of JSON take what may be absent as it is.
    if lifted
        && overload
            .takes
            .first()
            .is_some_and(|param| param.takes != Takes::Json)
    {
        return lift(overload, args);
    }
    let args = arguments(overload.takes, args);
    Printed::owned(quote!(f::#name(#(#args),*)))
}

/// `value.and_then(f::as_int)`: the functions that take an optional have one argument.
fn lift(overload: &Overload, args: &[Option<Typed>]) -> Printed {
    let name = format_ident!("{}", overload.rust);
    let Some(Some(value)) = args.first() else {
        return Printed::owned(quote!(None));
    };
    let join = if overload.gives.kind(None).is_optional() {
        quote!(and_then)
    } else {
        quote!(map)
    };
    let value = hold::exact(value);
    Printed::owned(quote!(#value.#join(f::#name)))
}

fn arguments(params: &[Param], args: &[Option<Typed>]) -> Vec<TokenStream> {
    let mut printed = Vec::new();
    for (index, param) in params.iter().enumerate() {
        if param.need == Need::Many {
            let many = args[index.min(args.len())..]
                .iter()
                .flatten()
                .map(hold::borrow);
            printed.push(quote!(&[#(#many),*]));
        } else {
            printed.push(argument(param, args.get(index).and_then(Option::as_ref)));
        }
    }
    printed
}

fn argument(param: &Param, arg: Option<&Typed>) -> TokenStream {
    let Some(arg) = arg else {
        // What is left out has one meaning for each kind of parameter.
        return if param.takes == Takes::Zone {
            quote!("UTC")
        } else {
            quote!(None)
        };
    };
    match param.takes {
        Takes::Json => reach::json_arg(arg).0,
        Takes::Texts => texts(arg),
        Takes::Items | Takes::Ints => items(arg),
        Takes::Word(words) => word(words, arg),
        _ if param.need == Need::Optional => {
            let value = print(arg).tokens;
            quote!(Some(#value))
        }
        _ => hold::borrow(arg),
    }
}

fn word(words: &[(&str, &str)], arg: &Typed) -> TokenStream {
    let Node::Text(text) = &arg.node else {
        return hold::borrow(arg);
    };
    let constant = words
        .iter()
        .find(|(word, _)| word == text)
        .map_or("Rfc3986", |(_, rust)| rust);
    let constant = format_ident!("{constant}");
    quote!(f::Percent::#constant)
}

/// A list of texts to be read: a literal list borrows its items.
pub(super) fn texts(list: &Typed) -> TokenStream {
    let Node::List(items) = &list.node else {
        return hold::borrow(list);
    };
    // The first item decides the type of all, the others are coerced to it.
    let items = items.iter().enumerate().map(|(index, item)| {
        if index == 0 {
            hold::exact(item)
        } else {
            hold::borrow(item)
        }
    });
    quote!(&[#(#items),*])
}

/// A list to be read whose items are owned.
pub(super) fn items(list: &Typed) -> TokenStream {
    let Node::List(items) = &list.node else {
        return hold::borrow(list);
    };
    let items = items.iter().map(hold::own);
    quote!(&[#(#items),*])
}

pub(super) fn each(keys: bool, pairs: &Typed, stages: &[Stage]) -> Printed {
    let (name, value) = if keys {
        ("each_key", "key")
    } else {
        ("each_value", "value")
    };
    let (name, value) = (format_ident!("{name}"), format_ident!("{value}"));
    let pairs = hold::borrow(pairs);
    if let [Stage { overload, args, .. }] = stages
        && args.iter().all(Option::is_none)
        && overload.takes.len() == 1
    {
        let stage = format_ident!("{}", overload.rust);
        return Printed::owned(quote!(f::#name(#pairs, f::#stage)));
    }
    let mut kind = Kind::Text;
    let mut changed = Printed::new(quote!(#value), Held::Ref);
    for stage in stages {
        changed = applied(stage, &kind, changed);
        kind = stage.overload.gives.kind(Some(&kind));
    }
    let body = hold::own_printed(&kind, changed);
    Printed::owned(quote!(f::#name(#pairs, |#value| #body)))
}

/// A stage applied to what the stages before it gave.
fn applied(stage: &Stage, kind: &Kind, value: Printed) -> Printed {
    let name = format_ident!("{}", stage.overload.rust);
    let first = match kind {
        Kind::Optional(_) => hold::exact_printed(kind, value),
        _ => hold::borrow_printed(kind, value),
    };
    let rest = arguments(&stage.overload.takes[1..], &stage.args);
    Printed::owned(quote!(f::#name(#first #(, #rest)*)))
}
