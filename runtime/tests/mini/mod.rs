//! A small vendor, written by hand exactly as the generator prints one.
//!
//! What an emitter makes of a spec should read like these files.

mod add_customer;
mod auth;
mod client;
mod customer;
mod envelope;
mod errors;
mod list_customers;
mod settings;

pub use add_customer::{AddCustomer, AddCustomerRequired};
pub use client::Client;
pub use customer::{Customer, Gender};
pub use list_customers::ListCustomers;
pub use settings::Settings;

apiloom::call_type!();
