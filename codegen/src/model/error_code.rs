//! The table of a vendor's error codes.

use super::{Api, Facts, Name};

/// What a code of the vendor means.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// The code, which may start or end with `*`.
    pub code: String,
    /// Its name.
    pub name: Name,
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// What is said of it.
    pub facts: Facts,
}

/// The kinds of errors of a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Not allowed in.
    Auth,
    /// Not allowed to.
    Permission,
    /// Not there.
    NotFound,
    /// Too fast.
    RateLimit,
    /// Wrong input.
    Invalid,
    /// Against what is there.
    Conflict,
    /// Not now.
    Unavailable,
    /// Anything else.
    Vendor,
}

impl Api {
    /// The row of the table that says what a code means, as clients find it: the first exact one, otherwise
    /// the one with the longest fixed part, and of equally long ones the first.
    pub fn error(&self, code: &str) -> Option<&ErrorCode> {
        meant(&self.errors, code)
    }

    /// The kind of a failure by its code; of one that the table does not have by its status, if that says it.
    pub fn failure_kind(&self, code: &str, status: u16) -> Option<ErrorKind> {
        let by_status = match status {
            401 => Some(ErrorKind::Auth),
            404 => Some(ErrorKind::NotFound),
            _ => None,
        };
        self.error(code).map(|row| row.kind).or(by_status)
    }
}

/// Whether a code is among those that a code with a `*` at its end or start names. It may be such a pattern
/// itself.
pub fn covers(pattern: &str, code: &str) -> bool {
    fixed_part(pattern, code).is_some()
}

fn meant<'e>(table: &'e [ErrorCode], code: &str) -> Option<&'e ErrorCode> {
    let exact = table.iter().find(|row| row.code == code);
    let fixed = |row: &'e ErrorCode| Some((fixed_part(&row.code, code)?, row));
    // Of several greatest ones, the last is taken, so the table is read from its end.
    let longest = || table.iter().rev().filter_map(fixed);
    exact.or_else(|| Some(longest().max_by_key(|(length, _)| *length)?.1))
}

/// How long the fixed part of a pattern is, if a code fits it.
fn fixed_part(pattern: &str, code: &str) -> Option<usize> {
    let (fixed, fits) = match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(start), _) => (start, code.starts_with(start)),
        (None, Some(end)) => (end, code.ends_with(end)),
        (None, None) => (pattern, code == pattern),
    };
    fits.then_some(fixed.len())
}

#[cfg(test)]
mod tests {
    use super::{ErrorCode, ErrorKind, Facts, Name, meant};

    /// The table of the runtime's own test, which must be read alike.
    #[test]
    fn exact_then_the_longest_fixed_part() {
        let row = |code: &&str| ErrorCode {
            code: (*code).to_owned(),
            name: Name::derive("row").expect("it is a name"),
            kind: ErrorKind::Vendor,
            facts: Facts::default(),
        };
        let codes = [
            "auth.*",
            "auth.token.*",
            "*.expired",
            "auth.token.expired",
            "*.exhausts",
            "auth.exha*",
            "*",
        ];
        let table: Vec<ErrorCode> = codes.iter().map(row).collect();
        let found = |code| meant(&table, code).map(|row| row.code.as_str());
        assert_eq!(found("auth.token.expired"), Some("auth.token.expired"));
        assert_eq!(found("auth.token.bad"), Some("auth.token.*"));
        assert_eq!(found("auth.expired"), Some("*.expired"));
        assert_eq!(found("auth.x"), Some("auth.*"));
        // Of two equally long ones the first counts.
        assert_eq!(found("auth.exhausts"), Some("*.exhausts"));
        assert_eq!(found("x"), Some("*"));
        let some = &table[..4];
        assert!(meant(some, "x").is_none());
    }
}
