//! The model → files in memory. Emitters only print: what they could refuse has been refused before.
//!
//! A new emitter is one module here and one line in the list of its door.

pub mod rust;

#[cfg(feature = "crates")]
pub mod package;
