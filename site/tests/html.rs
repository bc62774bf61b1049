//! The static site of an invented vendor.

mod invented;

use std::collections::{BTreeMap, BTreeSet};

use apiloom_site::html;

/// What would be markup, script or a template if it were not escaped.
const HOSTILE: &str = "<b>\"'&{{7777*7777}}</script><script>alert(1)</script>\u{2028}]]>-->";

fn site(with: &str) -> BTreeMap<String, String> {
    let openapi = BTreeMap::from([("shop".to_owned(), "{}\n".to_owned())]);
    let files = html::files(&[invented::pair(with)], &openapi).expect("every page can be printed");
    files.into_iter().map(|f| (f.path, f.text)).collect()
}

fn pages(site: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    site.iter().filter(|(path, _)| path.ends_with(".html"))
}

#[test]
fn there_is_a_page_for_everything_in_both_languages() {
    let site = site("");
    for language in ["en", "zh"] {
        for page in [
            "index",
            "shop/index",
            "shop/operations/change_customer",
            "shop/types/customer",
            "shop/types/blob",
        ] {
            let page = format!("site/{language}/{page}.html");
            assert!(site.contains_key(&page), "{page}");
        }
    }
    for file in [
        "site/index.html",
        "site/shop/openapi.json",
        "site/assets/search-shop.js",
        "site/assets/contents-shop-zh.js",
    ] {
        assert!(site.contains_key(file), "{file}");
    }
}

#[test]
fn the_same_books_are_the_same_bytes() {
    assert_eq!(site("x"), site("x"));
}

/// The start tags of a page and its text, told apart as a browser does.
fn tags(text: &str) -> Vec<&str> {
    text.split('<')
        .skip(1)
        .filter_map(|part| part.split(|c: char| c == '>' || c.is_whitespace()).next())
        .collect()
}

/// How often each tag stands on a page.
fn counted(text: &str) -> BTreeMap<&str, usize> {
    let mut all = BTreeMap::new();
    for tag in tags(text) {
        // Code has other tokens, lines of drawings are broken by their width, braces in a path are parameters.
        if !["span", "/span", "text", "/text", "var", "/var"].contains(&tag) {
            *all.entry(tag).or_default() += 1;
        }
    }
    all
}

#[test]
fn hostile_texts_add_no_tag() {
    let plain = site("x");
    for (path, text) in pages(&site(HOSTILE)) {
        let (before, after) = (counted(&plain[path]), counted(text));
        for tag in before.keys().chain(after.keys()) {
            assert_eq!(after.get(tag), before.get(tag), "{path}: {tag}");
        }
        assert!(!text.contains("60481729"), "{path}: a template was run");
    }
    for (path, text) in site(HOSTILE)
        .iter()
        .filter(|(path, _)| path.ends_with(".js"))
    {
        assert_eq!(text.lines().count(), plain[path].lines().count(), "{path}");
        if path.contains("shop") {
            assert!(!text.contains('<') && !text.contains('\u{2028}'), "{path}");
        }
    }
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    for (path, text) in pages(&site("")) {
        assert!(text.contains("default-src 'none'"), "{path}");
        for bad in [
            "<style",
            " style=",
            " onclick",
            " onload",
            "<script>",
            "src=\"http",
            "//cdn",
        ] {
            assert!(!text.contains(bad), "{path}: {bad}");
        }
        for script in text.split("<script").skip(1) {
            assert!(
                script.starts_with(" src=\"") || script.starts_with(" defer src=\""),
                "{path}"
            );
        }
    }
}

/// The values of an attribute.
fn attributes<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    text.split(start.as_str())
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect()
}

/// Where a link leads, as a path of the site and an anchor.
fn resolved(from: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    if path.is_empty() {
        return (from.to_owned(), anchor.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor.to_owned())
}

#[test]
fn every_link_leads_somewhere() {
    for with in ["", HOSTILE] {
        let site = site(with);
        let anchors: BTreeMap<&str, BTreeSet<&str>> = pages(&site)
            .map(|(path, text)| (path.as_str(), attributes(text, "id").into_iter().collect()))
            .collect();
        let mut followed = 0;
        for (path, text) in pages(&site) {
            let links = [attributes(text, "href"), attributes(text, "src")].concat();
            for link in links
                .into_iter()
                .filter(|link| !link.starts_with("https://"))
            {
                let (to, anchor) = resolved(path, link);
                assert!(site.contains_key(&to), "{path}: {link}");
                assert!(
                    anchor.is_empty() || anchors[to.as_str()].contains(anchor.as_str()),
                    "{path}: {link}"
                );
                followed += 1;
            }
        }
        assert!(followed > 500, "{followed}");
    }
}

/// What a tooltip says, nobody with a phone or a keyboard reads.
#[test]
fn types_in_rust_are_to_be_read() {
    let site = site("");
    for (path, text) in pages(&site) {
        assert_eq!(attributes(text, "title"), Vec::<&str>::new(), "{path}");
    }
    let page = &site["site/en/shop/types/customer.html"];
    assert!(page.contains("<li class=\"in-rust\">Rust <code>"), "{page}");
}

#[test]
fn an_operation_is_there_as_markdown_with_what_belongs_to_it() {
    let site = site("");
    for language in ["en", "zh"] {
        let folder = format!("site/{language}/shop/operations");
        let page = &site[&format!("{folder}/change_customer.html")];
        assert!(attributes(page, "href").contains(&"change_customer.md"));
        let source = &site[&format!("{folder}/change_customer.md")];
        for part in ["## `change_customer`", "### `customerType`"] {
            assert!(source.contains(part), "{part}: {source}");
        }
    }
}

#[test]
fn no_anchor_stands_twice_on_a_page() {
    for (path, text) in pages(&site("")) {
        let ids = attributes(text, "id");
        let different: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), different.len(), "{path}: {ids:?}");
    }
}

#[test]
fn fields_of_types_stand_below_and_a_type_that_holds_itself_ends() {
    let site = site("");
    let page = &site["site/en/shop/operations/change_customer.html"];
    assert!(page.contains("id=\"field-customer.mobile\""));
    assert!(page.contains("customerType again, as above"));
    assert!(!page.contains("id=\"field-customer.parent.mobile\""));
}

#[test]
fn pages_say_where_the_same_is_in_the_other_language() {
    let site = site("");
    let page = &site["site/zh/shop/types/level.html"];
    assert!(page.contains("<html lang=\"zh-CN\">"));
    assert!(page.contains(
        "class=\"language\" href=\"../../../en/shop/types/level.html\" hreflang=\"en\" lang=\"en\""
    ));
}
