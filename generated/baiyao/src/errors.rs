use apiloom::{Error, Kind, VendorError};

/// The errors that the vendor documents.
pub(crate) static ERRORS: &[VendorError] = &[VendorError {
    code: "-1",
    name: "RequestFailed",
    kind: Kind::Vendor,
}];

/// The errors that the vendor documents, for `match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// Any failure. There are no finer codes, so bad keys, bad input and missing customers look alike.
    ///
    /// 任何失败。厂商没有更细的错误码，访问密钥无效、参数错误、客户不存在都是同一个码。
    ///
    /// Source: customer 返回结果.
    ///
    /// Code: `-1`.
    RequestFailed,
}

impl ErrorCode {
    /// Which of them an error is, if it is one of them.
    pub fn of(error: &Error) -> Option<Self> {
        match error.name()? {
            "RequestFailed" => Some(Self::RequestFailed),
            _ => None,
        }
    }
}
