//! A vendor whose Markdown would be too long for one page has several, which lead to each other.

use std::collections::BTreeMap;

use crate::links::{self, Read};
use crate::made;

/// More than this is not shown by those who show Markdown of repositories.
const SHOWN: usize = 512_000;

fn read(pages: &[(String, String)], vendor: &str) -> Vec<String> {
    let pages = pages.iter();
    let mut read: BTreeMap<&str, Read> = pages
        .map(|(path, text)| (path.as_str(), links::of_markdown(text)))
        .collect();
    // What is only linked to.
    let others = [
        format!("{vendor}.md"),
        format!("{vendor}.zh.md"),
        format!("openapi-of-{vendor}"),
    ];
    for other in &others {
        read.entry(other).or_default();
    }
    let openapi = format!("../site/{vendor}/openapi.json");
    for page in read.values_mut() {
        page.links.retain(|link| *link != openapi);
    }
    links::problems(&read)
}

#[test]
fn parts_of_any_size_lead_to_each_other() {
    for pair in apiloom_site::books(&made::apis(&made::specs_in("specs"))) {
        for book in [pair.en, pair.zh] {
            let whole = apiloom_site::markdown::page(&book);
            let one = apiloom_site::markdown::pages(&book, whole.len());
            assert_eq!(one.len(), 1);
            assert_eq!(one[0].1, whole, "what fits is one page");
            for most in [whole.len() - 1, 20_000, 4_000] {
                let pages = apiloom_site::markdown::pages(&book, most);
                assert!(pages.len() > 2, "{}: {most}", book.vendor);
                assert_eq!(pages[0].0, one[0].0, "the first page stays where it is");
                assert_eq!(read(&pages, &book.vendor), Vec::<String>::new(), "{most}");
                let text: String = pages.iter().map(|(_, text)| text.as_str()).collect();
                for operation in &book.operations {
                    let heading = format!("\n## `{}`\n", operation.id);
                    assert_eq!(text.matches(&heading).count(), 1, "{heading}");
                }
                for ty in &book.types {
                    let heading = format!("\n## `{}`\n", ty.name);
                    assert_eq!(text.matches(&heading).count(), 1, "{heading}");
                }
            }
        }
    }
}

/// A spec of many operations with a type each; the first types hold each other.
fn large(operations: usize) -> String {
    let doc = "What it does is told at length. ".repeat(60);
    let mut types = String::new();
    let mut calls = String::new();
    for n in 0..operations {
        let next = match n < 45 {
            true => format!(", next: Item{}", (n + 1) % 45),
            false => String::new(),
        };
        types.push_str(&format!(
            "  Item{n}: {{ doc: \"{doc}\", fields: {{ id: int64!{next} }} }}\n"
        ));
        calls.push_str(&format!(
            "  get_item{n}: {{ http: \"GET /items{n}/{{id}}\", doc: \"{doc}\", path: {{ id: int64 }}, returns: Item{n} }}\n"
        ));
    }
    format!(
        "apiloom: 1\nvendor: large\ntitle: Large\nservers: {{ default: https://api.large.example }}\n\
         types:\n{types}operations:\n{calls}"
    )
}

#[test]
fn no_page_is_longer_than_is_shown() {
    let path = made::here().join("tests/hostile/large.yaml");
    let checked = made::check_text(&path, &large(200));
    assert_eq!(made::errors(&checked), Vec::<String>::new());
    let files = made::files(&checked.apis);
    assert_eq!(links::problems(&links::read(&files)), Vec::<String>::new());
    let pages: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.starts_with("vendors/"))
        .collect();
    assert!(pages.len() > 4, "{}", pages.len());
    let sum: usize = pages.iter().map(|(_, text)| text.len()).sum();
    assert!(sum > SHOWN, "{sum}");
    for (path, text) in pages {
        assert!(text.len() < SHOWN, "{path}: {}", text.len());
    }
    // Of the types that an operation reaches, those that are near are told of with it.
    let alone = &files["site/en/large/operations/get_item7.md"];
    assert!(alone.contains("### `Item44`") && !alone.contains("### `Item2`"));
    assert!(alone.ends_with("These hold 5 more types, which are not told of here.\n"));
    assert!(files["vendors/large.md"].contains("(<large/operations-1.md#get_item0>)"));
    assert!(files["vendors/large/types-1.zh.md"].contains("(<operations-1.zh.md#get_item0>)"));
}
