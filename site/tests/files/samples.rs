//! Samples in Rust as the compiler's lexer reads them.

use std::str::FromStr as _;

use apiloom_site::Pair;
use apiloom_site::book::Book;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The programs of a vendor, by where they stand.
fn programs(book: &Book) -> Vec<(String, String)> {
    let mut found = Vec::new();
    found.extend(
        book.first_sample
            .clone()
            .map(|text| ("the first".to_owned(), text)),
    );
    for operation in &book.operations {
        let pages = operation
            .pages
            .as_ref()
            .and_then(|pages| pages.rust.clone());
        found.extend(pages.map(|text| (format!("{} pages", operation.id), text)));
        for (index, example) in operation.examples.iter().enumerate() {
            let rust = example
                .sample
                .as_ref()
                .and_then(|sample| sample.rust.clone());
            found.extend(rust.map(|text| (format!("{} {index}", operation.id), text)));
        }
    }
    found
}

/// The programs of a hostile vendor have the tokens of those of a harmless one, but for what stands in texts.
pub(crate) fn compare(what: &str, hostile: &[Pair], alike: &[Pair]) {
    for (hostile, alike) in hostile.iter().zip(alike) {
        for (hostile, alike) in [(&hostile.en, &alike.en), (&hostile.zh, &alike.zh)] {
            let (found, expected) = (programs(hostile), programs(alike));
            assert_eq!(found.len(), expected.len(), "{what}");
            for ((place, found), (_, expected)) in found.iter().zip(&expected) {
                assert_eq!(
                    tokens(found),
                    tokens(expected),
                    "{what} in {place}\n{found}"
                );
            }
        }
    }
}

/// The tokens of a program; of literals, only that they are such. Braces and commas are left out, since an arm
/// that is too wide for a line is a block.
fn tokens(program: &str) -> Vec<String> {
    fn walk(stream: TokenStream, found: &mut Vec<String>) {
        for tree in stream {
            match tree {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    walk(group.stream(), found);
                }
                TokenTree::Punct(mark) if mark.as_char() == ',' => {}
                TokenTree::Group(group) => {
                    found.push(format!("{:?}", group.delimiter()));
                    walk(group.stream(), found);
                    found.push("end".to_owned());
                }
                TokenTree::Literal(_) => found.push("literal".to_owned()),
                other => found.push(other.to_string()),
            }
        }
    }
    let stream = TokenStream::from_str(program);
    let stream = stream.unwrap_or_else(|error| panic!("{error}\n{program}"));
    let mut found = Vec::new();
    walk(stream, &mut found);
    found
}

/// Every program is one: a file that the compiler can read, with one `main`.
#[test]
fn each_sample_is_one_program() {
    let apis = crate::made::apis(&crate::made::specs_in("specs"));
    let mut count = 0;
    for pair in apiloom_site::books(&apis) {
        // How pages are read is told by a few lines, which are no program.
        let programs = programs(&pair.en).into_iter();
        for (place, text) in programs.filter(|(place, _)| !place.ends_with(" pages")) {
            let file =
                syn::parse_file(&text).unwrap_or_else(|error| panic!("{place}: {error}\n{text}"));
            let is_main = |item: &&syn::Item| matches!(item, syn::Item::Fn(found) if found.sig.ident == "main");
            assert!(
                file.items.iter().filter(is_main).count() <= 1,
                "{place}\n{text}"
            );
            count += 1;
        }
    }
    assert!(count >= 20, "{count}");
}
