use apiloom::{Error, Kind, VendorError};

/// The errors that the vendor documents.
pub(crate) static ERRORS: &[VendorError] = &[
    VendorError {
        code: "20001",
        name: "RequestFailed",
        kind: Kind::Vendor,
    },
    VendorError {
        code: "21002",
        name: "AuthFailed",
        kind: Kind::Auth,
    },
    VendorError {
        code: "21012",
        name: "WrongPassword",
        kind: Kind::Auth,
    },
    VendorError {
        code: "21013",
        name: "CaptchaRequired",
        kind: Kind::Auth,
    },
    VendorError {
        code: "21116",
        name: "IllegalCompanyType",
        kind: Kind::Invalid,
    },
    VendorError {
        code: "21112",
        name: "AccountExists",
        kind: Kind::Conflict,
    },
    VendorError {
        code: "21114",
        name: "ActivationCodeExpired",
        kind: Kind::Invalid,
    },
    VendorError {
        code: "21115",
        name: "WrongActivationCode",
        kind: Kind::Invalid,
    },
];

/// The errors that the vendor documents, for `match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The request failed; the message says why.
    ///
    /// 请求失败，原因见 message。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `20001`.
    RequestFailed,

    /// The caller was not recognised; check the application, the clock and the signature.
    ///
    /// 认证失败，请重新登录；检查应用 ID、时间和签名。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `21002`.
    AuthFailed,

    /// User name or password is wrong.
    ///
    /// 用户名或密码错误。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `21012`.
    WrongPassword,

    /// Too many errors; a person must solve a captcha first, so that trying again does not help.
    ///
    /// 错误次数超过限制，需要通过验证码；自动重试没有意义。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `21013`.
    CaptchaRequired,

    /// The type of company is not allowed.
    ///
    /// 非法的公司类型。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `21116`.
    IllegalCompanyType,

    /// Somebody has registered with this account already.
    ///
    /// 该账号已被注册。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `21112`.
    AccountExists,

    /// The activation code was right and is too old.
    ///
    /// 激活码已过期，需要重新获取。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `21114`.
    ActivationCodeExpired,

    /// The activation code does not match; one that is too old is 21114.
    ///
    /// 激活码不匹配；过期的激活码是 21114。
    ///
    /// Source: guide 结果码说明.
    ///
    /// Code: `21115`.
    WrongActivationCode,
}

impl ErrorCode {
    /// Which of them an error is, if it is one of them.
    pub fn of(error: &Error) -> Option<Self> {
        match error.name()? {
            "RequestFailed" => Some(Self::RequestFailed),
            "AuthFailed" => Some(Self::AuthFailed),
            "WrongPassword" => Some(Self::WrongPassword),
            "CaptchaRequired" => Some(Self::CaptchaRequired),
            "IllegalCompanyType" => Some(Self::IllegalCompanyType),
            "AccountExists" => Some(Self::AccountExists),
            "ActivationCodeExpired" => Some(Self::ActivationCodeExpired),
            "WrongActivationCode" => Some(Self::WrongActivationCode),
            _ => None,
        }
    }
}
