//! An input that the vendor requires is left out.

use baiyao::operations::FindCustomerByIdentityRequired;

fn main() {
    let _ = FindCustomerByIdentityRequired {
        identity_type: "mobile".to_owned(),
    };
}
