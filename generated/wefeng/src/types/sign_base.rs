use apiloom::{CodeEnum, CodeRef, impl_serde, wire_enum};

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
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SignBase {
    /// First the secret, then the timestamp, and nothing else.
    ///
    /// 先密钥、后时间戳，没有其他内容。
    ///
    /// On the wire: `secret_timestamp`.
    SecretTimestamp,

    /// The mail address before the other two.
    ///
    /// 在密钥和时间戳之前加上邮箱。
    ///
    /// On the wire: `email_secret_timestamp`.
    EmailSecretTimestamp,
}

impl CodeEnum for SignBase {
    const NAME: &'static str = "SignBase";
    const BLANK: Self = Self::SecretTimestamp;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "secret_timestamp" => Self::SecretTimestamp,
            "email_secret_timestamp" => Self::EmailSecretTimestamp,
            _ => return None,
        })
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::SecretTimestamp => CodeRef::Text("secret_timestamp"),
            Self::EmailSecretTimestamp => CodeRef::Text("email_secret_timestamp"),
        }
    }
}

wire_enum!(SignBase);

impl_serde!(SignBase);
