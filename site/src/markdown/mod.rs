//! Markdown for repositories: one page a vendor and language, with nothing in it that a text of a spec made.

mod anchor;
mod escape;
mod field;
mod operation;
mod page;
mod scheme;
mod types;
mod vendor;

use std::collections::BTreeMap;

use apiloom_codegen::emit::package::File;

use self::page::Page;
use crate::Pair;
use crate::book::Book;

/// The pages of some vendors: `vendors/acme.md` and `vendors/acme.zh.md`.
pub fn files(books: &[Pair]) -> Vec<File> {
    let books = books.iter().flat_map(|pair| [&pair.en, &pair.zh]);
    books
        .map(|book| {
            let language = match book.language.as_str() {
                "zh" => ".zh",
                _ => "",
            };
            File {
                path: format!("vendors/{}{language}.md", book.vendor),
                text: page(book),
            }
        })
        .collect()
}

/// The page of a vendor.
///
/// It is written twice: what stands where is known once all headings were written.
pub fn page(book: &Book) -> String {
    let (_, places) = written(book, BTreeMap::new());
    written(book, places).0
}

fn written(book: &Book, places: BTreeMap<String, String>) -> (String, BTreeMap<String, String>) {
    let mut page = Page::new(book, places);
    page.head();
    page.contents();
    page.start();
    page.authentication();
    page.envelopes();
    page.errors();
    page.limits();
    page.operations();
    page.types();
    page.documents();
    page.finished()
}
