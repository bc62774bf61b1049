//! What must hold of any bytes. The seeded tests and the fuzz targets in
//! `fuzz/` check the same things.

pub(crate) mod codec;
pub(crate) mod json;
pub(crate) mod number;
pub(crate) mod record;
