use apiloom::{Code, CodeEnum, CodeRef, impl_serde, wire_enum};

/// Kind of identity. Kinds of the company's own are written in lower-case pinyin, for example
/// taobao-account.
///
/// 身份类型；自定义类型使用小写拼音，例如 taobao-account。
///
/// Source: customer POST数据示例.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum IdentityType {
    /// A WeChat openid; the official account must be bound and its followers imported first.
    ///
    /// 微信 openid；须先绑定公众号并导入粉丝。
    ///
    /// On the wire: `wechat`.
    Wechat,

    /// A WeChat union id; the official account must be bound and its followers imported first.
    ///
    /// 微信 unionid；须先绑定公众号并导入粉丝。
    ///
    /// On the wire: `wechat-unionid`.
    WechatUnionid,

    /// A code that the spec does not name, as it came.
    Other(Code),
}

impl CodeEnum for IdentityType {
    const NAME: &'static str = "IdentityType";
    const BLANK: Self = Self::Wechat;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "wechat" => Self::Wechat,
            "wechat-unionid" => Self::WechatUnionid,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Wechat => CodeRef::Text("wechat"),
            Self::WechatUnionid => CodeRef::Text("wechat-unionid"),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(IdentityType);

impl_serde!(IdentityType);
