//! What an expression may name, and how generated Rust reaches it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::rust_text::RustText;
use super::types::Type;

/// What the Rust tokens of a value give.
///
/// For int, bool and instant it makes no difference: the tokens give the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A place that holds the owned type, such as a field or a local: `settings.email`.
    Place,
    /// The borrowed form: `&str`, `&[u8]`, `&Json`, `&[(String, String)]`; `Option` of these.
    Ref,
    /// An owned value that nothing else holds: `request.headers()` giving a `Vec`.
    Owned,
}

/// A value that can be named.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its type.
    pub ty: Type,
    /// The Rust that reaches it.
    pub tokens: RustText,
    /// What this Rust gives.
    pub held: Held,
}

impl Place {
    /// A value reached by these tokens.
    pub fn new(ty: Type, tokens: TokenStream, held: Held) -> Self {
        Self {
            ty,
            tokens: tokens.into(),
            held,
        }
    }

    /// A Rust local of this name that owns its value.
    ///
    /// `name` must be a Rust identifier that is no keyword.
    pub fn local(name: &str, ty: Type) -> Self {
        let name = format_ident!("{name}");
        Self::new(ty, quote!(#name), Held::Place)
    }
}

/// A name with members, such as `settings` or `request`.
#[derive(Clone, Debug, Default)]
pub struct Root {
    /// The root as a value, for `body is empty`. Of type json, it also answers to every member
    /// that is not declared.
    pub value: Option<Place>,
    /// Its declared members by name.
    pub members: BTreeMap<String, Place>,
    /// Members that are declared with types that expressions do not have.
    pub opaque: BTreeSet<String>,
}

impl Root {
    /// A root without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// The root is itself a value.
    pub fn value(mut self, place: Place) -> Self {
        self.value = Some(place);
        self
    }

    /// Adds a member.
    pub fn member(mut self, name: &str, place: Place) -> Self {
        self.members.insert(name.to_owned(), place);
        self
    }

    /// Adds a member whose type expressions do not have.
    pub fn opaque(mut self, name: &str) -> Self {
        self.opaque.insert(name.to_owned());
        self
    }
}

/// A hook that the spec declares, called by `custom("name", …)`.
#[derive(Clone, Debug)]
pub struct Hook {
    /// Its arguments in order: name and type.
    pub takes: Vec<(String, Type)>,
    /// What it gives.
    pub gives: Type,
    /// The Rust before the parenthesis: `settings.hook_sign`. Arguments are passed by reference
    /// (`&str`, `&[u8]`), the result is owned.
    pub call: RustText,
    /// Whether the Rust call gives a `Result`, which is then passed on with `?`.
    pub fallible: bool,
}

/// Everything an expression may use.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub(super) names: BTreeMap<String, Place>,
    pub(super) roots: BTreeMap<String, Root>,
    pub(super) hooks: BTreeMap<String, Hook>,
    pub(super) now: Option<RustText>,
    pub(super) nonces: Option<RustText>,
}

impl Scope {
    /// A scope in which only literals and functions are legal.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a bare name.
    pub fn name(mut self, name: &str, place: Place) -> Self {
        self.add_name(name, place);
        self
    }

    /// Adds a bare name, such as the let that was just checked.
    pub fn add_name(&mut self, name: &str, place: Place) {
        self.names.insert(name.to_owned(), place);
    }

    /// Adds a root.
    pub fn root(mut self, name: &str, root: Root) -> Self {
        self.roots.insert(name.to_owned(), root);
        self
    }

    /// What an expression may name or start with, for those who wrote something else.
    pub fn known(&self) -> Vec<String> {
        let names = self.names.keys().cloned();
        let roots = self.roots.iter().filter_map(|(name, root)| {
            let members = !root.members.is_empty() || !root.opaque.is_empty();
            match (members, &root.value) {
                (true, _) => Some(format!("{name}.…")),
                (false, Some(_)) => Some(name.clone()),
                (false, None) => None,
            }
        });
        let now = self.now.iter().map(|_| "now".to_owned());
        let mut known: Vec<String> = names.chain(roots).chain(now).collect();
        known.sort();
        known
    }

    /// Adds a hook.
    pub fn hook(mut self, name: &str, hook: Hook) -> Self {
        self.hooks.insert(name.to_owned(), hook);
        self
    }

    /// Makes `now` legal; the tokens give a `Timestamp`.
    pub fn now(mut self, tokens: TokenStream) -> Self {
        self.now = Some(tokens.into());
        self
    }

    /// Makes `uuid`, `nonce_hex(n)` and `nonce_digits(n)` legal as whole lets.
    ///
    /// The tokens are the receiver (`stamp`) of methods with these names, which give a `String`;
    /// the lengths are passed as integer literals.
    pub fn nonces(mut self, receiver: TokenStream) -> Self {
        self.nonces = Some(receiver.into());
        self
    }
}
