//! The vendor has no way to empty this field.

use dmhub::apiloom::Patch;
use dmhub::types::CustomerUpsert;

fn main() {
    let _ = CustomerUpsert::new().birthday(Patch::Clear);
}
