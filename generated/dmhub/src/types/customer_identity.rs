use super::IdentityType;
use apiloom::{CodeEnum, Trimmed, record, validate};

/// An identity that finds or makes a customer.
///
/// 用于查找或创建客户的身份。
///
/// Note: The lengths are from a public copy of the chapter on identities.
///
/// Note: 长度限制来自身份章节的公开副本。
///
/// Source: customer POST数据示例.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerIdentity {
    /// Kind of identity in at most 32 characters.
    ///
    /// 身份类型，最长 32 个字符。
    ///
    /// Note: The sample has a space after wechat, the text has none; it is sent without.
    ///
    /// Note: 示例中 wechat 后多了一个空格，正文没有；发送时不带空格。
    ///
    /// Allowed: 1 to 32 characters; matches `[a-z][a-z0-9-]*`.
    ///
    /// `identityType` on the wire.
    pub identity_type: IdentityType,

    /// The openid, the union id or the customer's id in the caller's own system.
    ///
    /// openid、unionid 或客户在自有系统中的 id，最长 128 个字符。
    ///
    /// Allowed: 1 to 128 characters.
    ///
    /// `identityValue` on the wire.
    pub identity_value: String,

    /// Name that the customer has there.
    ///
    /// 客户在该处的名字，最长 256 个字符。
    ///
    /// Allowed: 0 to 256 characters.
    ///
    /// `identityName` on the wire.
    pub identity_name: Option<String>,
}

impl CustomerIdentity {
    /// Everything that is required; each setter adds a value.
    pub fn new(identity_type: IdentityType, identity_value: impl Into<String>) -> Self {
        Self {
            identity_type,
            identity_value: identity_value.into(),
            identity_name: None,
        }
    }

    /// Name that the customer has there.
    ///
    /// 客户在该处的名字，最长 256 个字符。
    ///
    /// Allowed: 0 to 256 characters.
    ///
    /// `identityName` on the wire.
    pub fn identity_name(mut self, identity_name: impl Into<String>) -> Self {
        self.identity_name = Some(identity_name.into());
        self
    }
}

record! {
    CustomerIdentity as Object;
    identity_type: required "identityType" as Trimmed;
    identity_value: required "identityValue";
    identity_name: "identityName";
}

impl validate::Validate for CustomerIdentity {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        {
            let at = &at.field("identityType", "identity_type");
            found.length(at, &CodeEnum::code(&self.identity_type).text(), 1, 32);
            found.pattern(
                at,
                &CodeEnum::code(&self.identity_type).text(),
                &IDENTITY_TYPE_PATTERN,
            );
        }
        found.length(
            &at.field("identityValue", "identity_value"),
            &self.identity_value,
            1,
            128,
        );
        if let Some(value) = &self.identity_name {
            found.length(&at.field("identityName", "identity_name"), value, 0, 256);
        }
    }
}

static IDENTITY_TYPE_PATTERN: validate::Pattern = validate::Pattern::pieces(
    "[a-z][a-z0-9-]*",
    &[
        validate::Piece::one_of(&[('a', 'z')], 1, 1),
        validate::Piece::one_of(&[('-', '-'), ('0', '9'), ('a', 'z')], 0, u32::MAX),
    ],
);
