use apiloom::{Kind, VendorError};

/// The errors that the vendor documents.
pub(super) static ERRORS: &[VendorError] = &[
    VendorError {
        code: "2001",
        name: "NotFound",
        kind: Kind::NotFound,
    },
    VendorError {
        code: "2002",
        name: "AuthFailed",
        kind: Kind::Auth,
    },
    VendorError {
        code: "42*",
        name: "TooFast",
        kind: Kind::RateLimit,
    },
];
