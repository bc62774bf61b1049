//! What the vendor's error codes mean.

use apiloom::{Kind, VendorError};
use apiloom_codegen::model::{Api, ErrorKind};

/// The table of the vendor's errors.
pub(crate) fn errors(api: &'static Api) -> &'static [VendorError] {
    let errors: Vec<VendorError> = api
        .errors
        .iter()
        .map(|error| VendorError {
            code: &error.code,
            name: error.name.camel().leak(),
            kind: kind(error.kind),
        })
        .collect();
    errors.leak()
}

fn kind(kind: ErrorKind) -> Kind {
    match kind {
        ErrorKind::Auth => Kind::Auth,
        ErrorKind::Permission => Kind::Permission,
        ErrorKind::NotFound => Kind::NotFound,
        ErrorKind::RateLimit => Kind::RateLimit,
        ErrorKind::Invalid => Kind::Invalid,
        ErrorKind::Conflict => Kind::Conflict,
        ErrorKind::Unavailable => Kind::Unavailable,
        ErrorKind::Vendor => Kind::Vendor,
    }
}
