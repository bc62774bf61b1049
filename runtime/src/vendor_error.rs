//! The table of a vendor's error codes.

use crate::Kind;

/// One line of a vendor's table of error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VendorError {
    /// The code as text; a `*` at the end or the beginning stands for any text.
    pub code: &'static str,
    /// The name that the spec gives.
    pub name: &'static str,
    /// What sort of failure it is.
    pub kind: Kind,
}

impl VendorError {
    /// The line for a code: the first exact one, otherwise the one with the longest fixed part.
    pub(crate) fn find(table: &'static [Self], code: &str) -> Option<&'static Self> {
        if let Some(exact) = table.iter().find(|line| line.code == code) {
            return Some(exact);
        }
        let mut best: Option<(usize, &'static Self)> = None;
        for line in table {
            let fixed = Self::fixed_part(line.code, code);
            // Of two equally long ones the first wins, so `>` and not `>=`.
            if let Some(length) = fixed
                && best.is_none_or(|(longest, _)| length > longest)
            {
                best = Some((length, line));
            }
        }
        best.map(|(_, line)| line)
    }

    /// How long the fixed part of a pattern is, if a code fits it.
    pub(crate) fn fixed_part(pattern: &str, code: &str) -> Option<usize> {
        if let Some(prefix) = pattern.strip_suffix('*') {
            code.starts_with(prefix).then_some(prefix.len())
        } else if let Some(suffix) = pattern.strip_prefix('*') {
            code.ends_with(suffix).then_some(suffix.len())
        } else {
            (pattern == code).then_some(pattern.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_then_the_longest_fixed_part() {
        const fn line(code: &'static str) -> VendorError {
            VendorError {
                code,
                name: code,
                kind: Kind::Vendor,
            }
        }
        static TABLE: &[VendorError] = &[
            line("auth.*"),
            line("auth.token.*"),
            line("*.expired"),
            line("auth.token.expired"),
            line("*"),
        ];
        let name = |code| VendorError::find(TABLE, code).map(|line| line.name);
        assert_eq!(name("auth.token.expired"), Some("auth.token.expired"));
        assert_eq!(name("auth.token.bad"), Some("auth.token.*"));
        assert_eq!(name("auth.expired"), Some("*.expired"));
        assert_eq!(name("auth.x"), Some("auth.*"));
        assert_eq!(name("x"), Some("*"));
        assert_eq!(VendorError::find(&TABLE[..4], "x"), None);
    }
}
