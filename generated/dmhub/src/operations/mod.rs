//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::upsert_customer`](super::Client::upsert_customer): Create or update a customer by identities
//! - [`Client::list_customers`](super::Client::list_customers): List customers
//! - [`Client::get_customer`](super::Client::get_customer): Get a customer
//! - [`Client::get_access_token`](super::Client::get_access_token): Get an access token

mod get_access_token;
mod get_customer;
mod list_customers;
mod upsert_customer;

pub use get_access_token::GetAccessToken;
pub use get_customer::GetCustomer;
pub use list_customers::ListCustomers;
pub use upsert_customer::UpsertCustomer;
