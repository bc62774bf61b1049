//! A client in place.

#![deny(warnings)]

/// The client.
pub mod acme {
    apiloom::api!("specs/acme.yaml");
}
