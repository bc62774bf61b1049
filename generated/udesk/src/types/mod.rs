//! The types of requests and answers.

mod cellphone;
mod cellphone_change;
mod custom_fields;
mod customer;
mod customer_level;
mod customer_lookup;
mod customer_update;
mod email_change;
mod log_in;
mod organization;
mod social_account;
mod tag;

pub use cellphone::Cellphone;
pub use cellphone_change::CellphoneChange;
pub use custom_fields::CustomFields;
pub use customer::Customer;
pub use customer_level::CustomerLevel;
pub use customer_lookup::CustomerLookup;
pub use customer_update::CustomerUpdate;
pub use email_change::EmailChange;
pub use log_in::LogIn;
pub use organization::Organization;
pub use social_account::SocialAccount;
pub use tag::Tag;
