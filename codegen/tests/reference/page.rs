//! The page as lines, tables and listings.

use std::fs;
use std::path::Path;

/// The text of the page.
pub(crate) fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/README.md");
    fs::read_to_string(path).expect("specs/README.md can be read")
}

/// The rows of the table after the comment `<!-- marker -->`, without its head.
pub(crate) fn table(page: &str, marker: &str) -> Vec<Vec<String>> {
    let mut tables = tables(page, marker);
    assert_eq!(tables.len(), 1, "tables marked `{marker}`");
    tables.remove(0)
}

/// The rows of all tables after a comment.
pub(crate) fn tables(page: &str, marker: &str) -> Vec<Vec<Vec<String>>> {
    let comment = format!("<!-- {marker} -->");
    let lines: Vec<&str> = page.lines().collect();
    let starts = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| **line == comment)
        .map(|(at, _)| at + 1);
    starts.map(|start| rows(&lines[start..])).collect()
}

/// The rows of the first table under a heading.
pub(crate) fn table_under(page: &str, heading: &str) -> Vec<Vec<String>> {
    let lines: Vec<&str> = page.lines().collect();
    let start = lines
        .iter()
        .position(|line| *line == heading)
        .expect("the heading is there");
    let table = lines[start..]
        .iter()
        .position(|line| line.starts_with('|'))
        .expect("a table follows");
    rows(&lines[start + table..])
}

fn rows(lines: &[&str]) -> Vec<Vec<String>> {
    let table = lines.iter().take_while(|line| line.starts_with('|'));
    table.skip(2).map(|line| cells(line)).collect()
}

/// The cells of a row; `\|` is a bar inside a cell.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').replace("\\|", "\u{0}");
    let inner = inner.strip_suffix('|').unwrap_or(&inner);
    inner
        .split('|')
        .map(|cell| cell.replace('\u{0}', "|").trim().to_owned())
        .collect()
}

/// The first code span of a cell.
pub(crate) fn code(cell: &str) -> String {
    codes(cell)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("`{cell}` has no code"))
}

/// The code spans of a cell.
pub(crate) fn codes(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The lines of the listing after a comment.
pub(crate) fn listing(page: &str, marker: &str) -> Vec<String> {
    let comment = format!("<!-- {marker} -->");
    let after = page.lines().skip_while(|line| *line != comment).skip(1);
    let mut lines = after.skip_while(|line| !line.starts_with("```"));
    lines.next();
    lines
        .take_while(|line| *line != "```")
        .map(str::to_owned)
        .collect()
}
