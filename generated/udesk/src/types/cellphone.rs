use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, IntOrString, Maybe, Record, Shape,
    StringOrInt, impl_serde, wire_record,
};

/// A phone number of a customer.
///
/// 客户的电话号码。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cellphone {
    /// Id of the number; an update names the number by it.
    ///
    /// 电话 id，更新时用它指明号码。
    ///
    /// Note: A text and a number within one array of the sample.
    ///
    /// Note: 示例的同一数组中既有字符串也有数字。
    pub id: Option<i64>,

    /// The number as text.
    ///
    /// 电话号码，按字符串读取。
    pub content: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "Cellphone",
    form: Form::Object,
    fields: &["id", "content"],
    aliases: &[],
    required: &[],
};

impl Fields for Cellphone {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.id),
            1 => d.read_as(Maybe(StringOrInt), &mut self.content),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("id", Maybe(IntOrString), &self.id);
        e.field_as("content", Maybe(StringOrInt), &self.content);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Cellphone {
    fn blank() -> Self {
        Self {
            id: None,
            content: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(Cellphone);

impl_serde!(Cellphone);
