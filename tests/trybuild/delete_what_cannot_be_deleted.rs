//! A phone number is deleted by its id, a mail address by no item of the list.

use udesk::types::EmailChange;

fn main() {
    let _ = EmailChange::Delete { id: 34 };
}
