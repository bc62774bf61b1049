use super::CustomFields;
use apiloom::{
    DateTime, DecodeError, Decoder, Encoder, Extra, Fields, Form, IntOrString, Maybe, Record,
    Shape, impl_serde, wire_record,
};

/// A company that customers belong to.
///
/// 客户所属公司。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Organization {
    /// Id of the company.
    ///
    /// 公司 id。
    pub id: Option<i64>,

    /// Name of the company.
    ///
    /// 公司名字。
    pub name: Option<String>,

    /// Its mail or web domains as one text.
    ///
    /// 公司域名，单个字符串。
    pub domains: Option<String>,

    /// When the record was made; with milliseconds and offset.
    ///
    /// 创建时间，带毫秒和时区偏移。
    pub created_at: Option<DateTime>,

    /// Added fields of the company.
    ///
    /// 公司的自定义字段。
    pub custom_fields: Option<CustomFields>,

    /// Free text about the company.
    ///
    /// 对公司的描述。
    pub description: Option<String>,

    /// How many customers belong to it.
    ///
    /// 该公司的客户数量。
    pub customer_count: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "Organization",
    form: Form::Object,
    fields: &[
        "id",
        "name",
        "domains",
        "created_at",
        "custom_fields",
        "description",
        "customer_count",
    ],
    aliases: &[],
    required: &[],
};

impl Fields for Organization {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.id),
            1 => d.read_into(&mut self.name),
            2 => d.read_into(&mut self.domains),
            3 => d.read_into(&mut self.created_at),
            4 => d.read_into(&mut self.custom_fields),
            5 => d.read_into(&mut self.description),
            6 => d.read_into(&mut self.customer_count),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("id", Maybe(IntOrString), &self.id);
        e.field("name", &self.name);
        e.field("domains", &self.domains);
        e.field("created_at", &self.created_at);
        e.field("custom_fields", &self.custom_fields);
        e.field("description", &self.description);
        e.field("customer_count", &self.customer_count);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Organization {
    fn blank() -> Self {
        Self {
            id: None,
            name: None,
            domains: None,
            created_at: None,
            custom_fields: None,
            description: None,
            customer_count: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(Organization);

impl_serde!(Organization);
