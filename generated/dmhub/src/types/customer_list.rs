use super::Customer;
use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, IntOrString, Maybe, Record, Shape,
    impl_serde, wire_record,
};

/// A page of customers.
///
/// 一页客户。
///
/// Note: The document does not describe the answer; this is what recorded traffic shows.
///
/// Note: 文档没有说明返回结构，此处依据录制的真实返回。
///
/// Source: traffic, inferred.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerList {
    /// Presumably the customers on all pages.
    ///
    /// 推测为全部页的客户总数。
    ///
    /// It is inferred, not documented.
    pub records: Option<i64>,

    /// Customers of this page.
    ///
    /// 本页的客户。
    ///
    /// It is inferred, not documented.
    pub rows: Vec<Customer>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "CustomerList",
    form: Form::Object,
    fields: &["records", "rows"],
    aliases: &[],
    required: &[1],
};

impl Fields for CustomerList {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.records),
            1 => d.read_into(&mut self.rows),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("records", Maybe(IntOrString), &self.records);
        e.field("rows", &self.rows);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomerList {
    fn blank() -> Self {
        Self {
            records: None,
            rows: Vec::new(),
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomerList);

impl_serde!(CustomerList);
