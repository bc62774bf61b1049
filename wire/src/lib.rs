//! What is on the wire, without I/O: a JSON decoder and encoder made for
//! generated records, the codecs that express a vendor's quirks, the values
//! that generated types are made of, and the functions of the expression
//! language.
//!
//! In go bytes, out come typed values (and back). Errors carry the JSON path
//! of what is wrong.
//!
//! ```
//! use apiloom_wire::{Csv, Plain, decode_as, encode_as};
//!
//! let tags: Vec<String> = decode_as(br#""red, green""#, Csv(Plain))?;
//! assert_eq!(tags, ["red", "green"]);
//! assert_eq!(encode_as(Csv(Plain), &tags)?, br#""red,green""#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What the decoder accepts
//!
//! Exactly the JSON of RFC 8259 in UTF-8, nested at most [`DEPTH_LIMIT`]
//! levels. A value that is passed over is checked as strictly as one that is
//! read. Decided on purpose, beside what `serde_json` and serde's derive do:
//!
//! | input | decision | `serde_json` |
//! |---|---|---|
//! | leading zeros, `+1`, `.5`, `1.`, `NaN`, comments, trailing commas, a byte order mark | error | the same |
//! | `1e3` or `5.0` where an integer is expected | accepted, since exactly integral | error |
//! | `1.5`, `1e-1`, 2^63 where an integer is expected | error | the same |
//! | `-0` where an integer is expected | 0 | error |
//! | `-0` where a float is expected | -0.0, written `-0.0` | the same |
//! | `1e999` where a float is expected | error; numbers too small for a float read as 0 | the same |
//! | any number where [`Json`] or [`Decimal`] is expected | kept as text, digit by digit | nearest float unless an integer of 64 bits; `1e999` is an error |
//! | a number where a float is expected | the nearest float | may be off by two in the last place, and refuses some that round to the largest float |
//! | a lone surrogate escape, or bytes that are no UTF-8 | error everywhere | accepted in strings that are passed over |
//! | 128 levels | accepted, 129 are an error; JSON in strings counts on | 127, and any number in values that are passed over |
//! | null for an optional member | absent | the same |
//! | an array for a record that is an object | error | accepted |
//! | a known member twice | error | the same |
//! | a key of a map twice | error | the last one wins |
//! | a member of [`Json`] twice | both are kept | the last one wins |
//! | an unknown member | kept in the record's [`Extra`], order and duplicates too | dropped |

mod code;
mod codec;
mod decoder;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub mod delegate;
pub mod drift;
mod encoder;
mod error;
pub mod functions;
mod plain;
mod record;
mod record_macro;
mod root;
mod serde_macro;
mod text;
pub mod validate;
mod value;
mod wire;

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use ::serde as __serde;

pub use code::{Code, CodeEnum, CodeRef, CodeSet, TrimmedCodes};
pub use codec::{
    Base64, BoolCodes, ClearedByEmpty, ClearedByNull, Codec, Csv, DateAs, DateTimeAs, Decided,
    EpochMillis, EpochSeconds, FlatPairs, InString, IntOrString, JsonString, List, MapOf, Maybe,
    MaybeNull, NullOrEmpty, NullableOf, OneOrMany, OrNull, Pairs, PatchOf, PatchOrEmpty, Plain,
    Sentinel, StringOrInt, Trimmed, Zone,
};
pub use decoder::{DEPTH_LIMIT, Decoder, Kind, Mark};
pub use drift::{Deviation, DeviationKind, Deviations};
pub use encoder::Encoder;
pub use error::{DecodeError, EncodeError, Step};
pub use record::{Fields, Form, Record, Shape};
pub use root::{
    decode, decode_as, decode_at, decode_at_as, decode_noting, decode_noting_as, encode, encode_as,
    encode_request,
};
pub use text::{member_texts, scalar_text, scalar_texts, text_of, texts_of};
pub use validate::{Language, Pattern, Piece, Place, Severity, Validate, Violation, Violations};
pub use value::{
    Date, DateTime, Decimal, Extra, InvalidDate, InvalidNumber, InvalidPattern, Json, Nullable,
    Number, OrEmpty, OtherVariant, Patch, Replacement, Secret, Timestamp, Whole, check_pattern,
};
pub use wire::{MapKey, Wire, blank};
