//! The fixed words of the language: checks take them apart, and the JSON Schema offers them.

/// The version of the language.
pub(crate) const VERSION: [&str; 1] = ["1"];
/// How sure a fact is.
pub(crate) const CONFIDENCE: [&str; 3] = ["documented", "example_only", "inferred"];
/// The methods of HTTP.
pub(crate) const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
/// How a body is written.
pub(crate) const ENCODE: [&str; 5] = ["json", "form", "multipart", "text", "bytes"];
/// How an answer is read.
pub(crate) const DECODE: [&str; 3] = ["json", "text", "bytes"];
/// What an operation does.
pub(crate) const EFFECT: [&str; 3] = ["read", "write", "delete"];
/// Whether a request may be sent again.
pub(crate) const REPEAT: [&str; 3] = ["safe", "keyed", "never"];
/// Whose calls a limit counts together.
pub(crate) const EACH: [&str; 2] = ["operation", "vendor"];
/// What an update does with what is left out.
pub(crate) const UPDATE: [&str; 4] = ["merge", "merge_by_id", "replace", "unknown"];
/// What leaving a member out of an update does.
pub(crate) const OMITTED: [&str; 3] = ["keeps", "erases", "unknown"];
/// What a value of a tuple does to what the vendor holds.
pub(crate) const ACTION: [&str; 2] = ["write", "delete"];
/// What it means that an answer is not there.
pub(crate) const ABSENT: [&str; 2] = ["empty", "none"];
/// What is done with an entity.
pub(crate) const DOES: [&str; 5] = ["create", "read", "update", "delete", "list"];
/// What an update's answer shows.
pub(crate) const ANSWER: [&str; 2] = ["before", "after"];
/// How a list is read page by page.
pub(crate) const PAGING: [&str; 5] = ["page", "offset", "cursor", "last_id", "link"];
/// What asks for a page.
pub(crate) const SEND: [&str; 5] = ["page", "size", "offset", "cursor", "last_id"];
/// What an answer says of a page.
pub(crate) const READ: [&str; 8] = [
    "items", "next", "more", "page", "pages", "size", "total", "last_id",
];
/// How much a broken rule matters.
pub(crate) const SEVERITY: [&str; 2] = ["error", "warning"];
/// What kind of error a code is.
pub(crate) const ERROR_KIND: [&str; 8] = [
    "auth",
    "permission",
    "not_found",
    "rate_limit",
    "invalid",
    "conflict",
    "unavailable",
    "vendor",
];
/// Who may set a field.
pub(crate) const ACCESS: [&str; 3] = ["read", "write", "both"];
/// How the vendor is told to clear a field.
pub(crate) const CLEAR: [&str; 3] = ["null", "empty", "never"];
/// How a list or an object stands in a query or form.
pub(crate) const STYLE: [&str; 10] = [
    "repeat",
    "csv",
    "json",
    "brackets",
    "index0",
    "index1",
    "dots",
    "dots0",
    "dots1",
    "index0_dots",
];
/// What the codes of an enum are in JSON.
pub(crate) const CODES: [&str; 2] = ["int", "string"];
/// The types that the inputs of a hook and its result can have.
pub(crate) const VALUE_TYPE: [&str; 8] = [
    "text", "string", "secret", "bytes", "int", "bool", "pairs", "instant",
];
