//! The types of requests and answers.

mod customer;
mod customer_attribute;
mod customer_attributes;
mod customer_attributes_answer;
mod customer_page;
mod extend_attr;
mod gender;
mod identity;
mod identity_priority;
mod known_extend_attr;
mod known_identity;
mod listed_customer;
mod new_customer_by_identity;
mod target_customer;

pub use customer::Customer;
pub use customer_attribute::CustomerAttribute;
pub use customer_attributes::CustomerAttributes;
pub use customer_attributes_answer::CustomerAttributesAnswer;
pub use customer_page::CustomerPage;
pub use extend_attr::{ExtendAttr, ExtendAttrRequired};
pub use gender::Gender;
pub use identity::{Identity, IdentityRequired};
pub use identity_priority::IdentityPriority;
pub use known_extend_attr::KnownExtendAttr;
pub use known_identity::KnownIdentity;
pub use listed_customer::ListedCustomer;
pub use new_customer_by_identity::{NewCustomerByIdentity, NewCustomerByIdentityRequired};
pub use target_customer::TargetCustomer;
