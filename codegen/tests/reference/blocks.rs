//! The YAML blocks of the page, each with what its comment says.

use std::collections::BTreeSet;

/// Which part of a spec a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A whole file; the flag marks the one that completes the parts.
    Whole(bool),
    /// Top-level keys.
    Keys,
    /// The keys of one operation.
    Operation,
    /// The fields of one record.
    Fields,
    /// A file that specs include, by its path.
    File(String),
    /// A step of the walk.
    Step,
}

/// A YAML block.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) part: Part,
    /// The codes of the errors that it gets.
    pub(crate) refused: BTreeSet<String>,
    /// Codes of warnings that it must get.
    pub(crate) warns: BTreeSet<String>,
    pub(crate) text: String,
    /// The line of the page where it starts.
    pub(crate) line: usize,
}

/// All YAML blocks; one without a comment is a failure.
pub(crate) fn all(page: &str) -> Vec<Block> {
    let lines: Vec<&str> = page.lines().collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let fence = lines[at].trim_start();
        if !fence.starts_with("```") {
            at += 1;
            continue;
        }
        let inner = lines[at + 1..]
            .iter()
            .take_while(|line| !line.starts_with("```"));
        let text: String = inner.clone().map(|line| format!("{line}\n")).collect();
        if fence.starts_with("```yaml") || fence.starts_with("```yml") {
            let comment = at.checked_sub(1).map_or("", |before| lines[before]);
            blocks.push(block(comment, text, at + 1));
        }
        at += inner.count() + 2;
    }
    blocks
}

fn block(comment: &str, text: String, line: usize) -> Block {
    let marker = comment
        .strip_prefix("<!-- spec: ")
        .and_then(|rest| rest.strip_suffix(" -->"))
        .unwrap_or_else(|| {
            panic!("the YAML block in line {line} has no comment `<!-- spec: … -->` before it")
        });
    let (first, rest) = marker.split_once(", ").unwrap_or((marker, ""));
    let part = match first {
        "whole" => Part::Whole(rest == "skeleton"),
        "part" => Part::Keys,
        "operation" => Part::Operation,
        "fields" => Part::Fields,
        "step" => Part::Step,
        other => match other.strip_prefix("file ") {
            Some(path) => Part::File(path.to_owned()),
            None => panic!("line {line}: `{other}` is no part of a spec"),
        },
    };
    let codes = |word: &str| -> BTreeSet<String> {
        rest.strip_prefix(word)
            .into_iter()
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect()
    };
    let (refused, warns) = (codes("refused: "), codes("warns: "));
    let known = rest.is_empty() || rest == "skeleton" || !refused.is_empty() || !warns.is_empty();
    assert!(known, "line {line}: `{rest}` is not understood");
    Block {
        part,
        refused,
        warns,
        text,
        line,
    }
}
