use apiloom::{Code, CodeEnum, CodeRef, impl_serde, wire_enum};

/// Whether a contact uses WeChat or WeCom.
///
/// 客户类型，微信用户或企业微信用户。
///
/// Note: A String in the table and a number in the sample; read as either.
///
/// Note: 字段说明为 String，示例为数字；两种形式都能读取。
///
/// Source: contact 返回数据.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ContactKind {
    /// A person with WeChat.
    ///
    /// 使用个人微信的客户。
    ///
    /// On the wire: `1`.
    Wechat,

    /// A person with WeCom.
    ///
    /// 使用企业微信的客户。
    ///
    /// On the wire: `2`.
    Wecom,

    /// A code that the spec does not name, as it came.
    Other(Code),
}

impl CodeEnum for ContactKind {
    const NAME: &'static str = "ContactKind";
    const BLANK: Self = Self::Wechat;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match code.int()? {
            1 => Self::Wechat,
            2 => Self::Wecom,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Wechat => CodeRef::Int(1),
            Self::Wecom => CodeRef::Int(2),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(ContactKind);

impl_serde!(ContactKind);
