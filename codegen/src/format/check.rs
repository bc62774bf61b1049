//! Whether a file says the same after it was written anew.

use crate::source::{Node, NodeKind, Scalar, scalar};
use crate::spec::Shape;

/// Whether a text has the same values in the same places as a tree, maps of the language in any order, and as
/// many comments.
pub(super) fn same(root: &Node, mut comments: Vec<String>, written: &str, shape: Shape) -> bool {
    let Some(after) = super::tree(written) else {
        return false;
    };
    let mut there = super::read::document(written, &after).comments;
    comments.sort();
    there.sort();
    comments == there && equal(root, &after, shape)
}

fn equal(a: &Node, b: &Node, shape: Shape) -> bool {
    match (&a.kind, &b.kind) {
        (NodeKind::Scalar { text: one, .. }, NodeKind::Scalar { text: other, .. }) => {
            one == other && same_scalar(a, b)
        }
        (NodeKind::List(one), NodeKind::List(other)) => {
            let inner = match shape {
                Shape::List(inner) => inner(),
                _ => Shape::Value,
            };
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(a, b)| equal(a, b, inner))
        }
        (NodeKind::Map(one), NodeKind::Map(other)) => {
            let ordered = !matches!(shape, Shape::Map(..));
            let found = |index: usize, key: &str| {
                let there = other.get(index).filter(|entry| entry.key == key);
                there.or_else(|| other.iter().find(|entry| !ordered && entry.key == key))
            };
            one.len() == other.len()
                && one.iter().enumerate().all(|(index, entry)| {
                    found(index, &entry.key)
                        .is_some_and(|b| equal(&entry.value, &b.value, under(shape, &entry.key)))
                })
        }
        _ => false,
    }
}

/// Whether two scalars are the same in JSON.
fn same_scalar(a: &Node, b: &Node) -> bool {
    match (scalar(a), scalar(b)) {
        // A number that is none is unlike itself.
        (Some(Scalar::Float(one)), Some(Scalar::Float(other))) => one.to_bits() == other.to_bits(),
        (one, other) => one == other,
    }
}

/// What stands under a key of a map.
pub(super) fn under(shape: Shape, key: &str) -> Shape {
    match shape {
        Shape::Named(inner) => inner(),
        Shape::Map(_, keys) => keys()
            .iter()
            .find(|known| known.name == key)
            .map_or(Shape::Value, |known| (known.shape)()),
        Shape::Value | Shape::List(_) => Shape::Value,
    }
}
