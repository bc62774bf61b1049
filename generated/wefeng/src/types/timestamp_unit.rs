use apiloom::{CodeEnum, CodeRef, impl_serde, wire_enum};

/// The unit of the timestamp that is sent and signed.
///
/// 所发送并参与签名的时间戳的单位。
///
/// Note: The document says seconds (1619143576); a working integration sends milliseconds (1701224553217).
///
/// Note: 文档为秒（1619143576），实际可用的集成代码发送毫秒（1701224553217）。
///
/// Source: contact 请求示例.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimestampUnit {
    /// Ten digits as documented.
    ///
    /// 文档中的 10 位秒数。
    ///
    /// On the wire: `seconds`.
    Seconds,

    /// Thirteen digits as seen in use.
    ///
    /// 实际使用中见到的 13 位毫秒数。
    ///
    /// On the wire: `milliseconds`.
    Milliseconds,
}

impl CodeEnum for TimestampUnit {
    const NAME: &'static str = "TimestampUnit";
    const BLANK: Self = Self::Seconds;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "seconds" => Self::Seconds,
            "milliseconds" => Self::Milliseconds,
            _ => return None,
        })
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Seconds => CodeRef::Text("seconds"),
            Self::Milliseconds => CodeRef::Text("milliseconds"),
        }
    }
}

wire_enum!(TimestampUnit);

impl_serde!(TimestampUnit);
