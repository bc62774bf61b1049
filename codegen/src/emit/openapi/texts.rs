//! Which texts a type takes, as regular expressions in the words of JSON Schema.

use crate::model::Type;

/// Whole numbers.
pub(super) const INTEGER: &str = "^-?[0-9]+$";

/// Whole numbers with commas between them, or nothing.
const INTEGERS: &str = "^(?:-?[0-9]+(?:,-?[0-9]+)*)?$";

/// The texts of a date or a time by its formats; `None` where every text may be one.
pub(super) fn of_time(formats: &[String]) -> Option<String> {
    let formats: Vec<String> = formats.iter().map(|format| moment(format)).collect();
    match formats.as_slice() {
        [] => None,
        [one] => Some(format!("^{one}$")),
        several => Some(format!("^(?:{})$", several.join("|"))),
    }
}

/// The texts of a comma-separated list.
pub(super) fn of_list(items: &Type) -> Option<&'static str> {
    matches!(items, Type::Int32 | Type::Int64).then_some(INTEGERS)
}

/// The texts of a number or a bool that is written as text.
pub(super) fn in_text(inner: &Type) -> Option<&'static str> {
    match inner {
        Type::Int32 | Type::Int64 | Type::EpochSeconds | Type::EpochMillis => Some(INTEGER),
        Type::Bool => Some("^(?:true|false)$"),
        _ => None,
    }
}

/// The texts of one format.
fn moment(format: &str) -> String {
    let (mut out, mut rest) = (String::new(), format);
    while let Some(first) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(first).len();
        let part = match (first, run) {
            ('y', _) => "[0-9]{4}".to_owned(),
            ('M', _) => "(?:0[1-9]|1[0-2])".to_owned(),
            ('d', _) => "(?:0[1-9]|[12][0-9]|3[01])".to_owned(),
            ('H', _) => "(?:[01][0-9]|2[0-3])".to_owned(),
            ('m' | 's', _) => "[0-5][0-9]".to_owned(),
            ('S', digits) => format!("[0-9]{{{digits}}}"),
            ('X', _) => "(?:Z|[+-][0-9]{2}:[0-9]{2})".to_owned(),
            ('\'', _) => {
                let (literal, behind) = unquoted(&rest[1..]);
                out.push_str(&quoted(&literal));
                rest = behind;
                continue;
            }
            (other, _) => {
                out.push_str(&quoted(&other.to_string()));
                rest = &rest[other.len_utf8()..];
                continue;
            }
        };
        out.push_str(&part);
        rest = &rest[run..];
    }
    out
}

/// A text in quotes, whose first one has been read, and what follows; two quotes are one.
fn unquoted(text: &str) -> (String, &str) {
    match text.split_once('\'') {
        Some(("", behind)) => ("'".to_owned(), behind),
        Some((literal, behind)) => (literal.to_owned(), behind),
        None => (text.to_owned(), ""),
    }
}

/// A text as a regular expression that matches it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '_' | '-' | ':' | ',' | '\'' | '"') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::of_time;

    #[test]
    fn formats_are_patterns() {
        let of = |format: &str| of_time(&[format.to_owned()]).unwrap_or_default();
        assert_eq!(
            of("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
            "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\
             \\.[0-9]{3}(?:Z|[+-][0-9]{2}:[0-9]{2})$"
        );
        assert_eq!(of("HH'o''clock'"), "^(?:[01][0-9]|2[0-3])o'clock$");
        let two = of_time(&["yyyy".to_owned(), "MM".to_owned()]);
        assert_eq!(two.as_deref(), Some("^(?:[0-9]{4}|(?:0[1-9]|1[0-2]))$"));
        assert_eq!(of_time(&[]), None);
    }
}
