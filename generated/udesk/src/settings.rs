use apiloom::Secret;

/// What the user of the `udesk` client supplies once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The company's own name before .udesk.cn.
    ///
    /// 公司在 .udesk.cn 之前的二级域名。
    ///
    /// Source: guide 请求地址.
    ///
    /// Allowed: matches `[A-Za-z0-9-]+`.
    pub subdomain: String,

    /// Mail address of the administrator whose token signs; part of the signed text.
    ///
    /// 管理员邮箱，其 token 用于签名；邮箱本身也参与签名。
    ///
    /// Source: intro.
    pub email: String,

    /// The API token (open_api_token) of that administrator; log_in fetches it.
    ///
    /// 该管理员的 open_api_token，可用 log_in 获取。
    ///
    /// Source: intro.
    pub token: Secret,
}

/// What [`Settings`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsRequired {
    /// The company's own name before .udesk.cn.
    ///
    /// 公司在 .udesk.cn 之前的二级域名。
    ///
    /// Source: guide 请求地址.
    ///
    /// Allowed: matches `[A-Za-z0-9-]+`.
    pub subdomain: String,

    /// Mail address of the administrator whose token signs; part of the signed text.
    ///
    /// 管理员邮箱，其 token 用于签名；邮箱本身也参与签名。
    ///
    /// Source: intro.
    pub email: String,

    /// The API token (open_api_token) of that administrator; log_in fetches it.
    ///
    /// 该管理员的 open_api_token，可用 log_in 获取。
    ///
    /// Source: intro.
    pub token: Secret,
}

impl Settings {
    /// Everything that is required; the rest has defaults.
    pub fn new(required: SettingsRequired) -> Self {
        let SettingsRequired {
            subdomain,
            email,
            token,
        } = required;
        Self {
            subdomain,
            email,
            token,
        }
    }
}
