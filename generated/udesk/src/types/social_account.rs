use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// A social account.
///
/// 社交账号。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SocialAccount {
    /// Open id of the account.
    ///
    /// 账号的 open_id。
    pub id: Option<String>,

    /// Name of the official account.
    ///
    /// 公众号名字。
    pub name: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "SocialAccount",
    form: Form::Object,
    fields: &["id", "name"],
    aliases: &[],
    required: &[],
};

impl Fields for SocialAccount {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.id),
            1 => d.read_into(&mut self.name),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("id", &self.id);
        e.field("name", &self.name);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for SocialAccount {
    fn blank() -> Self {
        Self {
            id: None,
            name: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(SocialAccount);

impl_serde!(SocialAccount);
