//! Pages as a browser's parser reads them.

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
];

/// What a page consists of: each element with its attributes, where it ends, and each comment.
///
/// Within preformatted code, only what is not the colour of a word is told, since how many words there are
/// depends on the text.
pub(crate) fn structure(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    assert!(page.errors.is_empty(), "{:?}\n{html}", page.errors);
    let mut found = Vec::new();
    let mut code = 0;
    for edge in page.tree.root().traverse() {
        use ego_tree::iter::Edge;
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    code += usize::from(element.name() == "pre");
                    if code == 0 || !is_colour(element) {
                        found.push(told(element));
                    }
                }
                Node::Comment(comment) => found.push(format!("comment {:?}", &**comment)),
                Node::ProcessingInstruction(_) => found.push("instruction".to_owned()),
                Node::Doctype(doctype) => found.push(format!("doctype {}", doctype.name())),
                Node::Document | Node::Fragment | Node::Text(_) => {}
            },
            Edge::Close(node) => {
                if let Some(element) = node.value().as_element() {
                    if code == 0 || !is_colour(element) {
                        found.push(format!("/{}", element.name()));
                    }
                    code -= usize::from(element.name() == "pre");
                }
            }
        }
    }
    found
}

/// Whether an element is only the colour of a word.
fn is_colour(element: &Element) -> bool {
    element.name() == "span" && element.attrs().all(|(name, _)| name == "class")
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

/// All values of an attribute.
pub(crate) fn values(html: &str, attribute: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let elements = page.tree.values().filter_map(Node::as_element);
    let values = elements.filter_map(|element| element.attr(attribute));
    values.map(str::to_owned).collect()
}

/// All that is to be read on a page.
pub(crate) fn text(html: &str) -> String {
    let page = Html::parse_document(html);
    page.root_element().text().collect()
}
