use apiloom::{
    DecodeError, Decoder, Encoder, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// The value of a field that the company added.
///
/// 一个自定义字段的值。
///
/// Source: guide CustomerDictDTO.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerDict {
    /// Code of the field.
    ///
    /// 自定义字段 code。
    pub dict_code: String,

    /// Note on the value.
    ///
    /// 备注。
    pub remark: Option<String>,

    /// The value as text whatever the field holds.
    ///
    /// 自定义字段值，一律以字符串传递。
    pub value: String,
}

/// What [`CustomerDict`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerDictRequired {
    /// Code of the field.
    ///
    /// 自定义字段 code。
    pub dict_code: String,

    /// The value as text whatever the field holds.
    ///
    /// 自定义字段值，一律以字符串传递。
    pub value: String,
}

impl CustomerDict {
    /// Everything that is required; each setter adds a value.
    pub fn new(required: CustomerDictRequired) -> Self {
        let CustomerDictRequired { dict_code, value } = required;
        Self {
            dict_code,
            value,
            remark: None,
        }
    }

    /// Note on the value.
    ///
    /// 备注。
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(remark.into());
        self
    }
}

static SHAPE: Shape = Shape {
    name: "CustomerDict",
    form: Form::Object,
    fields: &["dictCode", "remark", "value"],
    aliases: &[],
    required: &[0, 2],
};

impl Fields for CustomerDict {
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
    }
}

impl Record for CustomerDict {
    fn blank() -> Self {
        Self {
            dict_code: String::new(),
            remark: None,
            value: String::new(),
        }
    }
}

wire_record!(CustomerDict);

impl_serde!(CustomerDict);
