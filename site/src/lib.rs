//! Documentation of checked APIs: a static site and Markdown, in English and Chinese.
//!
//! Checked APIs go in, files come out, all in memory.
//! [`book`] says what is told, without markup; the site and the Markdown are two ways to print it.

pub mod book;

use apiloom_codegen::emit::package::File;
use apiloom_codegen::model::Api;

/// The files of the documentation of all APIs, sorted by path.
pub fn files(apis: &[Api]) -> Vec<File> {
    let mut files = vec![File {
        path: "site/index.html".to_owned(),
        text: format!("{} vendors\n", apis.len()),
    }];
    for api in apis {
        let vendor = api.vendor.snake();
        files.push(File {
            path: format!("site/en/{vendor}/index.html"),
            text: format!(
                "{} operations, {} types\n",
                api.operations.len(),
                api.types.len()
            ),
        });
        files.push(File {
            path: format!("vendors/{vendor}.md"),
            text: format!("# {}\n{:#?}\n", api.path, api.types),
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
