use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// One attribute with its value.
///
/// 一个属性及其值。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttribute {
    /// Technical key as asked for.
    ///
    /// 请求中的属性键。
    pub attr_key: Option<String>,

    /// Name of the attribute.
    ///
    /// 属性名称。
    ///
    /// Note: The table describes attrName as the key of the attribute once more, presumably a slip.
    ///
    /// Note: 表格把 attrName 也描述为“属性key”，应为笔误。
    pub attr_name: Option<String>,

    /// The value as text.
    ///
    /// 属性值，一律为字符串。
    pub attr_value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "CustomerAttribute",
    form: Form::Object,
    fields: &["attrKey", "attrName", "attrValue"],
    aliases: &[],
    required: &[],
};

impl Fields for CustomerAttribute {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.attr_key),
            1 => d.read_into(&mut self.attr_name),
            2 => d.read_into(&mut self.attr_value),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("attrKey", &self.attr_key);
        e.field("attrName", &self.attr_name);
        e.field("attrValue", &self.attr_value);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomerAttribute {
    fn blank() -> Self {
        Self {
            attr_key: None,
            attr_name: None,
            attr_value: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomerAttribute);

impl_serde!(CustomerAttribute);
