use apiloom::{Extra, Secret, record};

/// What a log-in gives.
///
/// 登录成功后的返回，含接口令牌。
///
/// Source: integrators, inferred.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LogIn {
    /// The API token that signs. How long it lives is not documented.
    ///
    /// 用于签名的接口令牌；有效期文档未说明。
    ///
    /// Note: A copy of the document calls it open_api_token, real answers open_api_auth_token; both are read.
    ///
    /// Note: 一份文档写作 open_api_token，实际返回为 open_api_auth_token；两者都能读取。
    pub open_api_auth_token: Secret,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    LogIn as Object keeps extra;
    open_api_auth_token: required "open_api_auth_token" or "open_api_token";
}
