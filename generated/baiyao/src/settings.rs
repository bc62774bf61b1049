use apiloom::Secret;

/// What the user of the `baiyao` client supplies once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The access key, which is the token, that the platform issues for an appKey and its secret; sent with every call.
    ///
    /// 平台根据 appKey 和 secret 发放的访问密钥（即令牌），每次调用都会携带。
    ///
    /// Note: How to fetch the key, how long it lives and how expiry shows are not documented, so it is supplied:
    /// here, or by a token provider of the client.
    ///
    /// Note: 文档没有说明访问密钥的获取接口、有效期以及过期时的表现，因此由使用者提供：写在这里，或由客户端的 token provider 提供。
    ///
    /// Source: customer Headers.
    pub token: Option<Secret>,
}

impl Settings {
    /// Everything that is required; the rest has defaults.
    pub fn new() -> Self {
        Self { token: None }
    }

    /// The access key, which is the token, that the platform issues for an appKey and its secret; sent with every call.
    ///
    /// 平台根据 appKey 和 secret 发放的访问密钥（即令牌），每次调用都会携带。
    ///
    /// Note: How to fetch the key, how long it lives and how expiry shows are not documented, so it is supplied:
    /// here, or by a token provider of the client.
    ///
    /// Note: 文档没有说明访问密钥的获取接口、有效期以及过期时的表现，因此由使用者提供：写在这里，或由客户端的 token provider 提供。
    ///
    /// Source: customer Headers.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::new()
    }
}
