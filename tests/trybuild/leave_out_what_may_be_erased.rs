//! Leaving the list out may erase it: that is a decision.

use udesk::Client;
use udesk::types::{CustomerLookup, CustomerUpdate};

fn change(client: &Client) {
    let _ = client.update_customer(CustomerLookup::Id(7), CustomerUpdate::new());
}

fn main() {}
