use super::CustomFieldValueContent;
use apiloom::{IntOrString, Maybe, f, record, validate};

/// The value of a field that the company added.
///
/// 一个自定义字段的值。
///
/// Source: contact 请求参数.
///
/// Advice: The id and the code of an added field name the same field. id 与 fieldCode 应指同一个自定义字段。
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CustomFieldValue {
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
}

impl CustomFieldValue {
    /// Nothing yet; each setter adds a value.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of the added field, which fieldCode has in it.
    ///
    /// 自定义字段的编号，fieldCode 中也含有它。
    ///
    /// Note: A String in the table and a number in the sample; written as a number.
    ///
    /// Note: 参数表为 String，示例为数字；按数字写出。
    pub fn id(mut self, id: i64) -> Self {
        self.id = Some(id);
        self
    }

    /// Code of the field; CustomField\_ and the id.
    ///
    /// 字段码值，由 CustomField\_ 加字段 id 组成。
    ///
    /// `fieldCode` on the wire.
    pub fn field_code(mut self, field_code: impl Into<String>) -> Self {
        self.field_code = Some(field_code.into());
        self
    }

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
    pub fn content(mut self, content: CustomFieldValueContent) -> Self {
        self.content = Some(content);
        self
    }
}

record! {
    CustomFieldValue as Object;
    id: "id" as Maybe(IntOrString);
    field_code: "fieldCode";
    content: spread "contentType" | "content";
}

impl validate::Validate for CustomFieldValue {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(at, &self.content);
        if f::given(&self.id).copied().is_some()
            && f::given(&self.field_code).map(String::as_str).is_some()
            && f::given(&self.field_code).map(String::as_str)
                != Some(
                    format!(
                        "CustomField_{}",
                        f::as_text(f::given(&self.id).copied().unwrap_or_default())
                    )
                    .as_str(),
                )
        {
            found.broken(
                at,
                "code_names_id",
                validate::Severity::Warning,
                validate::Message::new(
                    "The id and the code of an added field name the same field.",
                    "id 与 fieldCode 应指同一个自定义字段。",
                ),
            );
        }
    }
}
