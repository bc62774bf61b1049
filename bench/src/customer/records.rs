//! The record with the derives of both peers.
//!
//! Validator keeps the value that breaks a rule as JSON, so what is in a list with a rule is `Serialize`.

// What the derive calls on the list of contacts.
use validator::Validate as _;

/// A customer, with the rules of both peers.
#[derive(Clone, garde::Validate, validator::Validate)]
#[validate(schema(function = in_order, skip_on_field_errors = false))]
pub(crate) struct Customer {
    #[garde(range(min = 1))]
    #[validate(range(min = 1))]
    pub(crate) id: i64,
    #[garde(length(chars, min = 1, max = 40))]
    #[validate(length(min = 1, max = 40))]
    pub(crate) name: String,
    #[garde(email)]
    #[validate(email)]
    pub(crate) email: Option<String>,
    #[garde(pattern("^1[3-9][0-9]{9}$"))]
    #[validate(regex(path = *crate::customer::rules::PHONE))]
    pub(crate) phone: Option<String>,
    #[garde(url)]
    #[validate(url)]
    pub(crate) website: Option<String>,
    #[garde(length(chars, min = 2, max = 80))]
    #[validate(length(min = 2, max = 80))]
    pub(crate) company: Option<String>,
    #[garde(length(chars, max = 30))]
    #[validate(length(max = 30))]
    pub(crate) title: Option<String>,
    #[garde(pattern("^(?:active|paused|closed)$"))]
    #[validate(regex(path = *crate::customer::rules::STATUS))]
    pub(crate) status: Option<String>,
    #[garde(pattern("^[A-Z]{2}$"))]
    #[validate(regex(path = *crate::customer::rules::COUNTRY))]
    pub(crate) country: Option<String>,
    #[garde(pattern("^[0-9]{6}$"))]
    #[validate(regex(path = *crate::customer::rules::POSTCODE))]
    pub(crate) postcode: Option<String>,
    #[garde(length(chars, min = 1, max = 40))]
    #[validate(length(min = 1, max = 40))]
    pub(crate) city: Option<String>,
    #[garde(length(chars, min = 1, max = 120))]
    #[validate(length(min = 1, max = 120))]
    pub(crate) street: Option<String>,
    #[garde(range(min = 0, max = 150))]
    #[validate(range(min = 0, max = 150))]
    pub(crate) age: Option<i32>,
    #[garde(range(min = 0, max = 1_000_000))]
    #[validate(range(min = 0, max = 1_000_000))]
    pub(crate) points: Option<i64>,
    #[garde(range(min = 0.0, max = 1.0))]
    #[validate(range(min = 0.0, max = 1.0))]
    pub(crate) discount: Option<f64>,
    #[garde(pattern("^[a-z]{2}(-[A-Z]{2})?$"))]
    #[validate(regex(path = *crate::customer::rules::LANGUAGE))]
    pub(crate) language: Option<String>,
    #[garde(skip)]
    pub(crate) created_at: Option<i64>,
    #[garde(custom(crate::customer::rules::not_before(&self.created_at)))]
    pub(crate) changed_at: Option<i64>,
    #[garde(length(max = 10))]
    #[validate(length(max = 10))]
    pub(crate) tags: Vec<String>,
    #[garde(length(min = 1, max = 5), dive)]
    #[validate(length(min = 1, max = 5), nested)]
    pub(crate) contacts: Vec<Contact>,
}

/// A person to be reached there.
#[derive(Clone, garde::Validate, validator::Validate, serde::Serialize)]
pub(crate) struct Contact {
    #[garde(length(chars, min = 1, max = 40))]
    #[validate(length(min = 1, max = 40))]
    pub(crate) name: String,
    #[garde(email)]
    #[validate(email)]
    pub(crate) email: Option<String>,
    #[garde(pattern("^1[3-9][0-9]{9}$"))]
    #[validate(regex(path = *crate::customer::rules::PHONE))]
    pub(crate) phone: Option<String>,
    #[garde(pattern("^(?:work|home)$"))]
    #[validate(regex(path = *crate::customer::rules::KIND))]
    pub(crate) kind: Option<String>,
    #[garde(length(chars, max = 200))]
    #[validate(length(max = 200))]
    pub(crate) note: Option<String>,
}

fn in_order(customer: &Customer) -> Result<(), validator::ValidationError> {
    crate::customer::rules::order(customer.created_at, customer.changed_at)
}
