//! The macros of Apiloom; use them as `apiloom::api!` and `apiloom::Wire` with the runtime's feature
//! `macros`.

mod api;
mod arguments;
mod derive;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// The client of a spec, in place.
///
/// ```text
/// mod acme {
///     apiloom::api!("specs/acme.yaml");
/// }
/// ```
///
/// The path starts at the folder of the package's `Cargo.toml`.
/// The module around the call is then what the root of a generated crate would be.
/// Each problem of the spec is a compile error on the path, with its place in the YAML.
/// An edit to the spec, or to a file that it includes, builds the crate anew.
///
/// # Options
///
/// They follow the path, in any order.
///
/// - `module = acme` makes the module around the client; `visibility = pub(crate)` says who sees it.
/// - `operations = [get_parcel, list_parcels]` leaves out all other operations, and the types that only they need.
/// - `types_only` leaves out the client: what remains are the types of requests and answers.
///
/// ```text
/// apiloom::api!("specs/acme.yaml", module = acme, visibility = pub, operations = [get_parcel]);
/// ```
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    api::expand(input.into()).into()
}

/// Gives a type that is written by hand its form on the wire: `#[derive(apiloom::Wire)]`.
///
/// Such a type can stand for a type of a spec (`rust: "crate::Money"`), and for itself with
/// `apiloom::decode` and `apiloom::encode`.
///
/// # Which type is what
///
/// | In Rust | On the wire |
/// |---|---|
/// | a struct with named fields | an object |
/// | the same with `#[wire(tuple)]` | an array, an item for each field |
/// | a struct with one field without a name | what the field is |
/// | an enum of variants that hold nothing | a code: an integer or a text |
///
/// Types with parameters or lifetimes, and enums whose variants hold something, implement the trait
/// `apiloom::Wire` by hand.
///
/// # Keys
///
/// On a struct with named fields:
///
/// - `rename_all = "…"`: how its names are written: `camelCase`, `snake_case`, `PascalCase`,
///   `kebab-case` or `SCREAMING_SNAKE_CASE`. Without it, they are written as in Rust.
/// - `tuple`: it is an array.
///
/// On its fields:
///
/// - `name = "…"`: the member's name.
/// - `alias = "…"`: another name that is accepted on read; it may stand several times. Where both names
///   stand, the alias is an unknown member.
/// - `as = …`: the codec of the whole member, an expression such as `apiloom::Csv(apiloom::Plain)`. That of
///   an `Option` starts with `apiloom::Maybe` or `apiloom::OrNull`.
/// - `required`, `optional`: whether the member must be there. Without either, a field is optional if the
///   last segment of its type is `Option`, `Patch`, `Nullable`, `Replacement` or `Whole`, and required if
///   not; an alias of such a type needs `optional`. Another type that is `optional` reads as its blank value (an empty text, zero,
///   no items, an enum's first variant) where the member is not there, and is always written.
/// - `read_only`: the member is read, and not written into requests.
/// - `extra`: the field, an `apiloom::Extra`, keeps the members that no other field names. Without such a
///   field they are passed over.
///
/// On the field of a struct with one field without a name:
///
/// - `as = …`: its codec.
///
/// On an enum:
///
/// - `rename_all = "…"`: how the codes are written that are names of variants.
///
/// On its variants:
///
/// - `code = 1`, `code = "…"`: the code. Without it, the code is the variant's name; the codes of an enum
///   are all integers or all texts. An integer is also read from a text, and a text from an integer.
/// - `other`: the variant, which holds an `apiloom::Code`, keeps the codes that no other names. Without
///   such a variant they are errors.
///
/// With the runtime's feature `serde`, the type gets `serde::Serialize` and `serde::Deserialize` in the same
/// form.
#[proc_macro_derive(Wire, attributes(wire))]
pub fn wire(input: TokenStream) -> TokenStream {
    let item = parse_macro_input!(input as DeriveInput);
    derive::expand(&item).into()
}
