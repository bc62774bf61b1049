use super::CustomerAttributes;
use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// Answer to a query for attributes.
///
/// 查询指定属性的返回。
///
/// Source: customer 查询客户的指定属性信息.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttributesAnswer {
    /// The attributes by customer.
    ///
    /// 按客户给出的属性。
    pub data: Option<Vec<CustomerAttributes>>,

    /// The customer that was asked for.
    ///
    /// 所查询的客户 id。
    ///
    /// Note: The table types it as object \[\] and says it is empty data, which fits no id.
    /// It is read as a long number like every other customer id.
    ///
    /// Note: 表格类型写作 object \[\]、备注写“返回空数据”，与客户 id 不符；按其他接口的 long 读取。
    pub customer_id: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "CustomerAttributesAnswer",
    form: Form::Object,
    fields: &["data", "customerId"],
    aliases: &[],
    required: &[],
};

impl Fields for CustomerAttributesAnswer {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.data),
            1 => d.read_into(&mut self.customer_id),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("data", &self.data);
        e.field("customerId", &self.customer_id);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomerAttributesAnswer {
    fn blank() -> Self {
        Self {
            data: None,
            customer_id: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomerAttributesAnswer);

impl_serde!(CustomerAttributesAnswer);
