use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, IntOrString, Maybe, Record, Shape,
    impl_serde, wire_record,
};

/// A tag on a customer.
///
/// 客户标签。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tag {
    /// Id of the tag.
    ///
    /// 标签 id。
    pub id: Option<i64>,

    /// Name of the tag as updates send it.
    ///
    /// 标签名，更新时使用的就是它。
    pub name: Option<String>,

    /// Udesk's id of the tenant.
    ///
    /// 租户公司的 id。
    pub company_id: Option<i64>,

    /// How often the tag is used.
    ///
    /// 该标签的使用次数。
    pub taggings_count: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "Tag",
    form: Form::Object,
    fields: &["id", "name", "company_id", "taggings_count"],
    aliases: &[],
    required: &[],
};

impl Fields for Tag {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.id),
            1 => d.read_into(&mut self.name),
            2 => d.read_as(Maybe(IntOrString), &mut self.company_id),
            3 => d.read_into(&mut self.taggings_count),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("id", Maybe(IntOrString), &self.id);
        e.field("name", &self.name);
        e.field_as("company_id", Maybe(IntOrString), &self.company_id);
        e.field("taggings_count", &self.taggings_count);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Tag {
    fn blank() -> Self {
        Self {
            id: None,
            name: None,
            company_id: None,
            taggings_count: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(Tag);

impl_serde!(Tag);
