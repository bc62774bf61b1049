//! The vendor has no way to empty this field.

use dmhub::types::CustomerUpsert;

fn main() {
    let _ = CustomerUpsert::new().clear_birthday();
}
