use apiloom::{Extra, IntOrString, Maybe, StringOrInt, record};

/// One of the phone numbers of a customer.
///
/// 客户的一个电话号码。
///
/// Source: guide 返回字段说明.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cellphone {
    /// Id of the number; an update names the number by it.
    ///
    /// 电话 id，更新时用它指明号码。
    ///
    /// Note: A text and a number within one array of the sample.
    ///
    /// Note: 示例的同一数组中既有字符串也有数字。
    pub id: Option<i64>,

    /// The phone number; text, also where a number is sent.
    ///
    /// 电话号码，即使以数字返回也按字符串读取。
    pub content: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    Cellphone as Object keeps extra;
    id: "id" as Maybe(IntOrString);
    content: "content" as Maybe(StringOrInt);
}
