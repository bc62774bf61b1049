//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::update_customer`](super::Client::update_customer): Change a customer · 修改客户

mod update_customer;

pub use update_customer::UpdateCustomer;
