//! The record whose validation is measured, with the same rules said in four ways.
//!
//! | rule | `members.yaml` | garde | validator | by hand |
//! |---|---|---|---|---|
//! | characters of a text | `length: 1..40` | `length(chars, min = 1, max = 40)` | `length(min = 1, max = 40)`, which counts characters of texts | `chars().count()` |
//! | a number's bounds, both included | `range: 0..150` | `range(min = 0, max = 150)` | `range(min = 0, max = 150)` | a comparison |
//! | a whole text's pattern | `pattern: "[0-9]{6}"` | `pattern("^[0-9]{6}$")` | `regex(path = *POSTCODE)` of the same expression | a loop over the bytes |
//! | an e-mail address | `email` | `email` | `email` | a loop over the bytes |
//! | an address of the web | `url` | `url` | `url` | loops over the bytes |
//! | how many items | `items: 1..5` | `length(min = 1, max = 5)` | `length(min = 1, max = 5)` | `len()` |
//! | records in the list | the type has rules | `dive` | `nested` | a loop |
//! | one field against another | `require: changedAt >= createdAt` | `custom(not_before(&self.created_at))` | `schema(function = in_order)`, also where fields are wrong | a comparison |
//!
//! E-mail is the rule of the HTML standard in all four; ours takes letters of all scripts besides,
//! validator writes such names as IDNA first, garde and the loop take ASCII alone. A local part has at
//! most 64 bytes for garde and validator, the whole 254 bytes for ours and the loop. Addresses of the web
//! are parsed by the crate `url` for garde and validator, which makes a value and takes any scheme; ours
//! and the loop take `http` and `https` alone, and refuse spaces and quotes, which the crate would escape.
//! Phone numbers are a pattern everywhere: validator has no rule for them.
//! The records that are measured, and what the test breaks in them, are on the same side of all these
//! edges.
//!
//! Everybody gives all that is wrong, with the path of the field. Garde makes its messages at once, the
//! others when they are asked for.

pub(crate) mod hand;
pub(crate) mod ours;
pub(crate) mod records;
pub(crate) mod rules;
pub(crate) mod sample;
