//! Names, shapes and patterns that live as long as the program, each kept once.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use apiloom_wire::{Form, Pattern, Shape};

/// What is kept, by what it is made of.
struct Kept<K: 'static, V: 'static + ?Sized>(Mutex<BTreeMap<K, &'static V>>);

impl<K: Ord, V: ?Sized> Kept<K, V> {
    const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    fn get(&self, key: K, make: impl FnOnce(&K) -> &'static V) -> &'static V {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(&key) {
            return known;
        }
        let made = make(&key);
        kept.insert(key, made);
        made
    }
}

static TEXTS: Kept<String, str> = Kept::new();
static LISTS: Kept<Vec<String>, [&'static str]> = Kept::new();
static PATTERNS: Kept<String, Pattern> = Kept::new();
static SHAPES: Kept<ShapeKey, Shape> = Kept::new();

/// What a shape is made of.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ShapeKey {
    pub(super) name: String,
    pub(super) tuple: bool,
    /// The names of the members, each with whether it must be there.
    pub(super) members: Vec<(String, bool)>,
    /// Further names, each with the one that it stands for.
    pub(super) aliases: Vec<(String, String)>,
    pub(super) open: bool,
}

/// A text that stays.
pub(super) fn text(text: &str) -> &'static str {
    TEXTS.get(text.to_owned(), |text| text.clone().leak())
}

/// A list of texts that stays.
pub(super) fn texts(list: &[String]) -> &'static [&'static str] {
    LISTS.get(list.to_vec(), |list| {
        let list: Vec<&'static str> = list.iter().map(|item| text(item)).collect();
        list.leak()
    })
}

/// A regular expression that stays, compiled once.
pub(super) fn pattern(source: &str) -> &'static Pattern {
    PATTERNS.get(source.to_owned(), |source| {
        Box::leak(Box::new(Pattern::regex(text(source))))
    })
}

/// A shape that stays.
pub(super) fn shape(key: ShapeKey) -> &'static Shape {
    SHAPES.get(key, |key| {
        let form = if key.tuple { Form::Tuple } else { Form::Object };
        let names: Vec<String> = key.members.iter().map(|(name, _)| name.clone()).collect();
        let required: Vec<bool> = key.members.iter().map(|(_, required)| *required).collect();
        let aliases: Vec<(&'static str, &'static str)> = key
            .aliases
            .iter()
            .map(|(alias, name)| (text(alias), text(name)))
            .collect();
        let shape = Shape::new(text(&key.name), form, texts(&names), required.leak());
        let shape = shape.or(aliases.leak());
        Box::leak(Box::new(if key.open { shape.any() } else { shape }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_kept_once() {
        assert!(std::ptr::eq(text("a name"), text("a name")));
        let list = ["a".to_owned(), "b".to_owned()];
        assert!(std::ptr::eq(texts(&list), texts(&list)));
        assert!(std::ptr::eq(pattern("[a-z]+"), pattern("[a-z]+")));
        let key = || ShapeKey {
            name: "Customer".to_owned(),
            tuple: false,
            members: vec![("id".to_owned(), true)],
            aliases: Vec::new(),
            open: false,
        };
        assert!(std::ptr::eq(shape(key()), shape(key())));
    }
}
