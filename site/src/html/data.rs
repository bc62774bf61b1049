//! Data that scripts read: the contents of a vendor, and what search looks through.
//!
//! Data is JSON within a script, since a page that is a local file may not read another file.

use apiloom_codegen::emit::package::File;
use serde::Serialize;

use super::{Language, groups, index};
use crate::Pair;
use crate::book::Book;

/// The scripts with data.
pub(super) fn files(pairs: &[Pair]) -> Vec<File> {
    let vendors: Vec<&str> = pairs.iter().map(|pair| pair.en.vendor.as_str()).collect();
    let mut files = vec![script("search.js", "vendors", &vendors)];
    for pair in pairs {
        let name = format!("search-{}.js", pair.en.vendor);
        files.push(script(&name, "search", &index::of(pair)));
        for language in Language::ALL {
            let book = pair.book(language);
            let name = navigation_name(&book.vendor, language);
            files.push(script(&name, "contents", &contents(book)));
        }
    }
    files
}

/// The name of the script with the contents of a vendor.
pub(super) fn navigation_name(vendor: &str, language: Language) -> String {
    format!("contents-{vendor}-{}.js", language.folder())
}

#[derive(Serialize)]
struct Contents<'a> {
    groups: Vec<(String, Vec<[&'a str; 4]>)>,
    types: Vec<[&'a str; 2]>,
}

fn contents(book: &Book) -> Contents<'_> {
    Contents {
        groups: groups::of(book)
            .into_iter()
            .map(|group| {
                let operations = group.operations.into_iter();
                let entries = operations.map(|o| {
                    [
                        o.id.as_str(),
                        o.title.as_str(),
                        o.method.as_str(),
                        o.effect.as_str(),
                    ]
                });
                (group.name, entries.collect())
            })
            .collect(),
        types: book
            .types
            .iter()
            .map(|ty| [ty.id.as_str(), ty.name.as_str()])
            .collect(),
    }
}

/// A script that adds data to what the site's script reads.
fn script(name: &str, kind: &str, data: &impl Serialize) -> File {
    // What is serialised has no maps but structs, so that nothing can fail.
    let json = serde_json::to_string(data).unwrap_or_else(|_| "null".to_owned());
    File {
        path: format!("site/assets/{name}"),
        text: format!(
            "(self.apiloom=self.apiloom||[]).push([\"{kind}\",{}]);\n",
            inert(&json)
        ),
    }
}

/// JSON that is inert in scripts and in pages: no markup, and no line ends that old scripts know.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)))
            }
            c => out.push(c),
        }
    }
    out
}
