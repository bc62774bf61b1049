//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::upsert_customer`](super::Client::upsert_customer): Create or update a customer by identities · 创建或更新客户及身份
//! - [`Client::list_customers`](super::Client::list_customers): List customers · 查询客户
//! - [`Client::get_customer`](super::Client::get_customer): Get a customer · 获取单个客户
//! - [`Client::get_access_token`](super::Client::get_access_token): Get an access token · 获取身份权限

mod get_access_token;
mod get_customer;
mod list_customers;
mod upsert_customer;

pub use get_access_token::GetAccessToken;
pub use get_customer::GetCustomer;
pub use list_customers::ListCustomers;
pub use upsert_customer::UpsertCustomer;
