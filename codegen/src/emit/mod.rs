//! The model → files in memory. Emitters only print: what they could refuse has been refused before.
//!
//! A new emitter is one module here and one line in the list of its door.

#[cfg(feature = "openapi")]
pub mod openapi;
pub mod rust;
pub mod shell;
pub mod words;

#[cfg(feature = "crates")]
pub mod package;
