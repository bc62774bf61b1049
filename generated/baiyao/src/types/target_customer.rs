use apiloom::{Code, CodeEnum, CodeRef, impl_serde, wire_enum};

/// How the customer to write to is chosen among those that the identities find.
///
/// 在各身份找到的客户中如何选出目标客户。
///
/// Source: customer 根据身份列表创建客户 接口描述.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum TargetCustomer {
    /// In order of priority, the first customer found that has no conflict with an identity of higher
    /// priority; otherwise a new one.
    ///
    /// 按优先级查找，第一个与更高优先级身份没有冲突的客户；没有则新建。
    ///
    /// On the wire: `identityFirst`.
    IdentityFirst,

    /// In order of priority, the first customer found; otherwise a new one.
    ///
    /// 按优先级查找到的第一个客户；没有则新建。
    ///
    /// On the wire: `customerFirst`.
    CustomerFirst,

    /// A code that the spec does not name, as it came.
    Other(Code),
}

impl CodeEnum for TargetCustomer {
    const NAME: &'static str = "TargetCustomer";
    const BLANK: Self = Self::IdentityFirst;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "identityFirst" => Self::IdentityFirst,
            "customerFirst" => Self::CustomerFirst,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::IdentityFirst => CodeRef::Text("identityFirst"),
            Self::CustomerFirst => CodeRef::Text("customerFirst"),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(TargetCustomer);

impl_serde!(TargetCustomer);
