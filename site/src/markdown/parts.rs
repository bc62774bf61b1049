//! A vendor in several pages: one for what concerns all calls, the others for operations and for types.

use super::escape;
use super::page::Page;
use super::place::{self, Places};
use super::twice;
use crate::book::{Book, Operation, Type};

/// The pages of a vendor by their paths, the first of which leads to the others.
///
/// A page is full with half of what it may have, since links to other pages make it longer than it is counted.
pub(super) fn pages(book: &Book, most: usize) -> Vec<(String, String)> {
    let full = most / 2;
    let operations = packed(&book.operations, full, |operation| {
        alone(book, |page| page.operation(operation, 2))
    });
    let types = packed(&book.types, full, |ty| {
        alone(book, |page| page.declared(ty, 2))
    });
    let parts = Parts {
        operations: numbered(book, "operations", operations),
        types: numbered(book, "types", types),
        operations_fit: named(book, book.operations.iter().map(|o| &o.id)) <= full / 2,
        types_fit: named(book, book.types.iter().map(|ty| &ty.name)) <= full / 2,
    };
    twice(|places| written(book, &parts, places))
}

/// What stands on which page.
struct Parts<'b> {
    operations: Vec<(String, &'b [Operation])>,
    types: Vec<(String, &'b [Type])>,
    /// Whether the first page may name all operations.
    operations_fit: bool,
    /// Whether it may name all types.
    types_fit: bool,
}

/// The pages, and where their parts stand.
fn written(book: &Book, parts: &Parts<'_>, places: Places) -> (Vec<(String, String)>, Places) {
    let mut pages = Vec::new();
    let mut page = Page::new(book, place::of_vendor(book), places);
    page.head();
    page.general();
    page.parts(parts);
    page.documents();
    let mut places = page.finish(&mut pages);
    for (path, operations) in &parts.operations {
        let mut page = Page::new(book, path.clone(), places);
        page.head_of_part(path, "Operations", "接口");
        page.operation_table(operations);
        for operation in *operations {
            page.operation(operation, 2);
        }
        places = page.finish(&mut pages);
    }
    for (path, types) in &parts.types {
        let mut page = Page::new(book, path.clone(), places);
        page.head_of_part(path, "Types", "类型");
        for ty in *types {
            page.declared(ty, 2);
        }
        places = page.finish(&mut pages);
    }
    (pages, places)
}

/// The length of something on a page of its own.
fn alone(book: &Book, write: impl FnOnce(&mut Page<'_>)) -> usize {
    let mut page = Page::new(book, String::new(), Places::new());
    write(&mut page);
    page.finished().0.len()
}

/// How long a list of names with links is, about.
fn named<'b>(book: &Book, names: impl Iterator<Item = &'b String>) -> usize {
    let link = book.vendor.len() + "[``](</operations-10.zh.md#>), ".len();
    names.map(|name| 2 * name.len() + link).sum()
}

/// The items in runs of at most so many bytes, but for items that are longer than that alone.
fn packed<T>(items: &[T], full: usize, length: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut runs = Vec::new();
    let (mut start, mut held) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        let length = length(item);
        if at > start && held + length > full {
            runs.push(items.get(start..at).unwrap_or_default());
            (start, held) = (at, 0);
        }
        held += length;
    }
    runs.push(items.get(start..).unwrap_or_default());
    runs.retain(|run| !run.is_empty());
    runs
}

fn numbered<'b, T>(book: &Book, kind: &str, runs: Vec<&'b [T]>) -> Vec<(String, &'b [T])> {
    let runs = runs.into_iter().enumerate();
    runs.map(|(at, run)| (place::of_part(book, kind, at + 1), run))
        .collect()
}

impl Page<'_> {
    /// Keeps the page among others.
    fn finish(self, pages: &mut Vec<(String, String)>) -> Places {
        let path = self.path.clone();
        let (text, places) = self.finished();
        pages.push((path, text));
        places
    }

    /// Which page has which operations and types.
    fn parts(&mut self, parts: &Parts<'_>) {
        let heading = self.pick("Operations", "接口");
        self.heading(2, "operations", heading);
        for (path, operations) in &parts.operations {
            let names = operations.iter();
            let names = names.map(|o| (format!("operation {}", o.id), o.id.as_str()));
            self.part(path, names.collect(), parts.operations_fit);
        }
        if parts.types.is_empty() {
            return;
        }
        let heading = self.pick("Types", "类型");
        self.heading(2, "types", heading);
        for (path, types) in &parts.types {
            let names = types.iter();
            let names = names.map(|ty| (format!("type {}", ty.id), ty.name.as_str()));
            self.part(path, names.collect(), parts.types_fit);
        }
    }

    /// A page with what stands on it, by keys and names; the first and the last where there are too many.
    fn part(&mut self, path: &str, names: Vec<(String, &str)>, all: bool) {
        let count = names.len();
        let title = match self.book.language.as_str() {
            "zh" => format!("{count} 个"),
            _ => format!("{count} of them"),
        };
        let link = |(key, name): &(String, &str)| self.link(key, &escape::code(name));
        let named = match (all, names.as_slice()) {
            (false, [first, .., last]) => format!("{} … {}", link(first), link(last)),
            (_, names) => {
                let links: Vec<String> = names.iter().map(link).collect();
                links.join(self.pick(", ", "、"))
            }
        };
        let way = place::way(&self.path, path);
        let colon = self.pick(": ", "：");
        self.line(&format!("- [{title}](<{way}>){colon}{named}"));
    }

    /// The head of a page that has a part of the vendor.
    fn head_of_part(&mut self, path: &str, en: &'static str, zh: &'static str) {
        let title = format!("{}: {}", self.book.title, self.pick(en, zh));
        self.heading(1, "", &title);
        let way = place::way(path, &place::of_vendor(self.book));
        let back = self.pick("All parts", "返回目录");
        self.line(&format!("[{back}](<{way}>)"));
    }
}
