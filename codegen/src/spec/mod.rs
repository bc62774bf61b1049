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
pub(crate) use decode::{Cx, Decode};
pub use decode::{Key, Named, Raw, Shape, Text};
pub use docs::{Docs, Facts};
pub use operation::{Body, Entity, Example, Operation, Paginate, Returns, Rule};
#[cfg(feature = "format")]
pub use order::order;
pub use types::{
    Action, BoolCodes, Field, FieldEntry, FieldList, Item, Kind, More, TypeDef, UnionStyle,
    Variant, View,
};

/// What a spec file looks like.
pub fn shape() -> Shape {
    Api::shape()
}

/// What an included file looks like.
pub fn fragment_shape() -> Shape {
    Fragment::shape()
}
