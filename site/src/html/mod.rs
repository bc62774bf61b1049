//! The static site: pages, style, script and the data of the search.
//!
//! It works from a folder without a server, so that nothing is fetched: data stands in scripts.
//! Everything but search and the choice of a theme works without scripts.

mod data;
mod diagram;
mod engine;
mod excerpt;
mod groups;
mod highlight;
mod index;
mod pages;
mod place;
mod sample;
mod tree;
mod words;

use std::collections::BTreeMap;

use apiloom_codegen::emit::package::File;

pub use engine::TemplateError;

use crate::Pair;
use crate::book::Book;

impl Pair {
    /// The book in a language.
    fn book(&self, language: Language) -> &Book {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }
}

/// A language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    En,
    Zh,
}

impl Language {
    const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// Its folder.
    const fn folder(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// What `lang` says of its pages.
    const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::En => Self::Zh,
            Self::Zh => Self::En,
        }
    }
}

/// The files of the site, sorted by path; the paths start with `site/`.
///
/// OpenAPI documents are given by vendor, and become files that readers can download.
///
/// # Errors
/// When a template cannot print a page, which is a mistake of this crate.
pub fn files(
    pairs: &[Pair],
    openapi: &BTreeMap<String, String>,
) -> Result<Vec<File>, TemplateError> {
    let mut files = assets();
    files.extend(data::files(pairs));
    files.extend(pages::files(pairs, openapi)?);
    files.extend(openapi.iter().map(|(vendor, text)| File {
        path: format!("site/{vendor}/openapi.json"),
        text: text.clone(),
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Style and scripts, which are the same for every site.
fn assets() -> Vec<File> {
    let asset = |name: &str, text: &str| File {
        path: format!("site/assets/{name}"),
        text: text.to_owned(),
    };
    vec![
        asset("icon.svg", include_str!("assets/icon.svg")),
        asset("site.js", include_str!("assets/site.js")),
        asset("style.css", include_str!("assets/style.css")),
        asset("theme.js", include_str!("assets/theme.js")),
    ]
}
