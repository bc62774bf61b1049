//! A crate that depends on generated crates without their default features: it brings its own I/O.

#![deny(warnings)]

pub mod calls;
pub mod check;
pub mod diff;
pub mod exchange;
pub mod json;
pub mod recast;
pub mod seen;

/// The clients.
pub mod vendor {
    pub use {baiyao, dmhub};
}
