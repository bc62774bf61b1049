//! The fixtures: each codec, style, body, envelope and scheme of the language.
#![recursion_limit = "1024"]

use apiloom_differential as harness;

#[path = "support/sides.rs"]
mod sides;

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));

#[test]
fn all_operations_agree() {
    sides::agree(VENDORS, 8);
}
