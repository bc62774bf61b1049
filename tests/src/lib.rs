//! End-to-end tests of Apiloom: what they share.
//!
//! `exchanges/<vendor>/<name>.json` holds hand-written exchanges with the vendors: typed inputs, the exact request, an
//! answer, and what a client makes of it.
//! Nothing rewrites these files: a request that differs from them is a bug, or a decision that a person writes down there.
//!
//! [`exchange`] loads them, and [`calls`] holds each of them as a typed call of the generated client in [`vendor`].
//! [`check`] compares what a client makes of an exchange with its file, [`recast`] says which answers have another form when
//! they are encoded again.
//! [`play`] sends a typed call over HTTP to [`stand_in`], which plays the vendor on a loopback socket and compares what arrives byte by byte, [`seen`] reads a request from
//! a socket, [`diff`] says readably what differs, and [`json`] finds and compares JSON values.

pub mod calls;
pub mod check;
pub mod diff;
pub mod exchange;
pub mod json;
pub mod play;
pub mod recast;
pub mod seen;
pub mod stand_in;
pub mod vendor;
