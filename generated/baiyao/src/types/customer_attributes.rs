use super::CustomerAttribute;
use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// Attributes of one customer.
///
/// 一个客户的属性。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttributes {
    /// The attributes asked for.
    ///
    /// 所请求的属性。
    pub attr_list: Option<Vec<CustomerAttribute>>,

    /// The customer that the attributes belong to.
    ///
    /// 属性所属的客户 id。
    ///
    /// Note: The table puts customerId beside data; it is read there and here.
    ///
    /// Note: 表格把 customerId 列在 data 同级；这里两处都读取。
    ///
    /// It is inferred, not documented.
    pub customer_id: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "CustomerAttributes",
    form: Form::Object,
    fields: &["attrList", "customerId"],
    aliases: &[],
    required: &[],
};

impl Fields for CustomerAttributes {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.attr_list),
            1 => d.read_into(&mut self.customer_id),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("attrList", &self.attr_list);
        e.field("customerId", &self.customer_id);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomerAttributes {
    fn blank() -> Self {
        Self {
            attr_list: None,
            customer_id: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomerAttributes);

impl_serde!(CustomerAttributes);
