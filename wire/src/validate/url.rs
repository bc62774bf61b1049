//! Addresses of the web.

/// The longest port has five digits.
const PORT_DIGITS: usize = 5;

pub(super) fn is_url(text: &str) -> bool {
    let Some(rest) = strip_scheme(text) else {
        return false;
    };
    let ends = |byte: u8| matches!(byte, b'/' | b'?' | b'#');
    let end = rest.bytes().position(ends).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or_default();
    // The last `@` ends the user's name, which may hold others.
    let user = authority.bytes().rposition(|byte| byte == b'@');
    let host = authority.get(user.map_or(0, |at| at + 1)..);
    host.is_some_and(is_host_and_port)
        && rest.bytes().all(is_allowed)
        && (rest.is_ascii() || rest.chars().all(is_visible))
}

/// What stands behind `http://` or `https://`.
fn strip_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

fn is_host_and_port(text: &str) -> bool {
    if let Some(bracketed) = text.strip_prefix('[') {
        return bracketed.split_once(']').is_some_and(|(host, port)| {
            host.parse::<std::net::Ipv6Addr>().is_ok()
                && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        });
    }
    match text.split_once(':') {
        None => is_name(text),
        Some((name, port)) => is_name(name) && is_port(port),
    }
}

/// Labels between dots; one dot may end the name.
fn is_name(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let mut before = b'.';
    for byte in text.bytes() {
        if byte == b'.' && before == b'.' || byte != b'.' && byte.is_ascii() && !is_word(byte) {
            return false;
        }
        before = byte;
    }
    let is_letter = |c: char| c.is_ascii() || c.is_alphanumeric();
    !text.is_empty() && (text.is_ascii() || text.chars().all(is_letter))
}

fn is_port(text: &str) -> bool {
    text.len() <= PORT_DIGITS
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u16>().is_ok()
}

/// Of other scripts, all bytes are allowed here: `is_visible` looks at the characters.
fn is_allowed(byte: u8) -> bool {
    !matches!(byte, 0..=b' ' | 0x7F | b'"' | b'<' | b'>' | b'`' | b'\\')
}

fn is_visible(c: char) -> bool {
    !c.is_control() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let accepted = [
            "http://a",
            "https://example.com",
            "HTTPS://EXAMPLE.COM/",
            "https://example.com.",
            "https://my_host-1:8443/a?b=c#d",
            "http://a:0",
            "http://a:65535",
            "http://127.0.0.1/",
            "http://[::1]",
            "http://[::1]:80/",
            "https://例子.公司/路径?问=答",
            "https://user:pass@host/",
            "https://a@b@host/",
            "https://a?b",
            "https://a#b",
            "https://a/{id}|^'",
        ];
        for text in accepted {
            assert!(is_url(text), "{text}");
        }
        let refused = [
            "",
            "example.com",
            "//example.com",
            "ftp://example.com",
            "http:/a",
            "http:a",
            "http://",
            "http:///a",
            "http://?a",
            "http://#a",
            "https://:80",
            "https://user@/",
            " http://a",
            "http://a ",
            "http://a b",
            "http://a/\t",
            "http://a/\u{3000}",
            "http://a/\u{85}",
            "http://a/\"",
            "http://a/<b>",
            "http://a/`",
            "http://a\\b",
            "http://a:",
            "http://a:65536",
            "http://a:+80",
            "http://a:000080",
            "http://a:80:80",
            "http://a..b",
            "http://.",
            "http://.a",
            "http://a../",
            "http://例，子",
            "http://a!b",
            "http://a%20b",
            "http://[::1",
            "http://[::g]",
            "http://[]",
            "http://[::1]80",
            "http://[::1]:",
            "httpé://a",
            "http:/é",
        ];
        for text in refused {
            assert!(!is_url(text), "{text}");
        }
    }
}
