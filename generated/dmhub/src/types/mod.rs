//! The types of requests and answers.

mod access_token;
mod customer;
mod customer_identity;
mod customer_list;
mod customer_upsert;
mod gender;
mod identity_type;
mod sort_order;

pub use access_token::AccessToken;
pub use customer::Customer;
pub use customer_identity::CustomerIdentity;
pub use customer_list::CustomerList;
pub use customer_upsert::CustomerUpsert;
pub use gender::Gender;
pub use identity_type::IdentityType;
pub use sort_order::SortOrder;
