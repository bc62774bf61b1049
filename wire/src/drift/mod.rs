//! What a document has that is not as the spec says, although it was read.
//!
//! Reading is lenient: a number in a text, a new member, a new code fail no call.
//! A [`Decoder`](crate::Decoder) that was made by [`noting`](crate::Decoder::noting) writes each of
//! them down, by its place in bytes; [`deviations`](crate::Decoder::deviations) makes paths of the
//! places by one walk over the document.
//! A decoder that notes nothing pays for it by a comparison where an enum, a union or something
//! odd is read.
//!
//! ```
//! use apiloom_wire::{DeviationKind, Extra, decode_noting, record};
//!
//! #[derive(Debug)]
//! struct Customer {
//!     id: i64,
//!     name: Option<String>,
//!     extra: Extra,
//! }
//!
//! record! {
//!     Customer as Object keeps extra;
//!     id: required "id";
//!     name: "name";
//! }
//!
//! let text = br#"[{"id":1,"name":"Ann"},{"id":2,"name":null,"vip":true}]"#;
//! let (customers, drift) = decode_noting::<Vec<Customer>>(text)?;
//! assert_eq!(customers.len(), 2);
//! assert_eq!(
//!     drift.to_string(),
//!     "[1].name: expected a value, found null\n\
//!      [1].vip: expected a member that the spec names, found bool",
//! );
//! # Ok::<(), apiloom_wire::DecodeError>(())
//! ```
//!
//! # What is noted
//!
//! | what is read | noted | why |
//! |---|---|---|
//! | a member that the record does not name | yes, [`UnknownMember`](DeviationKind::UnknownMember) | whether it is kept in [`Extra`](crate::Extra) or dropped |
//! | the same in a record whose table says `for any` (`rest: any` in a spec), or in [`Json`](crate::Json) and maps | no | the spec lets it |
//! | a member under an alias, or under alias and name | no | the spec names both |
//! | an item of a tuple behind those that it names | yes, `UnknownMember` | |
//! | a member beside tag and content of a union, or beside the only member of one by variant | yes, `UnknownMember` | unless the union is spread: then they are its parent's |
//! | a member of another variant than the tag's, in a spread union whose content stands in the member that the tag names | yes, `UnknownMember` | the union has the member, and the tag's variant does not: it is dropped |
//! | a key that follows none of an object's patterns | yes, `UnknownMember` | |
//! | an object for a tuple | yes, [`OtherType`](DeviationKind::OtherType) | |
//! | a code in the other form: `"1"` for `1`, or the other way round | yes, `OtherType` | the codes say which form they have |
//! | a bool, or a code in the other form, for a bool by codes | yes, `OtherType` | |
//! | a number or bool for [`Csv`](crate::Csv) | yes, `OtherType` | |
//! | a number or bool itself for [`InString`](crate::InString) | yes, `OtherType` | |
//! | a number or bool as a union's tag | yes, `OtherType` | tags are texts |
//! | either form of [`IntOrString`](crate::IntOrString), [`StringOrInt`](crate::StringOrInt), [`Decimal`](crate::Decimal), [`OneOrMany`](crate::OneOrMany), [`FlatPairs`](crate::FlatPairs) | no | both are what the type promises |
//! | `5.0` or `1e3` for an integer, `-0` | no | a JSON number without a fraction |
//! | any of the patterns of a date, Base64 without padding, white space that [`Trimmed`](crate::Trimmed) or `Csv` takes off, the text of a [`Sentinel`](crate::Sentinel) | no | what the type promises |
//! | null for an optional member ([`Maybe`](crate::Maybe), `Option`) | yes, [`Null`](DeviationKind::Null) | leaving out and null are two things |
//! | null for an optional item of a tuple | no | an item cannot be left out otherwise |
//! | null for [`OrNull`](crate::OrNull), [`MaybeNull`](crate::MaybeNull), [`NullableOf`](crate::NullableOf), [`NullOrEmpty`](crate::NullOrEmpty) | no | they are for what may be null |
//! | null for [`PatchOf`](crate::PatchOf), [`PatchOrEmpty`](crate::PatchOrEmpty), [`Decided`](crate::Decided) | no | they are forms of requests, which do not tell whether an answer may be null |
//! | a tagged union whose content is null or not there | no | such a one is kept whatever its tag is, and variants may be nullable |
//! | a code that an open enum does not name | yes, [`UnknownCode`](DeviationKind::UnknownCode) | in `Csv` and embedded JSON too |
//! | a tag, or a shape, that an open union does not name | yes, [`UnknownVariant`](DeviationKind::UnknownVariant) | |
//! | another value of a constant member | no | constants are gone over on read |
//! | anything in a value that is passed over, or kept as [`Json`](crate::Json) | no | nobody promised anything |
//! | anything that a hand-written [`Wire`](crate::Wire) accepts | as far as it reads by the methods above | only it knows what it promises |
//!
//! All else that differs is an error, drift or not.
//!
//! A variant of an untagged union that was tried and did not fit leaves no notes.
//! JSON in a string hands its notes on; their paths go on behind that of the string.

mod deviation;
mod deviations;

pub use deviation::{Deviation, DeviationKind};
pub use deviations::{DEVIATION_LIMIT, Deviations};
