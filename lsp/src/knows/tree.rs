//! Trees of files, walked together with what the language knows of them.

use std::collections::HashMap;
use std::sync::LazyLock;

use apiloom_codegen::source::{Entry, Node, NodeKind};
use apiloom_codegen::spec::{self, Key, Shape};

/// One value on the way from the root of a file, and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'t> {
    pub(super) node: &'t Node,
    pub(super) shape: Shape,
    pub(super) under: Under<'t>,
}

/// What a value stands under.
#[derive(Clone, Copy, Debug)]
pub(super) enum Under<'t> {
    /// Nothing: it is the whole file.
    Root,
    /// A key of the language.
    Key(&'t Entry, &'static Key),
    /// A key that is the author's own.
    Name(&'t Entry),
    /// A key that has no place there.
    Unknown(&'t Entry),
    /// The items before it.
    Item,
}

impl<'t> Step<'t> {
    /// The whole of a file.
    pub(super) fn root(node: &'t Node, fragment: bool) -> Self {
        let shape = match fragment {
            true => spec::fragment_shape(),
            false => spec::shape(),
        };
        let under = Under::Root;
        Self { node, shape, under }
    }

    /// The entry that it is the value of.
    pub(super) fn entry(&self) -> Option<&'t Entry> {
        match self.under {
            Under::Key(entry, _) | Under::Name(entry) | Under::Unknown(entry) => Some(entry),
            Under::Root | Under::Item => None,
        }
    }

    /// The values directly in it.
    pub(super) fn children(&self) -> Vec<Step<'t>> {
        match (&self.node.kind, self.shape) {
            (NodeKind::Map(entries), shape) => {
                entries.iter().map(|entry| child(entry, shape)).collect()
            }
            (NodeKind::List(items), shape) => {
                let inner = match shape {
                    Shape::List(inner) => inner(),
                    _ => Shape::Value,
                };
                let item = |node| Step {
                    node,
                    shape: inner,
                    under: Under::Item,
                };
                items.iter().map(item).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the map that it is is called in the language.
    pub(super) fn what(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Map(what, _) => Some(what),
            _ => None,
        }
    }
}

fn child<'t>(entry: &'t Entry, shape: Shape) -> Step<'t> {
    let node = &entry.value;
    match shape {
        Shape::Map(what, keys) => match key_of(what, keys, &entry.key) {
            Some(key) => Step {
                node,
                shape: (key.shape)(),
                under: Under::Key(entry, key),
            },
            None => Step {
                node,
                shape: Shape::Value,
                under: Under::Unknown(entry),
            },
        },
        Shape::Named(inner) => {
            let inner = inner();
            let shape = match is_use(entry, inner) {
                true => Shape::List(|| Shape::Value),
                false => inner,
            };
            let under = Under::Name(entry);
            Step { node, shape, under }
        }
        Shape::List(_) | Shape::Value => Step {
            node,
            shape: Shape::Value,
            under: match shape {
                Shape::Value => Under::Name(entry),
                _ => Under::Unknown(entry),
            },
        },
    }
}

/// Whether an entry of fields takes over those of other records.
fn is_use(entry: &Entry, inner: Shape) -> bool {
    let field = matches!(inner, Shape::Map("a field", _));
    field && entry.key == "use" && matches!(entry.value.kind, NodeKind::List(_))
}

/// The keys of every map of the language, by what the map is called.
static KEYS: LazyLock<HashMap<&'static str, Vec<Key>>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    collect(spec::shape(), &mut found);
    collect(spec::fragment_shape(), &mut found);
    found
});

fn collect(shape: Shape, found: &mut HashMap<&'static str, Vec<Key>>) {
    match shape {
        Shape::Value => {}
        Shape::Named(inner) | Shape::List(inner) => collect(inner(), found),
        Shape::Map(what, keys) => {
            if found.contains_key(what) {
                return;
            }
            let keys = keys();
            found.insert(what, keys.clone());
            keys.iter().for_each(|key| collect((key.shape)(), found));
        }
    }
}

