use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// An added attribute as the platform holds it.
///
/// 平台保存的扩展属性。
///
/// Note: The table marks attrKey and attrValue as required; read as optional.
///
/// Note: 表格把 attrKey 和 attrValue 标为必须，读取时按可选处理。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KnownExtendAttr {
    /// Technical key of the attribute.
    ///
    /// 属性的技术键名。
    pub attr_key: Option<String>,

    /// Name of the attribute for people.
    ///
    /// 属性的显示名称。
    pub attr_name: Option<String>,

    /// The value as text.
    ///
    /// 属性值，一律为字符串。
    pub attr_value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "KnownExtendAttr",
    form: Form::Object,
    fields: &["attrKey", "attrName", "attrValue"],
    aliases: &[],
    required: &[],
};

impl Fields for KnownExtendAttr {
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

impl Record for KnownExtendAttr {
    fn blank() -> Self {
        Self {
            attr_key: None,
            attr_name: None,
            attr_value: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(KnownExtendAttr);

impl_serde!(KnownExtendAttr);
