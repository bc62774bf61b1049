use apiloom::{OrNull, Plain, record};

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

record! {
    EmailChange as Tuple;
    id: required "id" as OrNull(Plain);
    content: required "content";
}