/// The keys of a map of the language.
pub(super) fn keys_of(what: &str) -> &'static [Key] {
    KEYS.get(what).map_or(&[], Vec::as_slice)
}

fn key_of(what: &str, _: fn() -> Vec<Key>, name: &str) -> Option<&'static Key> {
    keys_of(what).iter().find(|key| key.name == name)
}

/// Visits every value of a tree with the way to it, the value itself last.
pub(super) fn walk<'t>(root: Step<'t>, visit: &mut dyn FnMut(&[Step<'t>])) {
    let mut trail = vec![root];
    walk_from(&mut trail, visit);
}

fn walk_from<'t>(trail: &mut Vec<Step<'t>>, visit: &mut dyn FnMut(&[Step<'t>])) {
    visit(trail);
    let Some(last) = trail.last().copied() else {
        return;
    };
    for child in last.children() {
        trail.push(child);
        walk_from(trail, visit);
        trail.pop();
    }
}

/// Visits the values that have a place in them, in their keys, or at one of their ends.
pub(super) fn walk_to<'t>(root: Step<'t>, offset: usize, visit: &mut dyn FnMut(&[Step<'t>])) {
    let mut trail = vec![root];
    visit(&trail);
    while let Some(last) = trail.last() {
        let here = |step: &Step<'_>| {
            let key = step
                .entry()
                .is_some_and(|entry| holds(entry.key_span, offset));
            key || holds(step.node.span, offset)
        };
        // Two values can meet in brackets; the later one has the place in it.
        let mut found: Vec<Step<'t>> = last.children().into_iter().filter(here).collect();
        let Some(next) = found.pop() else { break };
        for other in found {
            trail.push(other);
            visit(&trail);
            trail.pop();
        }
        trail.push(next);
        visit(&trail);
    }
}

/// Where a place stands in a tree.
pub(super) struct Found<'t> {
    /// The way to the value that the place is in, or whose key it is in.
    pub(super) trail: Vec<Step<'t>>,
    /// Whether it is in the key of the last step.
    pub(super) in_key: bool,
}

/// The innermost value or key that has a place in it or at one of its ends.
pub(super) fn find(root: Step<'_>, offset: usize) -> Found<'_> {
    let mut trail = vec![root];
    while let Some(last) = trail.last() {
        let mut next = None;
        for child in last.children() {
            let key = child.entry().map(|entry| entry.key_span);
            if key.is_some_and(|key| holds(key, offset)) {
                trail.push(child);
                let in_key = true;
                return Found { trail, in_key };
            }
            if holds(child.node.span, offset) {
                next = Some(child);
            }
        }
        match next {
            Some(child) => trail.push(child),
            None => break,
        }
    }
    let in_key = false;
    Found { trail, in_key }
}

fn holds(span: apiloom_codegen::source::Span, offset: usize) -> bool {
    (span.start as usize..=span.end as usize).contains(&offset)
}

/// The last key of the language on a way: what its map is called, the key, and the steps that follow it.
pub(super) fn last_key<'w, 't>(
    trail: &'w [Step<'t>],
) -> Option<(&'static str, &'static str, &'w [Step<'t>])> {
    let index = trail
        .iter()
        .rposition(|step| matches!(step.under, Under::Key(..)))?;
    let Under::Key(_, key) = trail[index].under else {
        return None;
    };
    let what = trail.get(index.checked_sub(1)?)?.what()?;
    Some((what, key.name, &trail[index + 1..]))
}

/// The last map on a way that is called so, and where on the way it stands.
pub(super) fn last_map(trail: &[Step<'_>], what: &[&str]) -> Option<usize> {
    trail
        .iter()
        .rposition(|step| step.what().is_some_and(|found| what.contains(&found)))
}
