//! JSON scalars as the text that stands in paths, queries, forms and headers.

use apiloom_wire::{DecodeError, Decoder, Json, scalar_text};

/// The text of a JSON scalar: a string without quotes, a number or bool as it is written.
///
/// Null is refused: leaving it out would turn "clear this" into "keep this".
pub(crate) fn text(json: &[u8]) -> Result<String, String> {
    if let Some(text) = plain(json) {
        return Ok(text.to_owned());
    }
    let text = scalar_text(json).map_err(|error| error.to_string())?;
    text.ok_or_else(|| "null cannot be written as text".to_owned())
}

/// The text of a JSON string without escapes or of an integer, which is how most values are written
/// here.
fn plain(json: &[u8]) -> Option<&str> {
    let inside = match json {
        [b'"', inside @ .., b'"'] => inside,
        digits => return digits_alone(digits),
    };
    let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
    inside.iter().all(is_plain).then_some(())?;
    std::str::from_utf8(inside).ok()
}

fn digits_alone(json: &[u8]) -> Option<&str> {
    let starts_well = json.first().is_some_and(|digit| *digit != b'0');
    (starts_well && json.iter().all(u8::is_ascii_digit)).then_some(())?;
    std::str::from_utf8(json).ok()
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
    fn the_short_way_says_the_same() {
        let digits = "9".repeat(40);
        for json in [
            "", "\"", "\"\"", "\"é\"", "\"a\"b\"", "\"a\nb\"", "\"\\n\"", "0", "7", "120", "007",
            "-5", "1.50", "1e3", "true", "null", " 1", &digits,
        ] {
            let long = scalar_text(json.as_bytes()).ok().flatten();
            assert_eq!(super::text(json.as_bytes()).ok(), long, "{json}");
        }
        let bytes = b"\"\xff\"";
        assert_eq!(super::text(bytes).ok(), None);
    }

    #[test]
    fn quotes_are_json() {
        let text = "a\"\\\n\u{1}é";
        assert_eq!(super::text(quote(text).as_bytes()).unwrap(), text);
    }
}
