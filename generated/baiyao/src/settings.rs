use apiloom::Secret;

/// What the user of the `baiyao` client supplies once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The access key that the platform issues for an appKey and its secret; sent with every call.
    ///
    /// 平台根据 appKey 和 secret 发放的访问秘钥，每次调用都会携带。
    ///
    /// Note: How to fetch the key, how long it lives and how expiry shows are not documented, so it is supplied.
    ///
    /// Note: 文档没有说明秘钥的获取接口、有效期以及过期时的表现，因此由使用者提供。
    ///
    /// Source: customer Headers.
    pub token: Secret,
}

impl Settings {
    /// Everything that is required; the rest has defaults.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            token: token.into(),
        }
    }
}
