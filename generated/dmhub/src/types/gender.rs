use apiloom::{Code, CodeEnum, CodeRef, impl_serde, wire_enum};

/// What is known of a person's gender.
///
/// 客户性别。
///
/// Note: A string in the customer table; the filter and public answers have 0, 1 and 2.
///
/// Note: 客户字段表标为 string；查询参数和公开的返回中是 0、1、2。
///
/// Source: customer 查询客户的API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Gender {
    /// The vendor does not know.
    ///
    /// 厂商不掌握其性别。
    ///
    /// On the wire: `0`.
    Unknown,

    /// A man.
    ///
    /// 男性客户。
    ///
    /// On the wire: `1`.
    Male,

    /// A woman.
    ///
    /// 女性客户。
    ///
    /// On the wire: `2`.
    Female,

    /// A code that the spec does not name, as it came.
    Other(Code),
}

impl CodeEnum for Gender {
    const NAME: &'static str = "Gender";
    const BLANK: Self = Self::Unknown;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match code.int()? {
            0 => Self::Unknown,
            1 => Self::Male,
            2 => Self::Female,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Unknown => CodeRef::Int(0),
            Self::Male => CodeRef::Int(1),
            Self::Female => CodeRef::Int(2),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(Gender);

impl_serde!(Gender);
