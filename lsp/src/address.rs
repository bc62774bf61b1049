//! Addresses of files as the protocol has them, and paths.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

/// The path of an address; what is no file, such as a text that nobody saved yet, has its address for one.
pub(crate) fn path(uri: &Uri) -> PathBuf {
    file(&uri.0).unwrap_or_else(|| PathBuf::from(&uri.0))
}

fn file(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    if !rest.starts_with('/') {
        return None;
    }
    let path = decoded(rest)?;
    // `/c:/specs` is `c:/specs` where drives have letters.
    let drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive { &path[1..] } else { &path }))
}

/// The address of a file.
pub(crate) fn uri(path: &Path) -> Uri {
    let text = path.to_string_lossy();
    let text = match cfg!(windows) {
        true => text.replace('\\', "/"),
        false => text.into_owned(),
    };
    let is_file = path.is_absolute();
    if !is_file {
        return Uri(text);
    }
    let root = if text.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{root}{}", encoded(&text)))
}

/// A text without what stands for bytes in it; none if these are no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let byte = match more {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        match byte {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// A path as editors write it: letters, digits and a few signs stay.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'/' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use gen_lsp_types::Uri;

    use super::{path, uri};

    #[test]
    fn addresses_and_paths_lead_to_each_other() {
        for (address, file) in [
            ("file:///specs/acme.yaml", "/specs/acme.yaml"),
            ("file:///a%20b/%E6%94%AF%E4%BB%98.yaml", "/a b/支付.yaml"),
            ("file:///100%25.yaml", "/100%.yaml"),
        ] {
            assert_eq!(path(&Uri(address.to_owned())), Path::new(file));
            assert_eq!(uri(Path::new(file)).0, address);
        }
    }

    #[test]
    fn strange_addresses_stay_what_they_are() {
        for address in [
            "untitled:Untitled-1",
            "file://server/share/x",
            "file:///%ff",
        ] {
            let address = Uri(address.to_owned());
            let file = path(&address);
            assert_eq!(file, PathBuf::from(&address.0));
            assert_eq!(uri(&file), address);
        }
        assert_eq!(path(&Uri("file:///a%2".to_owned())), Path::new("/a%2"));
    }
}
