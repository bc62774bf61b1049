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

/// The parts of a format, and the texts of each.
const PARTS: [(&str, &str); 12] = [
    ("yyyy", "[0-9]{4}"),
    ("MM", "(?:0[1-9]|1[0-2])"),
    ("dd", "(?:0[1-9]|[12][0-9]|3[01])"),
    ("HH", "(?:[01][0-9]|2[0-3])"),
    ("mm", "[0-5][0-9]"),
    ("ss", "[0-5][0-9]"),
    ("M", "(?:0?[1-9]|1[0-2])"),
    ("d", "(?:0?[1-9]|[12][0-9]|3[01])"),
    ("H", "(?:[01]?[0-9]|2[0-3])"),
    ("m", "[0-5]?[0-9]"),
    ("s", "[0-5]?[0-9]"),
    ("XXX", "(?:Z|[+-][0-9]{2}:[0-9]{2})"),
];

/// The texts of one format.
fn moment(format: &str) -> String {
    let (mut out, mut rest) = (String::new(), format);
    while let Some(first) = rest.chars().next() {
        let part = PARTS.iter().find(|(word, _)| rest.starts_with(word));
        if let Some((word, pattern)) = part {
            out.push_str(pattern);
            rest = &rest[word.len()..];
        } else if first == '\'' {
            let (literal, behind) = unquoted(&rest[1..]);
            out.push_str(&quoted(&literal));
            rest = behind;
        } else if first == 'S' {
            let behind = rest.trim_start_matches('S');
            out.push_str(&format!("[0-9]{{{}}}", rest.len() - behind.len()));
            rest = behind;
        } else {
            out.push_str(&quoted(&first.to_string()));
            rest = &rest[first.len_utf8()..];
        }
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
        assert_eq!(of("HH' o''''clock'"), "^(?:[01][0-9]|2[0-3]) o'clock$");
        let two = of_time(&["yyyy".to_owned(), "MM".to_owned()]);
        assert_eq!(two.as_deref(), Some("^(?:[0-9]{4}|(?:0[1-9]|1[0-2]))$"));
        assert_eq!(
            of("yyyy/M/d"),
            "^[0-9]{4}\\/(?:0?[1-9]|1[0-2])\\/(?:0?[1-9]|[12][0-9]|3[01])$"
        );
        assert_eq!(of_time(&[]), None);
    }
}
