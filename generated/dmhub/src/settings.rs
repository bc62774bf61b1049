use apiloom::Secret;

/// What the user of the `dmhub` client supplies once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Id of the application; sent as appid.
    ///
    /// 应用 id，以 appid 发送。
    ///
    /// Source: token.
    pub app_id: String,

    /// Secret of the application that buys a token.
    ///
    /// 应用密钥，用于换取 access_token。
    ///
    /// Source: token.
    pub secret: Secret,
}

impl Settings {
    /// Everything that is required; the rest has defaults.
    pub fn new(app_id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            app_id: app_id.into(),
            secret: secret.into(),
        }
    }
}
