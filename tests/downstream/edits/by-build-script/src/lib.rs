//! A client by a build script.

#![deny(warnings)]

/// The client.
pub mod acme {
    include!(concat!(env!("OUT_DIR"), "/acme.rs"));
}
