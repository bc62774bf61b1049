//! A crate whose build script makes clients from specs.

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
    /// Included in a module of its own.
    pub mod baiyao {
        include!(concat!(env!("OUT_DIR"), "/baiyao.rs"));
    }

    /// Included in a module of its own.
    pub mod dmhub {
        include!(concat!(env!("OUT_DIR"), "/dmhub.rs"));
    }
}
