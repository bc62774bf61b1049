//! A server that behaves like a vendor, driven by the vendor's spec alone.
//!
//! The receiving half routes requests, decodes them, checks their authentication and plans faults; the
//! answering half (`answer`, `values`, `state`) makes what the vendor would answer.

mod answer;
mod context;
pub mod decode;
mod failure;
mod multipart;
mod percent;
mod received;
mod reply;
mod route;
mod state;
mod values;

pub use answer::Answerer;
pub use context::{Context, Grant};
pub use failure::{Failure, FailureKind};
pub use multipart::Part;
pub use received::{Pairs, Received};
pub use reply::{Change, Reply};
pub use route::{Astray, Route, Routes};
