use super::CustomFields;
use apiloom::{DateTime, DateTimeAs, Extra, IntOrString, Maybe, Zone, record};

/// A company that customers belong to.
///
/// 客户所属公司。
///
/// Source: guide 返回字段说明.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Organization {
    /// Udesk's number of the company.
    ///
    /// 公司在 Udesk 中的 id。
    pub id: Option<i64>,

    /// What the company is called.
    ///
    /// 公司的名称。
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

record! {
    Organization as Object keeps extra;
    id: "id" as Maybe(IntOrString);
    name: "name";
    domains: "domains";
    created_at: "created_at" as Maybe(DateTimeAs::new(&["yyyy-MM-dd'T'HH:mm:ss.SSSXXX"], Zone::Unknown));
    custom_fields: "custom_fields";
    description: "description";
    customer_count: "customer_count";
}
