//! x
#![recursion_limit = "1024"]
use apiloom_differential as harness;
include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));
#[test] fn x() { assert!(VENDORS.len() > 3); }
