//! The types of requests and answers.

mod contact_kind;
mod custom_field_value;
mod custom_field_value_content;
mod external_contact;
mod gender;
mod known_custom_field;
mod sign_base;
mod timestamp_unit;

pub use contact_kind::ContactKind;
pub use custom_field_value::CustomFieldValue;
pub use custom_field_value_content::CustomFieldValueContent;
pub use external_contact::ExternalContact;
pub use gender::Gender;
pub use known_custom_field::KnownCustomField;
pub use sign_base::SignBase;
pub use timestamp_unit::TimestampUnit;
