//! When a scalar needs its quotes.

use crate::source::{Scalar, Style, scalar_of};

/// How a scalar of one line is written: as it stands, but without quotes that nobody needs, and with double
/// ones for single ones.
pub(super) fn spelled(raw: &str, text: &str) -> String {
    if !raw.starts_with(['"', '\'']) || raw.contains('\n') {
        return raw.to_owned();
    }
    if is_plain(text) {
        return text.to_owned();
    }
    let escapes = |c: char| matches!(c, '"' | '\\' | '\'') || c.is_control();
    match raw.starts_with('\'') && !text.contains(escapes) {
        true => format!("\"{text}\""),
        false => raw.to_owned(),
    }
}

/// Whether a text says the same without quotes, everywhere and to every reader of YAML: words of letters,
/// digits and a few marks that mean nothing to any of them.
fn is_plain(text: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ' ');
    let starts = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    // YAML 1.1 takes these for bools or nothing, ours some of them.
    let taken = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
    ];
    starts
        && !text.ends_with(' ')
        && text.chars().all(word)
        && !taken.contains(&text.to_lowercase().as_str())
        && matches!(scalar_of(text, Style::Plain), Scalar::Text(_))
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn quotes_stay_where_they_are_needed() {
        for (raw, text, expected) in [
            ("\"abc\"", "abc", "abc"),
            ("'a-b/c.d'", "a-b/c.d", "a-b/c.d"),
            ("\"客户\"", "客户", "客户"),
            ("\"NO\"", "NO", "\"NO\""),
            ("\"true\"", "true", "\"true\""),
            ("\"12\"", "12", "\"12\""),
            ("\"\"", "", "\"\""),
            ("'a: b'", "a: b", "\"a: b\""),
            ("'\\d'", "\\d", "'\\d'"),
            ("\"a b\"", "a b", "a b"),
            ("\"a \"", "a ", "\"a \""),
            ("'it''s'", "it's", "'it''s'"),
            ("\"{id}\"", "{id}", "\"{id}\""),
            ("plain", "plain", "plain"),
        ] {
            assert_eq!(spelled(raw, text), expected, "{raw}");
        }
    }
}
