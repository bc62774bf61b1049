//! The record as the generator makes it of `members.yaml`.

use self::members::types;
use super::records;

/// The client whose types have the rules.
#[allow(
    dead_code,
    unused_imports,
    clippy::all,
    unreachable_pub,
    reason = "only its types are measured"
)]
mod members {
    include!(concat!(env!("OUT_DIR"), "/members.rs"));
}

pub(crate) use members::types::Customer;

impl From<records::Customer> for Customer {
    fn from(from: records::Customer) -> Self {
        let mut customer = Self::new(types::CustomerRequired {
            id: from.id,
            name: from.name,
            tags: from.tags,
            contacts: from
                .contacts
                .into_iter()
                .map(types::Contact::from)
                .collect(),
        });
        customer.email = from.email;
        customer.phone = from.phone;
        customer.website = from.website;
        customer.company = from.company;
        customer.title = from.title;
        customer.status = from.status;
        customer.country = from.country;
        customer.postcode = from.postcode;
        customer.city = from.city;
        customer.street = from.street;
        customer.age = from.age;
        customer.points = from.points;
        customer.discount = from.discount;
        customer.language = from.language;
        customer.created_at = from.created_at;
        customer.changed_at = from.changed_at;
        customer
    }
}

impl From<records::Contact> for types::Contact {
    fn from(from: records::Contact) -> Self {
        let mut contact = Self::new(from.name);
        contact.email = from.email;
        contact.phone = from.phone;
        contact.kind = from.kind;
        contact.note = from.note;
        contact
    }
}
