//! A server that behaves like a vendor, driven by the vendor's spec alone.
//!
//! The receiving half routes requests, decodes them, checks their authentication and plans faults; the
//! answering half (`answer`, `values`, `state`) makes what the vendor would answer.

mod answer;
mod context;
mod envelope;
mod failure;
mod pages;
mod reply;
mod state;
mod tree;
mod values;

pub use answer::Answerer;
pub use context::{Context, Grant};
pub use failure::{Failure, FailureKind};
pub use reply::{Change, Reply};
