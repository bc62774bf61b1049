//! A crate that makes clients from specs in place.

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
    /// Made in a module of its own.
    pub mod baiyao {
        apiloom::api!("specs/baiyao.yaml");
    }

    /// Made in a module of its own.
    pub mod dmhub {
        apiloom::api!("specs/dmhub.yaml");
    }
}
