//! The spec as it is written: one struct a map of the language, every value with its place.
//!
//! Nothing is resolved here: types and expressions are still text.

pub mod api;
pub mod auth;
pub mod auth_file;
mod decode;
pub mod docs;
#[cfg(feature = "schema")]
mod form;
pub mod operation;
#[cfg(feature = "format")]
mod order;
#[cfg(feature = "schema")]
pub(crate) mod schema;
pub mod types;
pub(crate) mod words;

pub use api::{
    Api, Defaults, Document, Envelope, ErrorCode, Failure, Fragment, Hook, Server, Setting,
};
pub use auth::{AuthChoice, KnownAnswer, Placement, Scheme, Token};
pub(crate) use decode::{Cx, Decode, key_text};
pub use decode::{Key, Named, Raw, Shape, Text};
pub use docs::{Docs, Facts};
#[cfg(feature = "schema")]
pub use form::{Form, Pattern};
pub use operation::{Body, Entity, Example, Operation, Paginate, Returns, Rule};
#[cfg(feature = "format")]
pub use order::order;
pub use types::{
    Action, BoolCodes, Field, FieldEntry, FieldList, Item, Kind, More, TypeDef, UnionStyle,
    Variant, View,
};

/// The keys of which a type has exactly one, each with the keys that stand beside it alone.
#[cfg(feature = "editor")]
pub fn kinds() -> Vec<(&'static str, Vec<&'static str>)> {
    let beside = |kind: &str| {
        let companions = types::COMPANIONS.iter();
        let companions = companions.filter(|(_, of, _)| of.contains(&kind));
        companions.map(|(key, ..)| *key).collect()
    };
    let kinds = types::KINDS.iter();
    kinds.map(|(kind, _)| (*kind, beside(kind))).collect()
}

/// What a spec file looks like.
pub fn shape() -> Shape {
    Api::shape()
}

/// What an included file looks like.
pub fn fragment_shape() -> Shape {
    Fragment::shape()
}
