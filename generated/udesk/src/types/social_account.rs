use apiloom::{Extra, record};

/// A WeChat or Weibo account by which a customer is known.
///
/// 客户关联的一个微信或微博账号。
///
/// Source: guide 返回字段说明.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SocialAccount {
    /// Openid in WeChat or Weibo.
    ///
    /// 在微信或微博中的 open_id。
    pub id: Option<String>,

    /// Name of the official account.
    ///
    /// 公众号名字。
    pub name: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    SocialAccount as Object keeps extra;
    id: "id";
    name: "name";
}
