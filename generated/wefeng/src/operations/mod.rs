//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::update_external_contact`](super::Client::update_external_contact): Change an external contact · 修改客户信息

mod update_external_contact;

pub use update_external_contact::UpdateExternalContact;
