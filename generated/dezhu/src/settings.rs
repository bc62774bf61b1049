use apiloom::{Error, validate};
use std::fmt;
use std::sync::Arc;

/// What the user of the `dezhu` client supplies once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The whole host name that the vendor gave the company.
    ///
    /// 厂商分配给企业的专属域名（完整主机名）。
    ///
    /// Note: The document has a placeholder only.
    ///
    /// Note: 文档中只有占位符。
    ///
    /// Source: guide 服务地址.
    ///
    /// Allowed: matches `[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*`.
    pub domain: String,

    /// Id of the application that calls; the vendor issues it.
    ///
    /// 调用方的应用 ID，由厂商发放。
    ///
    /// Source: guide 请求参数.
    pub app_id: String,

    /// Signs a call as the vendor demands; the result is sent as the header sign.
    /// It sees all that a signature can cover and brings its own key.
    ///
    /// 按厂商要求计算签名，结果放在请求头 sign 中；可以取得签名可能涉及的全部内容，密钥由实现者自备。
    ///
    /// Note: The algorithm is not documented where it can be read; nothing is guessed here.
    ///
    /// Note: 签名算法没有可查阅的文档，这里不作猜测。
    ///
    /// Source: guide 请求参数.
    pub sign: SignHook,
}

/// What [`Settings`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsRequired {
    /// The whole host name that the vendor gave the company.
    ///
    /// 厂商分配给企业的专属域名（完整主机名）。
    ///
    /// Note: The document has a placeholder only.
    ///
    /// Note: 文档中只有占位符。
    ///
    /// Source: guide 服务地址.
    ///
    /// Allowed: matches `[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*`.
    pub domain: String,

    /// Id of the application that calls; the vendor issues it.
    ///
    /// 调用方的应用 ID，由厂商发放。
    ///
    /// Source: guide 请求参数.
    pub app_id: String,
}

impl Settings {
    /// Everything that is required; the rest has defaults.
    pub fn new(required: SettingsRequired, sign: SignHook) -> Self {
        let SettingsRequired { domain, app_id } = required;
        Self {
            domain,
            app_id,
            sign,
        }
    }
}

impl validate::Validate for Settings {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.pattern(&at.field("domain", "domain"), &self.domain, &DOMAIN_PATTERN);
    }
}

static DOMAIN_PATTERN: validate::Pattern = validate::Pattern::pieces(
    "[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*",
    &[
        validate::Piece::one_of(
            &[('-', '-'), ('0', '9'), ('A', 'Z'), ('a', 'z')],
            1,
            u32::MAX,
        ),
        validate::Piece::group(
            &[
                validate::Piece::one_of(&[('.', '.')], 1, 1),
                validate::Piece::one_of(
                    &[('-', '-'), ('0', '9'), ('A', 'Z'), ('a', 'z')],
                    1,
                    u32::MAX,
                ),
            ],
            0,
            u32::MAX,
        ),
    ],
);

/// What [`SignHook`] is given.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct SignInput<'a> {
    /// The app id.
    pub app_id: &'a str,

    /// The timestamp.
    pub timestamp: &'a str,

    /// The method.
    pub method: &'a str,

    /// The path.
    pub path: &'a str,

    /// The query.
    pub query: &'a str,

    /// The body.
    pub body: &'a [u8],
}

/// Signs a call as the vendor demands; the result is sent as the header sign.
/// It sees all that a signature can cover and brings its own key.
///
/// 按厂商要求计算签名，结果放在请求头 sign 中；可以取得签名可能涉及的全部内容，密钥由实现者自备。
///
/// Note: The algorithm is not documented where it can be read; nothing is guessed here.
///
/// Note: 签名算法没有可查阅的文档，这里不作猜测。
///
/// Source: guide 请求参数.
#[derive(Clone)]
pub struct SignHook(Arc<SignFn>);

type SignFn = dyn Fn(&SignInput<'_>) -> Result<String, Error> + Send + Sync;

impl SignHook {
    /// Wraps a function; its error becomes the error of the call.
    pub fn new(
        function: impl Fn(&SignInput<'_>) -> Result<String, Error> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(function))
    }

    #[allow(dead_code, reason = "a spec may describe what no scheme uses yet")]
    pub(crate) fn call(
        &self,
        app_id: &str,
        timestamp: &str,
        method: &str,
        path: &str,
        query: &str,
        body: &[u8],
    ) -> Result<String, Error> {
        (self.0)(&SignInput {
            app_id,
            timestamp,
            method,
            path,
            query,
            body,
        })
    }
}

impl fmt::Debug for SignHook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignHook")
    }
}
