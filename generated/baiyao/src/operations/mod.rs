//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::add_customer`](super::Client::add_customer): Add a customer
//! - [`Client::create_customer_by_identity`](super::Client::create_customer_by_identity): Create or update a customer by identities
//! - [`Client::get_customer`](super::Client::get_customer): Get a customer by id
//! - [`Client::find_customer_id_by_identities`](super::Client::find_customer_id_by_identities): Find a customer's id by identities
//! - [`Client::find_customer_by_identity`](super::Client::find_customer_by_identity): Find a customer by an identity
//! - [`Client::delete_customer`](super::Client::delete_customer): Delete a customer
//! - [`Client::list_customers`](super::Client::list_customers): List customers
//! - [`Client::update_customer_attribute`](super::Client::update_customer_attribute): Change one attribute of a customer
//! - [`Client::get_customer_attributes`](super::Client::get_customer_attributes): Get chosen attributes of a customer

mod add_customer;
mod create_customer_by_identity;
mod delete_customer;
mod find_customer_by_identity;
mod find_customer_id_by_identities;
mod get_customer;
mod get_customer_attributes;
mod list_customers;
mod update_customer_attribute;

pub use add_customer::{AddCustomer, AddCustomerRequired};
pub use create_customer_by_identity::CreateCustomerByIdentity;
pub use delete_customer::DeleteCustomer;
pub use find_customer_by_identity::{FindCustomerByIdentity, FindCustomerByIdentityRequired};
pub use find_customer_id_by_identities::FindCustomerIdByIdentities;
pub use get_customer::GetCustomer;
pub use get_customer_attributes::GetCustomerAttributes;
pub use list_customers::{ListCustomers, ListCustomersRequired};
pub use update_customer_attribute::{UpdateCustomerAttribute, UpdateCustomerAttributeRequired};
