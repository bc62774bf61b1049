use apiloom::{
    Date, DateAs, DateTime, DateTimeAs, Decimal, DecodeError, Decoder, Encoder, OtherVariant,
    Plain, Wire, Zone, impl_serde, validate,
};

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
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomFieldValueContent {
    /// Number of the chosen option.
    ///
    /// 下拉列表：所选选项的编号。
    ///
    /// Source: contact 入参示例, in an example only.
    Droplist(i64),

    /// Numbers of the chosen options from the top level down.
    ///
    /// 级联下拉列表：各级所选选项的编号，从上到下。
    ///
    /// Source: contact 入参示例, in an example only.
    ChainedDroplist(Vec<i64>),

    /// Free text.
    ///
    /// 文本：自由文本。
    ///
    /// Source: contact 入参示例, in an example only.
    Text(String),

    /// A day. Other formats are refused.
    ///
    /// 日期：格式不符会报错。
    ///
    /// Source: contact 自定义字段入参校验规则.
    Date(Date),

    /// A day with a time. Other formats are refused; missing milliseconds count as 0.
    ///
    /// 日期时间：格式不符会报错，毫秒自动补 0。
    ///
    /// Source: contact 自定义字段入参校验规则.
    Datetime(DateTime),

    /// A whole number. Anything else is refused.
    ///
    /// 整数：非整数会报错。
    ///
    /// Source: contact 自定义字段入参校验规则.
    Number(i64),

    /// A number with or without decimals. Anything else is refused.
    ///
    /// 实数：支持整数和小数，非数字会报错。
    ///
    /// Source: contact 自定义字段入参校验规则.
    Numeric(Decimal),

    /// A phone number. A malformed one is refused.
    ///
    /// 电话号码：格式不对会报错。
    ///
    /// Source: contact 自定义字段入参校验规则.
    Phone(String),

    /// What the spec does not name, as it came.
    Other(OtherVariant),
}

impl Wire for CustomFieldValueContent {
    fn blank() -> Self {
        Self::Droplist(0)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.switch("contentType", "content")?.as_deref() {
            Some("droplist") => match d.attempt_content_as("content", Plain)? {
                Some(value) => Ok(Self::Droplist(value)),
                None => Ok(Self::Other(d.other("contentType", "content")?)),
            },
            Some("chained_droplist") => match d.attempt_content_as("content", Plain)? {
                Some(value) => Ok(Self::ChainedDroplist(value)),
                None => Ok(Self::Other(d.other("contentType", "content")?)),
            },
            Some("text") => match d.attempt_content_as("content", Plain)? {
                Some(value) => Ok(Self::Text(value)),
                None => Ok(Self::Other(d.other("contentType", "content")?)),
            },
            Some("date") => Ok(Self::Date(d.content_as(
                "content",
                DateAs(&["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"]),
            )?)),
            Some("datetime") => Ok(Self::Datetime(d.content_as(
                "content",
                DateTimeAs::new(
                    &["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"],
                    Zone::Unknown,
                ),
            )?)),
            Some("number") => Ok(Self::Number(d.content("content")?)),
            Some("numeric") => Ok(Self::Numeric(d.content("content")?)),
            Some("phone") => Ok(Self::Phone(d.content("content")?)),
            _ => Ok(Self::Other(d.other("contentType", "content")?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Droplist(value) => e.adjacent("contentType", "droplist", "content", value),
            Self::ChainedDroplist(value) => {
                e.adjacent("contentType", "chained_droplist", "content", value)
            }
            Self::Text(value) => e.adjacent("contentType", "text", "content", value),
            Self::Date(value) => e.adjacent_as(
                "contentType",
                "date",
                "content",
                DateAs(&["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"]),
                value,
            ),
            Self::Datetime(value) => e.adjacent_as(
                "contentType",
                "datetime",
                "content",
                DateTimeAs::new(
                    &["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"],
                    Zone::Unknown,
                ),
                value,
            ),
            Self::Number(value) => e.adjacent("contentType", "number", "content", value),
            Self::Numeric(value) => e.adjacent("contentType", "numeric", "content", value),
            Self::Phone(value) => e.adjacent("contentType", "phone", "content", value),
            Self::Other(other) => e.other("contentType", "content", other),
        }
    }
}

impl_serde!(CustomFieldValueContent);

impl validate::Validate for CustomFieldValueContent {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        match self {
            Self::Phone(value) => {
                found.phone(&at.field("content", "content"), value);
            }
            Self::Other(other) => {
                let at = &at.field("content", "content");
                match other.content_tag() {
                    Some("droplist") => {
                        found.as_warnings(|found| {
                            found.content::<i64, _>(
                                at,
                                other,
                                Plain,
                                validate::Message::new("an integer", "整数"),
                            );
                        });
                    }
                    Some("chained_droplist") => {
                        found.as_warnings(|found| {
                            found.content::<Vec<i64>, _>(
                                at,
                                other,
                                Plain,
                                validate::Message::new(
                                    "a list of this: an integer",
                                    "列表，每项为整数",
                                ),
                            );
                        });
                    }
                    Some("text") => {
                        found.as_warnings(|found| {
                            found.content::<String, _>(
                                at,
                                other,
                                Plain,
                                validate::Message::new("a text", "文本"),
                            );
                        });
                    }
                    Some("date") => {
                        found.content::<Date, _>(
                            at,
                            other,
                            DateAs(&["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"]),
                            validate::Message::new(
                                "a date as yyyy-MM-dd, yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
                                "日期，格式为 yyyy-MM-dd, yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
                            ),
                        );
                    }
                    Some("datetime") => {
                        found.content::<DateTime, _>(
                            at,
                            other,
                            DateTimeAs::new(
                                &["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"],
                                Zone::Unknown,
                            ),
                            validate::Message::new(
                                "a date with a time as yyyy-MM-dd HH:mm:ss, yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
                                "日期时间，格式为 yyyy-MM-dd HH:mm:ss, yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
                            ),
                        );
                    }
                    Some("number") => {
                        found.content::<i64, _>(
                            at,
                            other,
                            Plain,
                            validate::Message::new("an integer", "整数"),
                        );
                    }
                    Some("numeric") => {
                        found.content::<Decimal, _>(
                            at,
                            other,
                            Plain,
                            validate::Message::new("a number", "数字"),
                        );
                    }
                    Some("phone") => {
                        if let Some(value) = &found.content::<String, _>(
                            at,
                            other,
                            Plain,
                            validate::Message::new("a text", "文本"),
                        ) {
                            found.phone(at, value);
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}
