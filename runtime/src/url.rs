//! The URL of a server, and the checks on the settings that go into one.

use apiloom_wire::functions::percent_keep;

use crate::{Error, path};

/// The parts of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Base {
    /// `https` or `http`.
    pub scheme: &'static str,
    /// The host in lower case, with the port unless it is the scheme's own: what stands in the
    /// header `host`.
    pub host: String,
    /// What precedes every path; empty, or with a slash in front and none behind.
    pub prefix: String,
}

/// Takes the URL of a server apart: `https://host[:port][/prefix]`.
///
/// # Errors
/// When the scheme is neither https nor http, the host is no name or address, or there is a user,
/// a query, a fragment or a dot segment.
pub fn base(url: &str) -> Result<Base, Error> {
    split(url).map_err(|reason| {
        // A URL that is wrong may carry a password, so it is not repeated.
        Error::configuration(format!("the server's URL {reason}"))
    })
}

/// Checks that the value of a setting is one label of a host name, and gives it back.
///
/// # Errors
/// When the value is not made of 1 to 63 letters, digits and inner hyphens; the error names the
/// setting.
pub fn host_label<'a>(setting: &str, value: &'a str) -> Result<&'a str, Error> {
    if is_label(value) {
        return Ok(value);
    }
    Err(Error::configuration(format!(
        "the setting `{setting}` is part of a host name: 1 to 63 letters, digits and inner hyphens"
    )))
}

/// Checks that the value of a setting is a whole host, with a port if need be, and gives it back.
///
/// # Errors
/// When the value is no name or address, or has anything beside host and port; the error names the
/// setting.
pub fn whole_host<'a>(setting: &str, value: &'a str) -> Result<&'a str, Error> {
    match host(value, 0) {
        Ok(_) if !value.contains(['/', '?', '#']) => Ok(value),
        _ => Err(Error::configuration(format!(
            "the setting `{setting}` is a host name: labels of letters, digits and hyphens with dots between"
        ))),
    }
}

/// Encodes the value of a setting as one segment of a server's path.
///
/// # Errors
/// When the value is empty or a dot segment; the error names the setting.
pub fn path_segment(setting: &str, value: &str) -> Result<String, Error> {
    path::segment(value)
        .map_err(|reason| Error::configuration(format!("the setting `{setting}` {reason}")))
}

fn split(url: &str) -> Result<Base, &'static str> {
    let (scheme, rest) = url.split_once("://").ok_or("has no `https://`")?;
    let (scheme, own_port) = match scheme.to_ascii_lowercase().as_str() {
        "https" => ("https", 443),
        "http" => ("http", 80),
        _ => return Err("is neither https nor http"),
    };
    if rest.contains(['?', '#']) {
        return Err("has a query or a fragment");
    }
    let (authority, prefix) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    Ok(Base {
        scheme,
        host: host(authority, own_port)?,
        prefix: checked_prefix(prefix.trim_end_matches('/'))?,
    })
}

fn host(authority: &str, own_port: u16) -> Result<String, &'static str> {
    if authority.contains('@') {
        return Err("has a user or password");
    }
    // The last colon separates the port unless it stands inside `[…]`.
    let (name, port) = match authority.rfind(':') {
        Some(at) if !authority[at..].contains(']') => {
            (&authority[..at], Some(&authority[at + 1..]))
        }
        _ => (authority, None),
    };
    if !is_host(name) {
        return Err("has no valid host");
    }
    let name = name.to_ascii_lowercase();
    let Some(port) = port else {
        return Ok(name);
    };
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("has no valid port");
    }
    match port.parse::<u16>() {
        Ok(0) | Err(_) => Err("has no valid port"),
        Ok(port) if port == own_port => Ok(name),
        Ok(port) => Ok(format!("{name}:{port}")),
    }
}

fn is_host(name: &str) -> bool {
    if let Some(address) = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
    {
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    // Underscores are no DNS labels, but names inside a cluster have them.
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253
        && name
            .split('.')
            .all(|label| is_label(&label.replace('_', "x")))
}

fn is_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    (1..=63).contains(&bytes.len())
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && bytes.first() != Some(&b'-')
        && bytes.last() != Some(&b'-')
}

fn checked_prefix(prefix: &str) -> Result<String, &'static str> {
    for part in prefix.split('/').skip(1) {
        if path::segment(part).is_err() {
            return Err("has an empty or a dot segment in its path");
        }
    }
    Ok(percent_keep(prefix, path::FIXED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_taken_apart() {
        let parts = |url| {
            base(url)
                .map(|base| (base.scheme, base.host, base.prefix))
                .ok()
        };
        let some = |scheme, host: &str, prefix: &str| Some((scheme, host.into(), prefix.into()));
        assert_eq!(
            parts("https://A.example:443/v1/"),
            some("https", "a.example", "/v1")
        );
        assert_eq!(
            parts("http://127.0.0.1:8080"),
            some("http", "127.0.0.1:8080", "")
        );
        assert_eq!(parts("http://[::1]:80/"), some("http", "[::1]", ""));
        assert_eq!(parts("http://[::1]"), some("http", "[::1]", ""));
        for bad in [
            "a.example",
            "ftp://a.example",
            "https://",
            "https://u:p@a.example",
            "https://a.example:0",
            "https://a.example:99999",
            "https://a.example:+1",
            "https://a.example?x=1",
            "https://a.example/x/../y",
            "https://a.example/x//y",
            "https://a.example/%2e%2e",
            "https://a b.example",
            "https://-a.example",
            "https://a..example",
            "https://[::1",
            "https://ü.example",
            "https://a.example\\@evil.example",
        ] {
            assert_eq!(parts(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_setting_cannot_leave_its_label() {
        assert_eq!(host_label("subdomain", "demo-1").unwrap(), "demo-1");
        for bad in ["", "a.b", "a/b", "a@b", "a:1", "-a", "a-", "a#", "é"] {
            let error = host_label("subdomain", bad).unwrap_err().to_string();
            assert!(error.contains("`subdomain`"), "{error}");
        }
    }
}
