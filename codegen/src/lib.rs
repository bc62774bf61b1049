//! From spec files to Rust: the pipeline behind the command, the build script and the macro.
//!
//! One straight line: source → parse → check → lower → emit → print → output.

mod build_script;
#[cfg(feature = "cases")]
pub mod cases;
pub mod check;
#[doc(hidden)]
pub mod constraint;
pub mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
pub mod emit;
pub mod expr;
#[cfg(feature = "format")]
pub mod fix;
#[cfg(feature = "format")]
pub mod format;
pub mod ident;
pub mod inline;
pub mod interpret;
#[cfg(any(feature = "openapi", feature = "schema"))]
mod json;
pub mod lower;
pub mod model;
#[cfg(feature = "crates")]
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod print;
#[cfg(feature = "new")]
pub mod scaffold;
#[cfg(feature = "schema")]
pub mod schema;
pub mod source;
pub mod spec;
#[cfg(feature = "stats")]
pub mod stats;

pub use build_script::{Build, build};
