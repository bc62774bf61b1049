//! Where the parts of pages stand, and the ways there.

use std::collections::BTreeMap;

use crate::book::Book;

/// Where parts stand, by their keys, such as `type customer`.
pub(super) type Places = BTreeMap<String, Place>;

/// A heading of a page.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The path of its page below the folder of all vendors.
    pub(super) page: String,
    /// Its anchor there.
    pub(super) anchor: String,
}

impl Place {
    /// The target of a link from a page.
    pub(super) fn from(&self, page: &str) -> String {
        match self.page == page {
            true => format!("#{}", self.anchor),
            false => format!("<{}#{}>", way(page, &self.page), self.anchor),
        }
    }
}

/// The way from a page to another; pages stand in one folder, or in one below it.
pub(super) fn way(from: &str, to: &str) -> String {
    match (from.split_once('/'), to.split_once('/')) {
        (Some((folder, _)), Some((other, file))) if folder == other => file.to_owned(),
        (Some(_), _) => format!("../{to}"),
        (None, _) => to.to_owned(),
    }
}

/// The page of a vendor.
pub(super) fn of_vendor(book: &Book) -> String {
    format!("{}{}", book.vendor, ending(book))
}

/// A page of a part of a vendor.
pub(super) fn of_part(book: &Book, kind: &str, number: usize) -> String {
    format!("{}/{kind}-{number}{}", book.vendor, ending(book))
}

/// How the names of pages in the language of a book end.
fn ending(book: &Book) -> &'static str {
    match book.language.as_str() {
        "zh" => ".zh.md",
        _ => ".md",
    }
}
