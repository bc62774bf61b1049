//! Pages as a browser's parser reads them.

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

/// Attributes whose values are texts of a spec, or paths and anchors that are made of such.
const TEXTS: &[&str] = &[
    "alt",
    "content",
    "data-current",
    "data-vendor",
    "data-copy",
    "for",
    "href",
    "id",
    "title",
    "value",
    "viewBox",
];

/// What a page consists of.
pub(crate) struct Page {
    /// Each element with its attributes, where it ends, and each comment; but for what stands in the other two.
    pub(crate) parts: Vec<String>,
    /// What drawings are made of, once each: how many lines they have depends on the texts.
    pub(crate) drawn: BTreeSet<String>,
    /// What preformatted code is made of, once each: how many words have colours depends on the code.
    pub(crate) code: BTreeSet<String>,
    /// The values of all `id`s.
    pub(crate) ids: Vec<String>,
    /// Where all links lead, and what is loaded.
    pub(crate) links: Vec<String>,
}

/// Attributes that lead somewhere.
const LINKS: &[&str] = &[
    "action",
    "data",
    "formaction",
    "href",
    "poster",
    "src",
    "srcset",
    "xlink:href",
];

/// Reads a page.
pub(crate) fn read(html: &str) -> Page {
    let document = Html::parse_document(html);
    assert!(document.errors.is_empty(), "{:?}\n{html}", document.errors);
    let (mut parts, mut drawn, mut code) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let (mut ids, mut links) = (Vec::new(), Vec::new());
    let mut inside: Vec<String> = Vec::new();
    for edge in document.tree.root().traverse() {
        let mut tell = |part: String, names: String| match inside.last().map(String::as_str) {
            Some("svg") => drop(drawn.insert(names)),
            Some(_) => drop(code.insert(names)),
            None => parts.push(part),
        };
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    tell(told(element), named(element));
                    ids.extend(element.attr("id").map(str::to_owned));
                    let leading = element.attrs().filter(|(name, _)| LINKS.contains(name));
                    links.extend(leading.map(|(_, value)| value.to_owned()));
                    if matches!(element.name(), "pre" | "svg") {
                        inside.push(element.name().to_owned());
                    }
                }
                Node::Comment(comment) => {
                    let comment = format!("comment {:?}", &**comment);
                    tell(comment.clone(), comment);
                }
                Node::ProcessingInstruction(_) => tell("instruction".into(), "instruction".into()),
                Node::Doctype(_) | Node::Document | Node::Fragment | Node::Text(_) => {}
            },
            Edge::Close(node) => {
                if let Some(element) = node.value().as_element() {
                    if inside.last().is_some_and(|name| name == element.name()) {
                        inside.pop();
                    } else {
                        let end = format!("/{}", element.name());
                        tell(end.clone(), end);
                    }
                }
            }
        }
    }
    Page {
        parts,
        drawn,
        code,
        ids,
        links,
    }
}

/// An element with the names of its attributes; of classes and links, what they are.
fn named(element: &Element) -> String {
    let mut names: Vec<String> = element
        .attrs()
        .map(|(name, value)| match name {
            "class" => format!("class={value:?}"),
            name => name.to_owned(),
        })
        .collect();
    names.sort();
    format!("{} {}", element.name(), names.join(" "))
}

fn told(element: &Element) -> String {
    let mut attributes: Vec<String> = element
        .attrs()
        .map(
            |(name, value)| match name.starts_with("aria-label") || TEXTS.contains(&name) {
                true => name.to_owned(),
                false => format!("{name}={value:?}"),
            },
        )
        .collect();
    attributes.sort();
    format!("{} {}", element.name(), attributes.join(" "))
}

/// All that is to be read on a page.
pub(crate) fn text(html: &str) -> String {
    let page = Html::parse_document(html);
    page.root_element().text().collect()
}
