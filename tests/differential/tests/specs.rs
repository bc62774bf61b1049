//! The specs of the repository.
#![recursion_limit = "1024"]

use apiloom_differential as harness;

#[path = "support/sides.rs"]
mod sides;

include!(concat!(env!("OUT_DIR"), "/specs.rs"));

#[test]
fn all_operations_agree() {
    sides::agree(VENDORS, 24);
}
