use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Secret, Shape, blank, impl_serde,
    wire_record,
};

/// A token for calls.
///
/// 调用接口所需的令牌。
///
/// Source: token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AccessToken {
    /// The token.
    ///
    /// 令牌。
    pub access_token: Secret,

    /// Seconds that it lives; 7200.
    ///
    /// 有效期，单位秒，通常为 7200。
    pub expires_in: i64,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "AccessToken",
    form: Form::Object,
    fields: &["access_token", "expires_in"],
    aliases: &[],
    required: &[0, 1],
};

impl Fields for AccessToken {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.access_token),
            1 => d.read_into(&mut self.expires_in),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("access_token", &self.access_token);
        e.field("expires_in", &self.expires_in);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for AccessToken {
    fn blank() -> Self {
        Self {
            access_token: blank(),
            expires_in: 0,
            extra: Extra::new(),
        }
    }
}

wire_record!(AccessToken);

impl_serde!(AccessToken);
