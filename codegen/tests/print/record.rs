//! Customers.
//!
//! From the document `customer`, section 1.1.

#![allow(clippy::large_enum_variant)]

use super::{CustomField, Gender};
use apiloom::{
    BoolCodes, DateTimeAs, DecodeError, Decoder, Encoder, Extra, Fields, Form, JsonString, Maybe,
    Plain, Record, Shape,
};
use std::collections::BTreeMap;

/// A customer of the company, as the directory shows it.
///
/// `documented`: customer §1.1.2
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Customer {
    /// The number of the customer.
    pub id: Option<i64>,

    /// 性别
    pub gender: Gender,

    /// Whether the customer is an employee of the company as well.
    pub is_employee: Option<bool>,

    /// When the customer was last seen.
    pub last_seen: Option<apiloom::DateTime>,

    /// The fields that the account defines.
    pub custom_field: Option<Vec<CustomField>>,

    /// Values by key.
    #[deprecated(note = "use `custom_field`")]
    pub values: Option<BTreeMap<String, Vec<String>>>,

    /// Members that the spec does not name.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "Customer",
    form: Form::Object,
    fields: &[
        "id",
        "gender",
        "isEmployee",
        "lastSeen",
        "customField",
        "values",
    ],
    aliases: &[("customer_id", 0), ("sex", 1)],
    required: 0b10,
};

impl Fields for Customer {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.id),
            1 => d.read_into(&mut self.gender),
            2 => d.read_as(Maybe(BoolCodes::ints(0, 1)), &mut self.is_employee),
            3 => d.read_as(
                Maybe(DateTimeAs::new(
                    &["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"],
                    Some("+08:00"),
                )),
                &mut self.last_seen,
            ),
            4 => d.read_as(Maybe(JsonString(Plain)), &mut self.custom_field),
            5 => d.read_into(&mut self.values),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("id", &self.id);
        e.field("gender", &self.gender);
        e.field_as(
            "isEmployee",
            Maybe(BoolCodes::ints(0, 1)),
            &self.is_employee,
        );
        e.field_as("customField", Maybe(JsonString(Plain)), &self.custom_field);
        e.field("values", &self.values);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Customer {
    fn blank() -> Self {
        Self {
            id: None,
            gender: Gender::blank(),
            is_employee: None,
            last_seen: None,
            custom_field: None,
            values: None,
            extra: Extra::new(),
        }
    }
}

apiloom::wire_record!(Customer);
