use crate::types::{SignBase, TimestampUnit};
use apiloom::{Secret, validate};

/// What the user of the `wefeng` client supplies once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The company's own name before .wefeng360.com.
    ///
    /// 公司在 .wefeng360.com 之前的子域名。
    ///
    /// Source: readme.
    ///
    /// Allowed: matches `[A-Za-z0-9-]+`.
    pub subdomain: String,

    /// The key from the console that signs every call.
    ///
    /// 控制台中的密钥，用于给每次调用签名。
    ///
    /// Source: integrators, inferred.
    pub secret: Secret,

    /// Mail address of the administrator; only signed when sign_base is email_secret_timestamp.
    ///
    /// 管理员邮箱；仅当 sign_base 为 email_secret_timestamp 时参与签名。
    ///
    /// Source: udesk, inferred.
    pub email: Option<String>,

    /// The unit of the timestamp that is sent and signed.
    ///
    /// 所发送并参与签名的时间戳的单位。
    ///
    /// Note: The document says seconds (1619143576); a working integration sends milliseconds (1701224553217).
    ///
    /// Note: 文档为秒（1619143576），实际可用的集成代码发送毫秒（1701224553217）。
    ///
    /// Source: contact 请求示例.
    ///
    /// Default: `seconds`.
    pub timestamp_unit: TimestampUnit,

    /// Which values are joined with \& and hashed.
    ///
    /// 以 \& 连接后进行哈希的内容。
    ///
    /// Note: The vendor's page on signing could not be read.
    /// Secret and timestamp is what working code signs.
    /// The variant with the mail address is that of the sister product Udesk.
    ///
    /// Note: 厂商的认证说明无法查阅。密钥加时间戳来自可用的公开代码；带邮箱的形式参照同公司的 Udesk。
    ///
    /// Source: integrators, inferred.
    ///
    /// Default: `secret_timestamp`.
    pub sign_base: SignBase,
}

impl Settings {
    /// Everything that is required; the rest has defaults.
    pub fn new(subdomain: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            subdomain: subdomain.into(),
            secret: secret.into(),
            email: None,
            timestamp_unit: TimestampUnit::Seconds,
            sign_base: SignBase::SecretTimestamp,
        }
    }

    /// Mail address of the administrator; only signed when sign_base is email_secret_timestamp.
    ///
    /// 管理员邮箱；仅当 sign_base 为 email_secret_timestamp 时参与签名。
    ///
    /// Source: udesk, inferred.
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The unit of the timestamp that is sent and signed.
    ///
    /// 所发送并参与签名的时间戳的单位。
    ///
    /// Note: The document says seconds (1619143576); a working integration sends milliseconds (1701224553217).
    ///
    /// Note: 文档为秒（1619143576），实际可用的集成代码发送毫秒（1701224553217）。
    ///
    /// Source: contact 请求示例.
    ///
    /// Default: `seconds`.
    pub fn timestamp_unit(mut self, timestamp_unit: TimestampUnit) -> Self {
        self.timestamp_unit = timestamp_unit;
        self
    }

    /// Which values are joined with \& and hashed.
    ///
    /// 以 \& 连接后进行哈希的内容。
    ///
    /// Note: The vendor's page on signing could not be read.
    /// Secret and timestamp is what working code signs.
    /// The variant with the mail address is that of the sister product Udesk.
    ///
    /// Note: 厂商的认证说明无法查阅。密钥加时间戳来自可用的公开代码；带邮箱的形式参照同公司的 Udesk。
    ///
    /// Source: integrators, inferred.
    ///
    /// Default: `secret_timestamp`.
    pub fn sign_base(mut self, sign_base: SignBase) -> Self {
        self.sign_base = sign_base;
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
        if let Some(value) = &self.email {
            found.email(&at.field("email", "email"), value);
        }
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
