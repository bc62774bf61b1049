use apiloom::{Secret, validate};

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
    /// 管理员邮箱，其令牌用于签名；邮箱本身也参与签名。
    ///
    /// Source: intro.
    pub email: String,

    /// The API token (open_api_token) of that administrator; without it, the client fetches one with log_in.
    ///
    /// 该管理员的 open_api_token；不提供时由客户端用 log_in 获取。
    ///
    /// Source: intro.
    pub token: Option<Secret>,

    /// Password of that administrator for the web console; it buys the API token where that is not given.
    ///
    /// 该管理员登录后台的密码；未提供令牌时用它换取。
    ///
    /// Source: integrators, inferred.
    pub password: Option<Secret>,
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
    /// 管理员邮箱，其令牌用于签名；邮箱本身也参与签名。
    ///
    /// Source: intro.
    pub email: String,
}

impl Settings {
    /// Everything that is required; the rest has defaults.
    pub fn new(required: SettingsRequired) -> Self {
        let SettingsRequired { subdomain, email } = required;
        Self {
            subdomain,
            email,
            token: None,
            password: None,
        }
    }

    /// The API token (open_api_token) of that administrator; without it, the client fetches one with log_in.
    ///
    /// 该管理员的 open_api_token；不提供时由客户端用 log_in 获取。
    ///
    /// Source: intro.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Password of that administrator for the web console; it buys the API token where that is not given.
    ///
    /// 该管理员登录后台的密码；未提供令牌时用它换取。
    ///
    /// Source: integrators, inferred.
    pub fn password(mut self, password: impl Into<Secret>) -> Self {
        self.password = Some(password.into());
        self
    }
}

impl validate::Validate for Settings {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.pattern(
            &at.field("subdomain", "subdomain"),
            &self.subdomain,
            &SUBDOMAIN_PATTERN,
        );
        found.email(&at.field("email", "email"), &self.email);
    }
}

static SUBDOMAIN_PATTERN: validate::Pattern = validate::Pattern::pieces(
    "[A-Za-z0-9-]+",
    &[validate::Piece::one_of(
        &[('-', '-'), ('0', '9'), ('A', 'Z'), ('a', 'z')],
        1,
        u32::MAX,
    )],
);
