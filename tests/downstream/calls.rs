//! The exchanges as typed calls of the clients in [`crate::vendor`]; `src/calls/mod.rs` of every crate here.

pub mod baiyao;
pub mod dmhub;

mod any_call;
mod typed_call;

pub use any_call::{AnyCall, Bound, Told, answered, done, refused};
pub use typed_call::{Connect, TypedCall, client, literal, offline};

pub(crate) use typed_call::{said, typed_call};

typed_call!(baiyao, dmhub);

/// Every exchange as a typed call, ordered by vendor.
#[must_use]
pub fn all() -> Vec<AnyCall> {
    let mut all = Vec::new();
    all.extend(baiyao::all());
    all.extend(dmhub::all());
    all
}
