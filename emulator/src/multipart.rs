//! Bodies of several parts, `multipart/form-data` by RFC 7578.

use bytes::Bytes;

use crate::percent;

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The name of its file, if it is one.
    pub file: Option<String>,
    /// What it says it is.
    pub media_type: Option<String>,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Part {
    /// Whether it is neither a file nor JSON.
    pub fn is_text(&self) -> bool {
        let json = self.media_type.as_deref() == Some("application/json");
        self.file.is_none() && !json
    }

    /// Its text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The text between the parts, if a content type is that of several parts.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let (essence, parameters) = content_type.split_once(';')?;
    if !essence
        .trim()
        .to_ascii_lowercase()
        .starts_with("multipart/")
    {
        return None;
    }
    parameter(parameters, "boundary").filter(|boundary| !boundary.is_empty())
}

/// The parts; none if the body does not end as it should.
pub(crate) fn parts(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let first = format!("--{boundary}");
    let next = format!("\r\n--{boundary}");
    let mut at = find(body, first.as_bytes(), 0)? + first.len();
    let mut parts = Vec::new();
    loop {
        if body.get(at..)?.starts_with(b"--") {
            return Some(parts);
        }
        let start = find(body, b"\r\n", at)? + 2;
        let end = find(body, next.as_bytes(), start.checked_sub(2)?)?;
        parts.extend(part(&body.slice(start.min(end)..end)));
        at = end + next.len();
    }
}

fn part(bytes: &Bytes) -> Option<Part> {
    // A part without headers starts with the empty line itself.
    let (head, content) = match bytes.starts_with(b"\r\n") {
        true => (Bytes::new(), bytes.slice(2..)),
        false => {
            let end = find(bytes, b"\r\n\r\n", 0)?;
            (bytes.slice(..end), bytes.slice(end + 4..))
        }
    };
    let head = String::from_utf8_lossy(&head).into_owned();
    let header = |name: &str| {
        head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known
                .trim()
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    };
    let disposition = header("content-disposition")?;
    Some(Part {
        name: percent::decode(&parameter(&disposition, "name")?),
        file: parameter(&disposition, "filename").map(|name| percent::decode(&name)),
        media_type: header("content-type"),
        bytes: content,
    })
}

/// A parameter of a header, with or without quotes.
fn parameter(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        let key = key.rsplit(';').next().unwrap_or_default().trim();
        let (value, tail) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(';').unwrap_or((after, "")),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = tail;
    }
    None
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mut windows = rest.windows(needle.len());
    windows
        .position(|window| window == needle)
        .map(|at| at + from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_apart() {
        let kind = "multipart/form-data; boundary=\"a b\"";
        assert_eq!(boundary(kind).as_deref(), Some("a b"));
        assert_eq!(boundary("text/plain; boundary=B"), None);
        let body = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n\
            --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x;%22y.png\"\r\n\
            Content-Type: image/png\r\n\r\n\r\n--B--\r\n";
        let parts = parts(&Bytes::from_static(body.as_bytes()), "B").unwrap();
        assert_eq!(
            (parts[0].name.as_str(), parts[0].text().as_str()),
            ("a", "1\r\n2")
        );
        assert!(parts[0].is_text() && !parts[1].is_text());
        assert_eq!(parts[1].file.as_deref(), Some("x;\"y.png"));
        assert_eq!(parts[1].media_type.as_deref(), Some("image/png"));
        assert!(parts[1].bytes.is_empty());
    }

    #[test]
    fn what_does_not_end_is_refused() {
        for bad in [
            "",
            "--B",
            "--B\r\n",
            "--B\r\n\r\n1\r\n",
            "--B\r\n\r\n1\r\n--C--",
        ] {
            assert_eq!(parts(&Bytes::from(bad), "B"), None, "{bad:?}");
        }
    }
}
