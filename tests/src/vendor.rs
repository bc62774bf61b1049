//! The clients that the tests call: here the committed crates.
//!
//! The crates in `tests/downstream` have a module of this name too, with the same clients from elsewhere.

pub use {baiyao, dezhu, dmhub, udesk, wefeng};
