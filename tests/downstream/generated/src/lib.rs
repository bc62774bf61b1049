//! A crate that depends on generated crates, as they are published.

#![deny(warnings)]

pub mod calls;
pub mod check;
pub mod diff;
pub mod exchange;
pub mod json;
pub mod play;
pub mod recast;
pub mod seen;
pub mod stand_in;

/// The clients.
pub mod vendor {
    pub use {baiyao, dmhub};
}
