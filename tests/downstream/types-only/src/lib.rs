//! A crate that reads and writes the types of specs and calls nobody, with both ways to make them.

#![deny(warnings)]

pub mod check;
pub mod diff;
pub mod exchange;
pub mod json;
pub mod recast;
pub mod seen;

/// The types.
pub mod vendor {
    apiloom::api!("specs/baiyao.yaml", module = baiyao, visibility = pub, types_only);

    include!(concat!(env!("OUT_DIR"), "/dmhub.rs"));
}
