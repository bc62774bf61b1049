//! JSON scalars as the text that stands in paths, queries, forms and headers.

use apiloom_wire::{DecodeError, Decoder, Json, scalar_text, scalar_texts};

/// The text of a JSON scalar: a string without quotes, a number or bool as it is written.
///
/// Null is refused: leaving it out would turn "clear this" into "keep this".
pub(crate) fn text(json: &[u8]) -> Result<String, String> {
    let text = scalar_text(json).map_err(|error| error.to_string())?;
    text.ok_or_else(|| "null cannot be written as text".to_owned())
}

/// The texts of a JSON array of scalars.
pub(crate) fn texts(json: &[u8]) -> Result<Vec<String>, String> {
    scalar_texts(json).map_err(|error| error.to_string())
}

/// The members of a JSON object that are scalars and not null; nothing if it is no object.
pub(crate) fn scalar_members(json: &[u8]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let read = each_member(json, &mut |name, raw| {
        if let Ok(Some(text)) = scalar_text(raw) {
            out.push((name.to_owned(), text));
        }
    });
    read.map_or_else(|_| Vec::new(), |()| out)
}

/// Whether these bytes are a JSON object that has this member; `None` if they are no object.
pub(crate) fn has_member(json: &[u8], wanted: &str) -> Option<bool> {
    let mut found = false;
    each_member(json, &mut |name, _| found |= name == wanted).ok()?;
    Some(found)
}

/// A text as a JSON string.
pub(crate) fn quote(text: &str) -> String {
    Json::from(text).to_string()
}

fn each_member(json: &[u8], read: &mut dyn FnMut(&str, &[u8])) -> Result<(), DecodeError> {
    Decoder::new(json)?.members(&mut |d, name| {
        read(name, d.raw()?);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_have_a_text() {
        assert_eq!(text(br#""a\"b""#).unwrap(), "a\"b");
        assert_eq!(text(b"-1.50").unwrap(), "-1.50");
        assert_eq!(text(b"true").unwrap(), "true");
        assert!(text(b"null").is_err());
        assert!(text(b"{}").is_err());
        assert_eq!(texts(br#"["a",1]"#).unwrap(), ["a", "1"]);
        assert!(texts(b"[[1]]").is_err());
        assert!(texts(b"1").is_err());
    }

    #[test]
    fn members_have_texts() {
        assert_eq!(
            scalar_members(br#"{"a":1,"b":[],"c":null,"d":"x"}"#),
            [
                ("a".to_owned(), "1".to_owned()),
                ("d".to_owned(), "x".to_owned())
            ]
        );
        assert_eq!(has_member(b"[]", "a"), None);
        assert_eq!(has_member(br#"{"\u0061":1}"#, "a"), Some(true));
    }

    #[test]
    fn quotes_are_json() {
        let text = "a\"\\\n\u{1}é";
        assert_eq!(super::text(quote(text).as_bytes()).unwrap(), text);
    }
}
