//! What the fuzz targets check; the same code as in the seeded tests of
//! `apiloom-wire`.

#[path = "../../wire/tests/oracle/mod.rs"]
mod oracle;

/// Any bytes as JSON, against `serde_json`.
pub fn json(bytes: &[u8]) {
    oracle::json::check(bytes);
}

/// Any bytes as a record, against the same struct with serde's derive. True
/// if they are one.
pub fn record(bytes: &[u8]) -> bool {
    oracle::record::check(bytes);
    oracle::record::is_record(bytes)
}

/// The codecs' law on what they read from any bytes.
pub fn codec(bytes: &[u8]) {
    oracle::codec::check(bytes);
}
