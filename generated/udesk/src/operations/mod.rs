//! The operations of [`Client`](super::Client): the inputs of each, as data.
//!
//! - [`Client::update_customer`](super::Client::update_customer): Update a customer · 更新客户
//! - [`Client::log_in`](super::Client::log_in): Fetch the API token · 获取接口令牌

mod log_in;
mod update_customer;

pub use log_in::LogInOperation;
pub use update_customer::UpdateCustomer;
