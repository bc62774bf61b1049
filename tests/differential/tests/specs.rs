//! x
#![recursion_limit = "1024"]
use apiloom_differential as harness;
include!(concat!(env!("OUT_DIR"), "/specs.rs"));
#[test] fn x() { assert!(VENDORS.len() > 3); }
