use apiloom::{Code, CodeEnum, CodeRef, impl_serde, wire_enum};

/// Service level of a customer.
///
/// 客户等级。
///
/// Note: The document names the levels in words only; vip stands in the samples.
/// The code of the normal level is inferred from the current edition.
///
/// Note: 文档只写“普通或者VIP”；vip 见于示例，普通等级的取值 normal 据现行版文档推定。
///
/// Source: guide 请求参数说明.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomerLevel {
    /// A customer without preference.
    ///
    /// 没有特别等级的客户。
    ///
    /// It is inferred, not documented.
    ///
    /// On the wire: `normal`.
    Normal,

    /// A preferred customer.
    ///
    /// 重点客户。
    ///
    /// On the wire: `vip`.
    Vip,

    /// A code that the spec does not name, as it came.
    Other(Code),
}

impl CodeEnum for CustomerLevel {
    const NAME: &'static str = "CustomerLevel";
    const BLANK: Self = Self::Normal;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "normal" => Self::Normal,
            "vip" => Self::Vip,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Normal => CodeRef::Text("normal"),
            Self::Vip => CodeRef::Text("vip"),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(CustomerLevel);

impl_serde!(CustomerLevel);
