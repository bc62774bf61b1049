//! Where links lead: pages and anchors that exist, or addresses of documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::made::Files;
use crate::markdown;
use crate::page::{self, Page};

/// The anchors and links of a file.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) anchors: Vec<String>,
    pub(crate) links: Vec<String>,
}

/// Reads all files.
pub(crate) fn read(files: &Files) -> BTreeMap<&str, Read> {
    let one = |(path, text): (&'_ String, &String)| match path.rsplit('.').next() {
        Some("html") => of_page(page::read(text)),
        Some("md") => of_markdown(text),
        _ => Read::default(),
    };
    let files = files.iter();
    files.map(|file| (file.0.as_str(), one(file))).collect()
}

pub(crate) fn of_page(page: Page) -> Read {
    Read {
        anchors: page.ids,
        links: page.links,
    }
}

pub(crate) fn of_markdown(text: &str) -> Read {
    Read {
        anchors: markdown::anchors(text),
        links: markdown::links(text),
    }
}

/// What is wrong with the links and anchors of all files.
pub(crate) fn problems(files: &BTreeMap<&str, Read>) -> Vec<String> {
    let mut found = Vec::new();
    let mut anchors = BTreeMap::new();
    for (path, read) in files {
        let unique: BTreeSet<String> = read.anchors.iter().cloned().collect();
        if unique.len() != read.anchors.len() {
            found.push(format!("{path}: an id stands twice"));
        }
        anchors.insert(*path, unique);
    }
    for (path, read) in files {
        for link in &read.links {
            if let Some(wrong) = wrong(path, link, &anchors) {
                found.push(format!("{path}: {link:?} {wrong}"));
            }
        }
    }
    found
}

/// The links that lead to other hosts.
pub(crate) fn addresses(files: &BTreeMap<&str, Read>) -> BTreeSet<String> {
    let links = files.values().flat_map(|read| &read.links);
    links.filter(|link| is_address(link)).cloned().collect()
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
