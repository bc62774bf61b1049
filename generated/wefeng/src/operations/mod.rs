//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::update_external_contact`](super::Client::update_external_contact): Change an external contact

mod update_external_contact;

pub use update_external_contact::UpdateExternalContact;
