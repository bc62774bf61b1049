use apiloom::{Extra, IntOrString, Maybe, record};

/// A word by which agents mark customers.
///
/// 客服用来标记客户的标签。
///
/// Source: guide 返回字段说明.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tag {
    /// Udesk's number of the tag.
    ///
    /// 标签在 Udesk 中的 id。
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

record! {
    Tag as Object keeps extra;
    id: "id" as Maybe(IntOrString);
    name: "name";
    company_id: "company_id" as Maybe(IntOrString);
    taggings_count: "taggings_count";
}
