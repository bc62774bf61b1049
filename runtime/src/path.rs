//! The path of an operation, with its holes filled.

use std::borrow::Cow;

use apiloom_wire::functions::percent_keep;

use crate::{Error, percent};

/// Characters that stay as they are in the fixed parts of a path: RFC 3986 `pchar`, `/`, and
/// `%`, since a spec writes its paths as they are sent.
pub(crate) const FIXED: &str = "!$&'()*+,;=:@/%";

/// Fills the holes of a template.
pub(crate) fn fill(template: &str, values: &[(&'static str, String)]) -> Result<String, Error> {
    let lengths = values.iter().map(|(_, value)| value.len());
    let mut out = String::with_capacity(template.len() + lengths.sum::<usize>());
    let mut rest = template;
    while let Some((fixed, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(&percent_keep(fixed, FIXED));
        let value = values.iter().find(|(key, _)| *key == name);
        let Some((_, value)) = value else {
            return Err(Error::input(format!(
                "the path parameter `{name}` was not given"
            )));
        };
        out.push_str(
            &segment(value)
                .map_err(|reason| Error::input(format!("the path parameter `{name}` {reason}")))?,
        );
        rest = after;
    }
    out.push_str(&percent_keep(rest, FIXED));
    Ok(out)
}

/// Encodes a value as one path segment, or says why it cannot be one.
///
/// A dot segment is refused in every spelling: URL libraries, proxies and servers resolve `..`
/// and `%2e%2e` alike, some after decoding twice.
pub(crate) fn segment(value: &str) -> Result<String, &'static str> {
    let mut seen = Cow::Borrowed(value);
    loop {
        match &*seen {
            "" => return Err("is empty"),
            "." | ".." => return Err("is a dot segment, which would change the path"),
            _ => {}
        }
        if !seen.contains('%') {
            return Ok(percent::encode(value));
        }
        let decoded = percent::decode(&seen);
        // Decoding makes a text shorter or leaves it alone, so this ends.
        if decoded.len() >= seen.len() {
            return Ok(percent::encode(value));
        }
        seen = Cow::Owned(decoded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_in_their_segment() {
        let fill = |value: &str| fill("/a b/{id}.json", &[("id", value.to_owned())]);
        assert_eq!(fill("x/../y z").unwrap(), "/a%20b/x%2F..%2Fy%20z.json");
        assert_eq!(fill("...").unwrap(), "/a%20b/....json");
        assert_eq!(fill("100%").unwrap(), "/a%20b/100%25.json");
        for bad in ["", ".", "..", "%2e", "%2E%2e", ".%2e", "%252e%252e"] {
            let error = fill(bad).unwrap_err().to_string();
            assert!(error.contains("`id`"), "{error}");
        }
        assert!(super::fill("/{id}", &[]).is_err());
    }
}
