use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// One identity that the platform holds of a customer.
///
/// 平台保存的一个客户身份。
///
/// Note: The table marks both as required and says both or neither; read as optional.
///
/// Note: 表格标为必须，同时又说两者要么都有要么都没有；读取时按可选处理。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KnownIdentity {
    /// Kind of identity.
    ///
    /// 身份类型。
    pub identity_type: Option<String>,

    /// Value in that kind.
    ///
    /// 该类型下的身份值。
    pub identity_value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "KnownIdentity",
    form: Form::Object,
    fields: &["identityType", "identityValue"],
    aliases: &[],
    required: &[],
};

impl Fields for KnownIdentity {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.identity_type),
            1 => d.read_into(&mut self.identity_value),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("identityType", &self.identity_type);
        e.field("identityValue", &self.identity_value);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for KnownIdentity {
    fn blank() -> Self {
        Self {
            identity_type: None,
            identity_value: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(KnownIdentity);

impl_serde!(KnownIdentity);
