//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::add_customer`](super::Client::add_customer): Add a customer · 新增客户
//! - [`Client::create_customer_by_identity`](super::Client::create_customer_by_identity): Create or update a customer by identities · 根据身份列表创建客户
//! - [`Client::get_customer`](super::Client::get_customer): Get a customer by id · 根据客户id查询单个客户信息
//! - [`Client::find_customer_id_by_identities`](super::Client::find_customer_id_by_identities): Find a customer's id by identities · 根据客户身份列表获取客户id
//! - [`Client::find_customer_by_identity`](super::Client::find_customer_by_identity): Find a customer by an identity · 根据客户身份获取客户信息
//! - [`Client::delete_customer`](super::Client::delete_customer): Delete a customer · 删除单个客户
//! - [`Client::list_customers`](super::Client::list_customers): List customers · 获取客户列表接口，支持分页
//! - [`Client::update_customer_attribute`](super::Client::update_customer_attribute): Change one attribute of a customer · 更新客户的单个属性信息
//! - [`Client::get_customer_attributes`](super::Client::get_customer_attributes): Get chosen attributes of a customer · 查询客户的指定属性信息

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
