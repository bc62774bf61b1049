//! Spec files in canonical order and style, without losing a comment.
//!
//! `read` takes a file apart into entries with their comments; `write` puts them down again. What a value
//! says is never taken apart: scalars are written as they stand, but for quotes that nobody needs. The result
//! is read once more and compared with what was there, so that a mistake here leaves a file as it is.

mod check;
mod quote;
mod read;
mod write;

use crate::source::{self, Edit, Node, SourceFile, Sources};
use crate::spec::{self, Shape};

/// The most characters that a line has where it can be broken.
pub const WIDTH: usize = 120;

/// A spec file, or a file that specs include: one whose root has no key `apiloom` and has `types`.
///
/// Gives the text in canonical order and style, or `None` if the file is not in the subset of YAML that specs
/// may use.
pub fn text(text: &str) -> Option<String> {
    let (written, same) = laid_out(text)?;
    Some(if same { written } else { text.to_owned() })
}

/// Whether a file would say something else in the style of this module, which then leaves it as it is: only
/// where a key is longer than the 1,024 characters that YAML allows outside brackets, or ends with U+0085,
/// which older YAML takes for a line break, as far as tests know.
#[doc(hidden)]
pub fn is_left_alone(text: &str) -> bool {
    laid_out(text).is_some_and(|(_, same)| !same)
}

/// A text in canonical order and style, and whether it says what it said before.
fn laid_out(text: &str) -> Option<(String, bool)> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let plain = plain.replace("\r\n", "\n").replace('\r', "\n");
    let root = tree(&plain)?;
    let shape = shape(&root);
    let document = read::document(&plain, &root);
    let comments = document.comments;
    let written = write::document(document.root, shape);
    let same = check::same(&root, comments, &written, shape);
    Some((written, same))
}

/// What makes a text one in canonical order and style; `None` as for [`text`].
pub fn edits(before: &str) -> Option<Vec<Edit>> {
    Some(source::edit::difference(before, &text(before)?))
}

/// The tree of a text, if nothing of it is refused.
fn tree(text: &str) -> Option<Node> {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("", text));
    let (root, refused) = source::read(id, sources.get(id));
    root.filter(|_| refused.is_empty())
}

fn shape(root: &Node) -> Shape {
    let fragment = root.get("apiloom").is_none() && root.get("vendor").is_none();
    match fragment && root.get("types").is_some() {
        true => spec::fragment_shape(),
        false => spec::shape(),
    }
}
