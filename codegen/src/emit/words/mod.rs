//! What is said of an API beside the texts of its spec, in plain English and in plain Chinese: what comments of
//! clients, OpenAPI documents and pages have in common.
//!
//! Sentences are written out in both languages; a sentence is never put together from words that only fit in
//! one of them.

#[cfg(feature = "openapi")]
mod cleared;
mod consequence;
#[cfg(feature = "openapi")]
mod constraint;
#[cfg(feature = "openapi")]
mod form;
#[cfg(feature = "openapi")]
mod limit;
#[cfg(feature = "openapi")]
mod operation;
#[cfg(feature = "openapi")]
mod rule;
mod saying;
mod source;

#[cfg(feature = "openapi")]
pub use cleared::cleared;
pub use consequence::{consequence, leaving_out};
#[cfg(feature = "openapi")]
pub use constraint::constraint;
#[cfg(feature = "openapi")]
pub use form::form;
#[cfg(feature = "openapi")]
pub use limit::limit;
#[cfg(feature = "openapi")]
pub use operation::{effect, exceptions, keyed, repeatable, update_of};
#[cfg(feature = "openapi")]
pub use rule::{all_or_none, at_least_one, at_most_one, exactly_one};
pub use saying::{Hole, Saying};
pub use source::source;
