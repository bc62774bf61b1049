//! The printer: Rust that computes what the interpreter computes, and reads as if written by hand.

mod branch;
mod call;
mod compare;
mod hold;
mod logic;
mod presence;
mod reach;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::Held;
use super::typed::{Node, Segment, Typed};

/// Rust that gives the expression's value, owned.
///
/// Text is a `String`, bytes and lists are `Vec`s, what may be absent is an `Option`. The path
/// `f` must name `apiloom_wire::functions` where the tokens are put.
pub fn rust(typed: &Typed) -> TokenStream {
    hold::own(typed)
}

/// Rust that gives a bool, as the condition of an `if`.
pub fn rust_condition(typed: &Typed) -> TokenStream {
    logic::truth(typed, false).tokens
}

/// Rust that gives the expression's value to be read: `&str`, `&[u8]`, `Option<&str>`, or
/// something that Rust coerces to it, such as `&String`. Int, bool and instant are given by value.
pub fn rust_ref(typed: &Typed) -> TokenStream {
    hold::borrow(typed)
}

/// The shortest Rust for a local, and what that local then holds: [`Held::Ref`] to what lives as
/// long as the scope's own values, or [`Held::Place`] if it owns its value.
pub fn rust_let(typed: &Typed) -> (TokenStream, Held) {
    let printed = print(typed);
    match printed.held {
        Held::Owned => (printed.tokens, Held::Place),
        _ if typed.ty.kind.is_copy() => (printed.tokens, Held::Place),
        Held::Place | Held::Ref => (hold::exact(typed), Held::Ref),
    }
}

/// Rust tokens, what they give, and how strongly they bind.
struct Printed {
    tokens: TokenStream,
    held: Held,
    binds: Binds,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    /// `if` and `match`.
    Block,
    Or,
    And,
    Compare,
    Not,
    /// Paths, calls, members, literals.
    Postfix,
}

impl Printed {
    fn new(tokens: TokenStream, held: Held) -> Self {
        Self {
            tokens,
            held,
            binds: Binds::Postfix,
        }
    }

    fn owned(tokens: TokenStream) -> Self {
        Self::new(tokens, Held::Owned)
    }

    fn binding(tokens: TokenStream, binds: Binds) -> Self {
        Self {
            tokens,
            held: Held::Owned,
            binds,
        }
    }

    /// The tokens, in parentheses if they bind less than needed.
    fn at(self, binds: Binds) -> TokenStream {
        let tokens = self.tokens;
        if self.binds < binds {
            quote!((#tokens))
        } else {
            tokens
        }
    }

    /// The tokens, to be followed by `.method()`.
    fn receiver(self) -> TokenStream {
        self.at(Binds::Postfix)
    }
}

/// The most natural Rust for the value, however it is held.
fn print(typed: &Typed) -> Printed {
    match &typed.node {
        Node::Int(value) => {
            let literal = Literal::i64_unsuffixed(*value);
            let binds = if *value < 0 {
                Binds::Not
            } else {
                Binds::Postfix
            };
            Printed::binding(quote!(#literal), binds)
        }
        Node::Text(text) => Printed::new(quote!(#text), Held::Ref),
        Node::Bool(value) => Printed::owned(quote!(#value)),
        Node::Null => Printed::owned(quote!(None)),
        Node::Template(segments) => template(segments),
        Node::Place(reach) => Printed::new(reach.tokens.tokens(), reach.held),
        Node::Now(now) => Printed::owned(now.tokens()),
        Node::Nonce(nonce) => {
            let receiver = &nonce.receiver;
            let name = quote::format_ident!("{}", nonce.name);
            let length = nonce.length.map(Literal::i64_unsuffixed);
            Printed::owned(quote!(#receiver.#name(#length)))
        }
        Node::Member {
            record,
            access,
            held,
            ..
        } => reach::member(typed, record, access, *held),
        Node::JsonMember(json, key) => reach::json_member(json, key),
        Node::JsonItem(json, index) => reach::json_item(json, index),
        Node::Nth(list, index) => {
            let (list, index) = (call::items(list), print(index).tokens);
            Printed::owned(quote!(f::nth(#list, #index)))
        }
        Node::Pair(pairs, key) => {
            let (pairs, key) = (hold::borrow(pairs), hold::borrow(key));
            Printed::owned(quote!(f::pair(#pairs, #key)))
        }
        Node::List(items) => {
            let items = items.iter().map(hold::own);
            Printed::owned(quote!(vec![#(#items),*]))
        }
        Node::Call {
            overload,
            args,
            lifted,
            ..
        } => call::plain(overload, args, *lifted),
        Node::Each {
            keys,
            pairs,
            stages,
        } => call::each(*keys, pairs, stages),
        Node::Hook { hook, args, .. } => {
            let call = &hook.call;
            let args = args.iter().map(hold::borrow);
            let ask = hook.fallible.then(|| quote!(?));
            Printed::owned(quote!(#call(#(#args),*) #ask))
        }
        Node::Choose { subject, arms } => {
            let kind = &typed.ty.kind;
            let held = branch::held(kind, arms.iter().map(|(_, arm)| arm));
            branch::choose(kind, held, subject, arms)
        }
        Node::If { condition, yes, no } => {
            let kind = &typed.ty.kind;
            let held = branch::held(kind, [yes.as_ref(), no.as_ref()].into_iter());
            branch::if_else(kind, held, condition, yes, no)
        }
        Node::Not(_) | Node::And(_) | Node::Or(_) | Node::Compare(..) | Node::Is { .. } => {
            logic::truth(typed, false)
        }
        Node::Default(value, fallback) => presence::default(typed, value, fallback),
        Node::Narrowed(value) => presence::narrowed(typed, value),
    }
}

fn template(segments: &[Segment]) -> Printed {
    match segments {
        [] => return Printed::new(quote!(""), Held::Ref),
        [Segment::Text(text)] => return Printed::new(quote!(#text), Held::Ref),
        [Segment::Hole(hole)] => return print(hole),
        _ => {}
    }
    let mut pattern = String::new();
    let mut holes = Vec::new();
    for segment in segments {
        match segment {
            Segment::Text(text) => pattern.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Segment::Hole(hole) => {
                let tokens = print(hole).tokens;
                match local(&tokens) {
                    Some(name) => pattern.push_str(&format!("{{{name}}}")),
                    None => {
                        pattern.push_str("{}");
                        holes.push(tokens);
                    }
                }
            }
        }
    }
    Printed::owned(quote!(format!(#pattern #(, #holes)*)))
}

/// The name, if the tokens are only that; such a name is written inside the format string.
fn local(tokens: &TokenStream) -> Option<String> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(proc_macro2::TokenTree::Ident(name)), None) if name != "self" => {
            Some(name.to_string())
        }
        _ => None,
    }
}
