//! Markdown for repositories: one page a vendor and language, with nothing in it that a text of a spec made.
//!
//! A page that those who show it would not show, as it is too long, is several.

mod anchor;
mod escape;
mod field;
mod operation;
mod page;
mod parts;
mod place;
mod scheme;
mod types;
mod vendor;

use apiloom_codegen::emit::package::File;

use self::page::Page;
use self::place::Places;
use crate::Pair;
use crate::book::{Book, Operation};

/// So many bytes a page may have; GitHub shows no page of more than about 512 kB.
const MOST: usize = 400_000;

/// The pages of some vendors: `vendors/acme.md` and `vendors/acme.zh.md`, and what does not fit there in
/// `vendors/acme/`.
pub fn files(books: &[Pair]) -> Vec<File> {
    let books = books.iter().flat_map(|pair| [&pair.en, &pair.zh]);
    let pages = books.flat_map(|book| pages(book, MOST));
    let file = |(path, text)| File {
        path: format!("vendors/{path}"),
        text,
    };
    pages.map(file).collect()
}

/// The pages of a vendor by their paths: one, if it has no more bytes than this.
pub fn pages(book: &Book, most: usize) -> Vec<(String, String)> {
    let whole = page(book);
    match whole.len() > most {
        true => parts::pages(book, most),
        false => vec![(place::of_vendor(book), whole)],
    }
}

/// The page of a vendor.
pub fn page(book: &Book) -> String {
    twice(|places| {
        let mut page = Page::new(book, place::of_vendor(book), places);
        page.head();
        page.contents();
        page.general();
        page.operations();
        page.types();
        page.documents();
        page.finished()
    })
}

/// The page of an operation by itself, with all that it takes to call it: ways to authenticate, errors, types.
pub fn operation(book: &Book, operation: &Operation) -> String {
    twice(|places| {
        let mut page = Page::new(book, format!("{}.md", operation.id), places);
        page.alone(operation);
        page.finished()
    })
}

/// What is written twice: what stands where is known once all headings were written.
fn twice<T>(write: impl Fn(Places) -> (T, Places)) -> T {
    let (_, places) = write(Places::new());
    write(places).0
}
