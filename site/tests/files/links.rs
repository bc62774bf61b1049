//! Where links lead: pages and anchors that exist, or addresses of documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::made::Files;
use crate::{markdown, page};

/// What is wrong with the links and anchors of all files.
pub(crate) fn problems(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    let (mut anchors, mut links) = (BTreeMap::new(), Vec::new());
    for (path, text) in files {
        let (ids, leading) = read(path, text);
        let unique: BTreeSet<String> = ids.iter().cloned().collect();
        if unique.len() != ids.len() {
            found.push(format!("{path}: an id stands twice"));
        }
        anchors.insert(path.as_str(), unique);
        links.extend(leading.into_iter().map(|link| (path, link)));
    }
    for (path, link) in links {
        if let Some(wrong) = wrong(path, &link, &anchors) {
            found.push(format!("{path}: {link:?} {wrong}"));
        }
    }
    found
}

/// The links of a file that lead to other hosts.
pub(crate) fn addresses(files: &Files) -> BTreeSet<String> {
    let links = files.iter().flat_map(|(path, text)| read(path, text).1);
    links.filter(|link| is_address(link)).collect()
}

/// The anchors of a file, and where its links lead.
fn read(path: &str, text: &str) -> (Vec<String>, Vec<String>) {
    match path.rsplit('.').next() {
        Some("html") => {
            let page = page::read(text);
            (page.ids, page.links)
        }
        Some("md") => (markdown::anchors(text), markdown::links(text)),
        _ => (Vec::new(), Vec::new()),
    }
}

fn is_address(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

fn wrong(
    from: &str,
    link: &str,
    anchors: &BTreeMap<&str, BTreeSet<String>>,
) -> Option<&'static str> {
    if is_address(link) {
        let plain = |c: char| c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c);
        let host = link.split('/').nth(2).unwrap_or_default();
        let fine = !host.is_empty()
            && !host.contains('@')
            && link
                .chars()
                .all(|c| plain(c) || !c.is_ascii() && !c.is_whitespace() && !c.is_control());
        return (!fine).then_some("is no address");
    }
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link, None),
    };
    if path.contains(':') || path.starts_with('/') || path.contains('?') {
        return Some("does not stay in the folder");
    }
    if is_crate(from, path) {
        return None;
    }
    let Some(target) = target(from, &decoded(path)) else {
        return Some("leads out of the folder");
    };
    let Some(known) = anchors.get(target.as_str()) else {
        return Some("leads to no file");
    };
    match anchor {
        Some(anchor) if !known.contains(&decoded(anchor)) => Some("leads to no anchor"),
        _ => None,
    }
}

/// Whether a link leads to the README of a vendor's crate, where `apiloom generate` puts it if nobody says
/// otherwise.
fn is_crate(from: &str, path: &str) -> bool {
    let vendor = from
        .strip_prefix("vendors/")
        .and_then(|name| name.split('.').next());
    vendor.is_some_and(|vendor| path == format!("../../generated/{vendor}/README.md"))
}

/// The path that a relative link leads to.
fn target(from: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A part of a link without percent signs.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
