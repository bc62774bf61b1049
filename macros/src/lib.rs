//! The macros of Apiloom; use them as `apiloom::api!`, `apiloom::Wire` and `apiloom::Validate` with the
//! runtime's feature `macros`.

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

/// Says what the values of a type that is written by hand must be like: `#[derive(apiloom::Validate)]`.
///
/// The checks, their names and their messages are those of generated types, made by the same code.
///
/// # Keys
///
/// On a field of a struct, on the field of a struct with one field without a name, and on what a variant
/// holds: `#[validate(length = "1..20", severity = "warning")]`. Bounds are `1..20`, `1..`, `..20`, or one
/// number for both; both ends are included.
///
/// | Key | On | What it says |
/// |---|---|---|
/// | `length = "1..20"` | a text | its characters (Unicode scalar values) |
/// | `byte_length = "..60"` | a text | its bytes in UTF-8 |
/// | `pattern = "[a-z]+"` | a text | a regular expression that the whole of it matches |
/// | `range = "1..200"` | an integer of up to 64 bits (no `u64`), an `f64`, a `Decimal` | its size |
/// | `items = "..10"`, `unique` | a `Vec` | the number of its items, and that they differ |
/// | `email`, `phone`, `url` | a text, or a `Vec` of texts | what each text is |
/// | `inside` | a type that is `Validate` itself, or a container of such | that it is checked, too |
/// | `severity = "warning"` | | that what breaks the checks of this field is only worth a warning |
///
/// What may be absent is checked where it is there: in an `Option`, `Nullable`, `Patch`, `Replacement`,
/// `Whole` or `OrEmpty`, by these names. A text is a `String`, a `Secret`, a `Cow<str>` or another
/// `apiloom::validate::CheckedText`.
///
/// `inside` is not found by itself: with it, a type without checks is an error; a key that was left out
/// can be seen in the code, and a check that silently is none cannot.
///
/// A pattern that needs a regular expression, such as `(ab)+`, needs the runtime's feature `regex`, which
/// is on by default. Most do not: a row of classes with counts, such as `[a-z][a-z0-9-]*`, is compared
/// character by character.
///
/// On a struct with named fields, rules over several of them:
///
/// - `all_or_none("a", "b")`, `exactly_one(…)`, `at_least_one(…)`, `at_most_one(…)`: how many of them must be
///   given. The names are those of the fields in Rust; messages and paths have the names on the wire.
///   Each of the fields may be left out: it is an `Option`, `Nullable`, `Patch`, `Replacement` or `Whole`.
/// - behind the fields `message = "…"` and `message_zh = "…"`, which take the place of the usual message,
///   and `severity = "warning"`.
///
/// # Paths
///
/// The names on the wire are those that `#[derive(apiloom::Wire)]` gives, by `name`, `rename_all` and
/// `tuple` of `#[wire(…)]`; without that derive they are the fields' names in Rust. What a struct with one
/// field without a name, or a variant, holds stands where the struct or the enum stands.
///
/// Types with parameters or lifetimes implement the trait `apiloom::Validate` by hand.
#[proc_macro_derive(Validate, attributes(validate))]
pub fn validate(input: TokenStream) -> TokenStream {
    let item = parse_macro_input!(input as DeriveInput);
    derive::validate::expand(&item).into()
}
