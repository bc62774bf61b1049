use apiloom::{Error, Kind, VendorError};

/// The errors that the vendor documents.
pub(crate) static ERRORS: &[VendorError] = &[
    VendorError {
        code: "40004",
        name: "IllegalParameters",
        kind: Kind::Invalid,
    },
    VendorError {
        code: "40201",
        name: "PermissionDenied",
        kind: Kind::Permission,
    },
    VendorError {
        code: "no_such_customer",
        name: "CustomerNotFound",
        kind: Kind::NotFound,
    },
];

/// The errors that the vendor documents, for `match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The parameters are not allowed.
    ///
    /// 参数不合法。
    ///
    /// Source: traffic, inferred.
    ///
    /// Code: `40004`.
    IllegalParameters,

    /// The application may not do this.
    ///
    /// 应用权限不足。
    ///
    /// Source: traffic, inferred.
    ///
    /// Code: `40201`.
    PermissionDenied,

    /// There is no customer with this id. The vendor answers HTTP 500 with an empty body.
    ///
    /// 该 id 的客户不存在；厂商返回 HTTP 500 且返回体为空。
    ///
    /// Note: The code is this spec's own, since the answer has none.
    ///
    /// Note: 厂商返回中没有错误码，此名称由本规范自定。
    ///
    /// Source: traffic, inferred.
    ///
    /// Code: `no_such_customer`.
    CustomerNotFound,
}

impl ErrorCode {
    /// Which of them an error is, if it is one of them.
    pub fn of(error: &Error) -> Option<Self> {
        match error.name()? {
            "IllegalParameters" => Some(Self::IllegalParameters),
            "PermissionDenied" => Some(Self::PermissionDenied),
            "CustomerNotFound" => Some(Self::CustomerNotFound),
            _ => None,
        }
    }
}
