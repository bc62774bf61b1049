//! The types of requests and answers.

mod customer;
mod customer_detail;
mod customer_dict;
mod customer_update;
mod known_customer_dict;

pub use customer::Customer;
pub use customer_detail::CustomerDetail;
pub use customer_dict::{CustomerDict, CustomerDictRequired};
pub use customer_update::CustomerUpdate;
pub use known_customer_dict::KnownCustomerDict;
