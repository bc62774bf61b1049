//! Links to a next page: where they are found, and where they may lead.

use apiloom_wire::functions::percent_keep;

use crate::pairs::PairList;
use crate::url::{self, Base};
use crate::{path, percent};

/// Where a link leads on the server that was asked.
pub(crate) struct Target {
    /// The path as sent, with the prefix of the server.
    pub(crate) path: String,
    /// The query, not encoded.
    pub(crate) query: PairList,
}

/// The link with `rel=next` in the headers `link` (RFC 8288).
pub(crate) fn next(headers: &[(String, String)]) -> Option<String> {
    let mut values = headers.iter().filter(|(name, _)| name == "link");
    values.find_map(|(_, value)| next_in(value))
}

fn next_in(value: &str) -> Option<String> {
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let (target, parameters) = after.split_once('>')?;
        let end = unquoted(',', parameters).unwrap_or(parameters.len());
        if is_next(&parameters[..end]) {
            return Some(target.trim().to_owned());
        }
        rest = &parameters[end..];
    }
    None
}

/// Where a character stands outside of quotes.
fn unquoted(wanted: char, text: &str) -> Option<usize> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            _ if character == wanted && !is_quoted => return Some(at),
            _ => {}
        }
    }
    None
}

fn is_next(parameters: &str) -> bool {
    let mut rest = parameters;
    loop {
        let end = unquoted(';', rest);
        let parameter = &rest[..end.unwrap_or(rest.len())];
        // The first `rel` counts, and it may name several relations.
        if let Some((name, value)) = parameter.split_once('=')
            && name.trim().eq_ignore_ascii_case("rel")
        {
            let mut names = value.trim().trim_matches('"').split_ascii_whitespace();
            return names.any(|name| name.eq_ignore_ascii_case("next"));
        }
        match end {
            Some(end) => rest = &rest[end + 1..],
            None => return false,
        }
    }
}

/// Where a link leads, seen from the path of the page that it stands on.
///
/// # Errors
/// When it leads away from the server that was asked, or is no link; the reason is without any
/// part of it, since it may hold secrets.
pub(crate) fn target(base: &Base, current: &str, link: &str) -> Result<Target, &'static str> {
    let link = link.split_once('#').map_or(link, |(link, _)| link);
    let (whole, query) = link.split_once('?').unwrap_or((link, ""));
    let path = match authority(whole) {
        Some((scheme, authority, path)) => {
            let scheme = scheme.unwrap_or(base.scheme);
            let named = url::base(&format!("{scheme}://{authority}"));
            if !named.is_ok_and(|named| named.scheme == base.scheme && named.host == base.host) {
                return Err("leads to another server");
            }
            path.to_owned()
        }
        None if whole.is_empty() => current.to_owned(),
        None if whole.starts_with('/') => whole.to_owned(),
        None => {
            let folder = current.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{whole}")
        }
    };
    let path = percent_keep(&path, path::FIXED);
    // Servers resolve dot segments, and would leave the prefix then.
    let is_plain = |part: &str| part.is_empty() || path::segment(part).is_ok();
    if !path.split('/').all(is_plain) {
        return Err("has a dot segment in its path");
    }
    let below = path.strip_prefix(base.prefix.as_str());
    match below {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => Ok(Target {
            path,
            query: pairs(query),
        }),
        _ => Err("leaves the path of the server"),
    }
}

/// The scheme, the authority and the path of a link that names a server.
fn authority(link: &str) -> Option<(Option<&str>, &str, &str)> {
    let (scheme, rest) = match link.strip_prefix("//") {
        Some(rest) => (None, rest),
        None => {
            let (scheme, rest) = link.split_once("://")?;
            // A slash before it makes it a part of a path.
            if scheme.contains('/') {
                return None;
            }
            (Some(scheme), rest)
        }
    };
    let at = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(at);
    Some((scheme, authority, path))
}

/// The pairs of a query as vendors write it into links: a plus is a space there.
pub(crate) fn pairs(query: &str) -> PairList {
    let decoded = |text: &str| percent::decode(&text.replace('+', " "));
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(link: &str) -> Result<String, &'static str> {
        let base = url::base("https://a.example/api/v1").unwrap();
        let target = target(&base, "/api/v1/things/all", link)?;
        Ok(format!(
            "{}?{}",
            target.path,
            percent::encode_pairs(&target.query)
        ))
    }

    #[test]
    fn links_stay_on_the_server() {
        for link in [
            "https://a.example/api/v1/things/all?page=2",
            "HTTPS://A.EXAMPLE:443/api/v1/things/all?page=2#top",
            "//a.example/api/v1/things/all?page=2",
            "/api/v1/things/all?page=2",
            "all?page=2",
            "?page=2",
        ] {
            assert_eq!(
                lead(link).as_deref(),
                Ok("/api/v1/things/all?page=2"),
                "{link}"
            );
        }
        let query = "?q=a+b%2Bc&&flag&u=https://b.example/";
        let read = "/api/v1?q=a%20b%2Bc&flag=&u=https%3A%2F%2Fb.example%2F";
        assert_eq!(lead(&format!("/api/v1{query}")).as_deref(), Ok(read));
        for link in [
            "https://b.example/api/v1/things?page=2",
            "http://a.example/api/v1/things?page=2",
            "https://a.example:8443/api/v1/things?page=2",
            "https://a.example.b.example/api/v1/things",
            "https://u:p@a.example/api/v1/things",
            "https://a.example\\@b.example/api/v1/things",
            "//b.example/api/v1/things",
            "https:///api/v1/things",
            "javascript://a.example/api/v1/things",
        ] {
            assert_eq!(lead(link), Err("leads to another server"), "{link}");
        }
        for link in ["/api/v10/things", "/admin", "/", "https://a.example?page=2"] {
            assert_eq!(lead(link), Err("leaves the path of the server"), "{link}");
        }
        for link in ["/api/v1/../admin", "../../../admin", "/api/v1/%2e%2e/admin"] {
            assert_eq!(lead(link), Err("has a dot segment in its path"), "{link}");
        }
    }

    #[test]
    fn the_next_link_is_found_among_others() {
        let next = |value: &str| next(&[("link".to_owned(), value.to_owned())]);
        let found = Some("/things?page=3".to_owned());
        for value in [
            "</things?page=3>; rel=\"next\"",
            "</things?page=1>; rel=prev, </things?page=3>; rel=next; title=\"a, b\"",
            "</a>; title=\"x, <y>; rel=next\"; rel=last,</things?page=3>;REL=\"last Next\"",
        ] {
            assert_eq!(next(value), found, "{value}");
        }
        for value in [
            "",
            "</things>",
            "</things>; rel=previous",
            "</things; rel=next",
        ] {
            assert_eq!(next(value), None, "{value}");
        }
    }
}
