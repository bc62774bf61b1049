//! What a code means, with an example before and after: one file a code, in the folder `explain`.
//!
//! A file has the sections `English`, `中文`, `Before` and `After`. The last two hold fenced blocks: the specs
//! of a folder, each with its path if that is not [`SPEC`], and the commands that are run in it if that is not
//! `apiloom check`. A test runs each of them: what stands before has the code and no other, what stands after
//! has none.

use super::{Code, Language};

/// The path of a spec that says none.
pub const SPEC: &str = "specs/acme.yaml";

/// What a code means.
#[derive(Clone, Debug)]
pub struct Explanation {
    english: &'static str,
    chinese: &'static str,
    /// What has the problem.
    pub before: Vec<Part>,
    /// The same without it.
    pub after: Vec<Part>,
}

/// A part of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A file.
    File {
        /// Its path in the folder of the example.
        path: &'static str,
        /// What it says.
        text: &'static str,
    },
    /// Commands, one a line.
    Commands(&'static str),
}

impl Explanation {
    /// The explanation in a language: a few sentences, each on a line of its own.
    pub fn text(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

impl Code {
    /// What the code means.
    pub fn explanation(self) -> Explanation {
        let page = self.page();
        Explanation {
            english: section(page, "English"),
            chinese: section(page, "中文"),
            before: parts(section(page, "Before")),
            after: parts(section(page, "After")),
        }
    }
}

/// What stands under a heading.
fn section(page: &'static str, heading: &str) -> &'static str {
    let mut sections = page.split("## ");
    let found = sections.find_map(|section| section.strip_prefix(heading));
    found.unwrap_or_default().trim()
}

/// The fenced blocks of a section.
fn parts(section: &'static str) -> Vec<Part> {
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.filter_map(part).collect()
}

fn part(block: &'static str) -> Option<Part> {
    let (head, text) = block.split_once('\n')?;
    let mut words = head.split_whitespace();
    Some(match words.next()? {
        "sh" => Part::Commands(text),
        _ => Part::File {
            path: words.next().unwrap_or(SPEC),
            text,
        },
    })
}
