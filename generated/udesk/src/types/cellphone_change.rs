use apiloom::{OrNull, Plain, StringOrInt, record};

/// A phone number by its id.
/// No id makes a number, an id with a number changes it, an id without a number deletes it.
///
/// 一条手机号：id 为空则新建；有 id 有号码则更新；有 id 而号码为 null 则删除。
///
/// Source: guide 手机号参数格式.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CellphoneChange {
    /// Id of the number. null makes a new one.
    ///
    /// 手机号的 id；null 表示新建。
    pub id: Option<i64>,

    /// The number as text. null deletes it.
    ///
    /// 手机号，按字符串发送；null 表示删除。
    ///
    /// Note: The sample sends numbers as JSON numbers and deletes with an empty text; the rules say null.
    /// Numbers are written as text, which keeps leading zeros and +, and an empty text is refused.
    /// The table writes the pairs with a colon, which is no JSON; they are arrays of two items.
    ///
    /// Note: 示例把号码写成数字，并用空字符串删除；说明文字规定用 null 删除。
    /// 这里一律按字符串写出（保留前导零和 +），并拒绝空字符串。
    /// 参数表把数组元素写成带冒号的形式，不是合法 JSON；实际是两个元素的数组。
    ///
    /// Allowed: matches `.+`.
    pub content: Option<String>,
}

impl CellphoneChange {
    /// Everything that is required; each setter adds a value.
    pub fn new(id: Option<i64>, content: Option<String>) -> Self {
        Self { id, content }
    }
}

record! {
    CellphoneChange as Tuple;
    id: required "id" as OrNull(Plain);
    content: required "content" as OrNull(StringOrInt);
}
