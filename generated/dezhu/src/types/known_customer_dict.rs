use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// The value of an added field as the vendor holds it.
///
/// 返回中的自定义字段值。
///
/// Note: The table marks dictCode and value as required; read as optional.
///
/// Note: 字段表把 dictCode 和 value 标为必填，读取时按可选处理。
///
/// Source: guide CustomerDictDTO.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KnownCustomerDict {
    /// Code of the field.
    ///
    /// 自定义字段 code。
    pub dict_code: Option<String>,

    /// Note on the value.
    ///
    /// 备注。
    pub remark: Option<String>,

    /// The value as text.
    ///
    /// 自定义字段值，字符串。
    pub value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "KnownCustomerDict",
    form: Form::Object,
    fields: &["dictCode", "remark", "value"],
    aliases: &[],
    required: &[],
};

impl Fields for KnownCustomerDict {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.dict_code),
            1 => d.read_into(&mut self.remark),
            2 => d.read_into(&mut self.value),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("dictCode", &self.dict_code);
        e.field("remark", &self.remark);
        e.field("value", &self.value);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for KnownCustomerDict {
    fn blank() -> Self {
        Self {
            dict_code: None,
            remark: None,
            value: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(KnownCustomerDict);

impl_serde!(KnownCustomerDict);
