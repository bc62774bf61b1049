use apiloom::{Code, CodeEnum, CodeRef, impl_serde, wire_enum};

/// Whether a list rises or falls.
///
/// 列表按升序还是降序排列。
///
/// Source: customer 查询客户的API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SortOrder {
    /// Smallest first.
    ///
    /// 从小到大。
    ///
    /// On the wire: `asc`.
    Asc,

    /// Largest first.
    ///
    /// 从大到小。
    ///
    /// On the wire: `desc`.
    Desc,

    /// A code that the spec does not name, as it came.
    Other(Code),
}

impl CodeEnum for SortOrder {
    const NAME: &'static str = "SortOrder";
    const BLANK: Self = Self::Asc;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "asc" => Self::Asc,
            "desc" => Self::Desc,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Asc => CodeRef::Text("asc"),
            Self::Desc => CodeRef::Text("desc"),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(SortOrder);

impl_serde!(SortOrder);
