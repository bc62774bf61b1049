use apiloom::VendorError;

/// The errors that the vendor documents.
pub(crate) static ERRORS: &[VendorError] = &[];
