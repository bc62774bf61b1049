//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::update_customer`](super::Client::update_customer): Update a customer
//! - [`Client::log_in`](super::Client::log_in): Fetch the API token

mod log_in;
mod update_customer;

pub use log_in::LogInOperation;
pub use update_customer::UpdateCustomer;
