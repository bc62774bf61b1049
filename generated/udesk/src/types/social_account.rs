use apiloom::{Extra, record};

/// A social account.
///
/// 社交账号。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SocialAccount {
    /// Open id of the account.
    ///
    /// 账号的 open_id。
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
