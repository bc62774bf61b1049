//! A body of several parts, `multipart/form-data` by RFC 7578.

use bytes::Bytes;

use crate::{Error, File};

/// A body of several parts, in the order in which they were added.
#[derive(Clone, Default)]
pub(crate) struct Multipart {
    parts: Vec<Part>,
    boundary: String,
}

#[derive(Clone)]
struct Part {
    name: String,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Text(String),
    /// Compact JSON text.
    Json(Vec<u8>),
    File(File),
}

impl Multipart {
    pub(crate) fn text(&mut self, name: impl Into<String>, text: String) {
        self.add(name, Content::Text(text));
    }

    pub(crate) fn json(&mut self, name: &str, json: Vec<u8>) {
        self.add(name, Content::Json(json));
    }

    pub(crate) fn file(&mut self, name: &str, file: &File) -> Result<(), Error> {
        let fits = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        if !file.content_type().bytes().all(fits) {
            return Err(Error::input(format!(
                "the content type of the file `{name}` has a character that a header cannot hold"
            )));
        }
        self.add(name, Content::File(file.clone()));
        Ok(())
    }

    /// What no part may contain; whoever makes it sees to that by making it random.
    pub(crate) fn set_boundary(&mut self, boundary: String) {
        self.boundary = boundary;
    }

    /// How many parts there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The parts that are texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().filter_map(|part| match &part.content {
            Content::Text(text) => Some((part.name.as_str(), text.as_str())),
            Content::Json(_) | Content::File(_) => None,
        })
    }

    /// The parts that are JSON.
    pub(crate) fn jsons(&self) -> impl Iterator<Item = &[u8]> {
        self.parts.iter().filter_map(|part| match &part.content {
            Content::Json(json) => Some(json.as_slice()),
            Content::Text(_) | Content::File(_) => None,
        })
    }

    pub(crate) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// The bytes as they are sent.
    pub(crate) fn bytes(&self) -> Bytes {
        let mut out = Vec::new();
        for part in &self.parts {
            let (head, content): (String, &[u8]) = match &part.content {
                Content::Text(text) => (String::new(), text.as_bytes()),
                Content::Json(json) => ("\r\nContent-Type: application/json".to_owned(), json),
                Content::File(file) => (
                    format!(
                        "; filename=\"{}\"\r\nContent-Type: {}",
                        quoted(file.name()),
                        file.content_type()
                    ),
                    file.bytes(),
                ),
            };
            let head = format!(
                "--{}\r\nContent-Disposition: form-data; name=\"{}\"{head}\r\n\r\n",
                self.boundary,
                quoted(&part.name)
            );
            out.extend_from_slice(head.as_bytes());
            out.extend_from_slice(content);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        Bytes::from(out)
    }

    fn add(&mut self, name: impl Into<String>, content: Content) {
        let name = name.into();
        self.parts.push(Part { name, content });
    }
}

/// A name as browsers write it: in UTF-8, with what would end it or its line percent-encoded.
pub(crate) fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => out.push_str("%22"),
            control if control.is_control() => {
                let mut bytes = [0; 4];
                for byte in control.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_start_a_line_or_another_part() {
        assert_eq!(
            quoted("a\"; name=\"b\r\n\r\nx\u{7f}é"),
            "a%22; name=%22b%0D%0A%0D%0Ax%7Fé"
        );
        let mut body = Multipart::default();
        let file = |ty: &str| File::new("f", "x").with_content_type(ty);
        assert!(body.file("a", &file("text/plain\r\nX: y")).is_err());
        assert!(body.file("a", &file("text/plain; charset=utf-8")).is_ok());
    }

    #[test]
    fn parts_stand_in_their_order() {
        let mut body = Multipart::default();
        body.text("a", "1".to_owned());
        body.json("b", b"{}".to_vec());
        body.file("c", &File::new("c.bin", vec![0, 13, 10]))
            .unwrap();
        body.set_boundary("B".to_owned());
        assert_eq!(body.content_type(), "multipart/form-data; boundary=B");
        assert_eq!(
            body.bytes(),
            "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
             --B\r\nContent-Disposition: form-data; name=\"b\"\r\n\
             Content-Type: application/json\r\n\r\n{}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"c\"; filename=\"c.bin\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n\0\r\n\r\n\
             --B--\r\n"
        );
        assert_eq!(body.texts().collect::<Vec<_>>(), [("a", "1")]);
        assert_eq!(body.jsons().count(), 1);
        let empty = Multipart::default();
        assert_eq!(empty.bytes(), "----\r\n");
    }
}
