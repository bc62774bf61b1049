use apiloom::{Code, CodeEnum, CodeRef, impl_serde, wire_enum};

/// Which order of identities counts when several are given.
///
/// 提供多个身份时以哪种优先级为准。
///
/// Source: customer 根据身份列表创建客户 接口描述.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum IdentityPriority {
    /// The priority that the platform is set up with.
    ///
    /// 使用系统中配置的身份优先级。
    ///
    /// On the wire: `system`.
    System,

    /// The order of the identities in the call.
    ///
    /// 以请求中身份的先后顺序为优先级。
    ///
    /// On the wire: `custom`.
    Custom,

    /// A code that the spec does not name, as it came.
    Other(Code),
}

impl CodeEnum for IdentityPriority {
    const NAME: &'static str = "IdentityPriority";
    const BLANK: Self = Self::System;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "system" => Self::System,
            "custom" => Self::Custom,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::System => CodeRef::Text("system"),
            Self::Custom => CodeRef::Text("custom"),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(IdentityPriority);

impl_serde!(IdentityPriority);
