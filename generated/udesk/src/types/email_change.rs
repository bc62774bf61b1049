use apiloom::{
    DecodeError, Decoder, Encoder, Fields, Form, OrNull, Plain, Record, Shape, impl_serde,
    wire_record,
};

/// A further mail address by its id; without an id it is made.
///
/// 一条其他邮箱：id 为空则新建，否则更新该 id 的邮箱。
///
/// Note: An address cannot be deleted here; leaving its id out of the list does that.
///
/// Note: 不能用空内容删除邮箱；列表中不出现的 id 会被删除。
///
/// Source: guide 邮箱参数格式.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EmailChange {
    /// Id of the address. null makes a new one.
    ///
    /// 邮箱的 id；null 表示新建。
    pub id: Option<i64>,

    /// The address.
    ///
    /// 邮箱地址。
    pub content: String,
}

impl EmailChange {
    /// Everything that is required; each setter adds a value.
    pub fn new(id: Option<i64>, content: impl Into<String>) -> Self {
        Self {
            id,
            content: content.into(),
        }
    }
}

static SHAPE: Shape = Shape {
    name: "EmailChange",
    form: Form::Tuple,
    fields: &["id", "content"],
    aliases: &[],
    required: &[0, 1],
};

impl Fields for EmailChange {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(OrNull(Plain), &mut self.id),
            1 => d.read_into(&mut self.content),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("id", OrNull(Plain), &self.id);
        e.field("content", &self.content);
    }
}

impl Record for EmailChange {
    fn blank() -> Self {
        Self {
            id: None,
            content: String::new(),
        }
    }
}

wire_record!(EmailChange);

impl_serde!(EmailChange);
