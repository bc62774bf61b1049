//! Percent-encoding, backwards.

pub(crate) use apiloom_codegen::expr::from_percent as decode;

use crate::received::Pairs;

/// The pairs of a query or form: `+` is a space, and a name without `=` has an empty value.
pub(crate) fn pairs(text: &str) -> Pairs {
    let pieces = text.split('&').filter(|piece| !piece.is_empty());
    let pairs = pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")));
    pairs
        .map(|(name, value)| (form(name), form(value)))
        .collect()
}

/// Decodes a name or a value of a form.
pub(crate) fn form(text: &str) -> String {
    decode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_comes_back() {
        assert_eq!(decode("a%20b%2Bc%2F%C3%A9%2A+"), "a b+c/é*+");
        assert_eq!(decode("%2e%zz%"), ".%zz%");
        let expected = [("a b", "c&d"), ("e", ""), ("f", "1=2")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(pairs("a+b=c%26d&e&&f=1=2"), expected);
    }
}
