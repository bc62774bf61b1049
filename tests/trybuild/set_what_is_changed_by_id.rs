//! Numbers are changed one by one, so there is no plain setter.

use udesk::types::CustomerUpdate;

fn main() {
    let _ = CustomerUpdate::new().cellphones([]);
}
