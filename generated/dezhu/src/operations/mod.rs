//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::update_customer`](super::Client::update_customer): Change a customer

mod update_customer;

pub use update_customer::UpdateCustomer;
