//! Names with their values, in order, duplicates kept.

/// Names with their values, in order, duplicates kept: a query, a form, cookies.
pub(crate) type PairList = Vec<(String, String)>;
