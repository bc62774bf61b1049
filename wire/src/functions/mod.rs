//! The functions of the expression language.
//!
//! The interpreter in the code generator and the generated clients call these same functions, so
//! what a spec's known answers prove about an expression holds for the generated code.
//! Generated code reads `f::hex(&f::sha256(&text))`.
//!
//! Every function is pure and total: it never panics, and what may not exist is an [`Option`].

mod digest;
mod encoding;
mod given;
mod json;
mod list;
mod pairs;
mod text;
mod time;

pub use crate::value::Given;
pub use digest::{hmac_md5, hmac_sha1, hmac_sha256, hmac_sha512, md5, sha1, sha256, sha512};
pub use encoding::{
    Percent, base64, base64_decode, base64url, basic, hex, hex_upper, percent, percent_keep,
};
pub use given::given;
pub use json::{
    decimal, decimal_order, decimal_to_int, is_empty_json, is_json_bool, is_json_int, is_json_text,
    is_null_json, is_same_json, item, json_list, json_pairs, json_text, json_to_int, json_to_text,
    json_value, member,
};
pub use list::{contains, count, drop_empty, first, join, last, nth, sort, sort_ints, split};
pub use pairs::{
    drop_empty_pairs, each_key, each_value, join_pairs, keys, only, pair, sort_pairs, values, with,
    without,
};
pub use text::{
    after_last, as_int, as_text, byte_length, bytes_to_text, concat, length, lines, lower, replace,
    slice, starts_with, strip_prefix, trim, upper,
};
pub use time::{EPOCH, check_zone, format, unix_millis, unix_seconds};

pub use crate::check_pattern;
