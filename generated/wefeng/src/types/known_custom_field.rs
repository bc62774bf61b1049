use super::CustomFieldValueContent;
use apiloom::{Extra, IntOrString, Maybe, record, validate};

/// An added field as an answer holds it.
///
/// 返回中的自定义字段。
///
/// Source: contact 返回示例, in an example only.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KnownCustomField {
    /// Number of the added field, which fieldCode has in it.
    ///
    /// 自定义字段的编号，fieldCode 中也含有它。
    ///
    /// Note: A String in the table and a number in the sample; written as a number.
    ///
    /// Note: 参数表为 String，示例为数字；按数字写出。
    pub id: Option<i64>,

    /// Code of the field; CustomField\_ and the id.
    ///
    /// 字段码值，由 CustomField\_ 加字段 id 组成。
    ///
    /// `fieldCode` on the wire.
    pub field_code: Option<String>,

    /// The value in the form that contentType says.
    ///
    /// 字段内容，格式由 contentType 决定。
    ///
    /// Note: A date may also be given with a time, and a date-time in the long form ending in a literal Z.
    /// The short forms are written. The zone of both is not documented.
    ///
    /// Type of the field; it decides what the content is.
    ///
    /// Note: date 和 datetime 都另支持以字面量 Z 结尾的长格式；这里写出短格式。两种格式的时区均未说明。
    ///
    /// 字段类型，决定 content 的格式。
    pub content: Option<CustomFieldValueContent>,

    /// Name of the field for people; null in the sample.
    ///
    /// 字段的显示名称，示例中为 null。
    ///
    /// It stands in an example only.
    ///
    /// `fieldName` on the wire.
    pub field_name: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    KnownCustomField as Object keeps extra;
    id: "id" as Maybe(IntOrString);
    field_code: "fieldCode";
    content: spread "contentType" | "content";
    field_name: "fieldName";
}

impl validate::Validate for KnownCustomField {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(at, &self.content);
    }
}
