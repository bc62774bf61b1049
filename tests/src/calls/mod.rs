//! The exchanges as typed calls of the generated clients, written as a user writes them.
//!
//! One module a vendor: how its client is made of an exchange's settings, one function an exchange, and the list of them
//! all without their types ([`AnyCall`]), for whoever goes over every exchange.
//! The tests and the tour share them.
//! So do the crates in `tests/downstream`, which get the same clients through other doors: the calls reach a client as
//! `crate::vendor::<vendor>`.

pub mod baiyao;
pub mod dezhu;
pub mod dmhub;
pub mod udesk;
pub mod wefeng;

mod any_call;
mod typed_call;

pub use any_call::{AnyCall, Bound, Told, answered, done, refused};
pub use typed_call::{Connect, TypedCall, client, literal, offline};

pub(crate) use typed_call::{said, typed_call};

typed_call!(baiyao, dezhu, dmhub, udesk, wefeng);

/// Every exchange as a typed call, ordered by vendor.
#[must_use]
pub fn all() -> Vec<AnyCall> {
    let mut all = Vec::new();
    all.extend(baiyao::all());
    all.extend(dezhu::all());
    all.extend(dmhub::all());
    all.extend(udesk::all());
    all.extend(wefeng::all());
    all
}
