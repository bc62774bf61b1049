//! Documentation of checked APIs: a static site and Markdown, in English and Chinese.
//!
//! Checked APIs go in, files come out, all in memory.
//! [`book`] says what is told, without markup; the site and the Markdown are two ways to print it.

pub mod book;
mod exchange;
pub mod html;
mod json;
pub mod markdown;
mod read;
mod words;

use std::collections::BTreeMap;

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::emit::openapi;
use apiloom_codegen::emit::package::File;
use apiloom_codegen::model::Api;

use crate::book::Book;
use crate::read::Reader;

pub use crate::exchange::{Exchange, Exchanges};
pub use crate::html::TemplateError;

/// The documentation of one vendor in both languages; both have the same parts in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// English.
    pub en: Book,
    /// Chinese.
    pub zh: Book,
}

/// The documentation of some vendors, in the order of the APIs.
///
/// The descriptions that calls of an API are made by are kept until the program ends, so this is for programs
/// that do it a few times.
pub fn books(apis: &[Api]) -> Vec<Pair> {
    let pairs = apis.iter().map(|api| {
        let exchanges = Exchanges::of_api(api);
        Pair {
            en: Book::with(api, &exchanges, Language::English),
            zh: Book::with(api, &exchanges, Language::Chinese),
        }
    });
    pairs.collect()
}

/// All files of the documentation, by their paths below its folder, sorted.
///
/// # Errors
/// When a template cannot print a page, which is a mistake of this crate.
pub fn files(apis: &[Api]) -> Result<Vec<File>, TemplateError> {
    let books = books(apis);
    let documents: BTreeMap<String, String> = apis
        .iter()
        .map(|api| (api.vendor.snake(), openapi::document(api)))
        .collect();
    let mut files = markdown::files(&books);
    files.extend(html::files(&books, &documents)?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

impl Book {
    /// The documentation of an API in a language.
    pub fn of(api: &Api, language: Language) -> Self {
        Self::with(api, &Exchanges::of_api(api), language)
    }

    /// The same with the requests of its examples, which are made once for both languages.
    pub fn with(api: &Api, exchanges: &Exchanges, language: Language) -> Self {
        Reader::new(api, exchanges, language).book()
    }
}
