use apiloom::{Extra, Secret, record};

/// A token, and how long it serves.
///
/// 调用接口所需的令牌及其有效期。
///
/// Source: token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AccessToken {
    /// What every other call carries in its query.
    ///
    /// 其他接口调用时放在查询串中的令牌。
    pub access_token: Secret,

    /// Seconds that it lives; 7200.
    ///
    /// 有效期，单位秒，通常为 7200。
    pub expires_in: i64,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    AccessToken as Object keeps extra;
    access_token: required "access_token";
    expires_in: required "expires_in";
}
