//! Where a value stands.

use std::fmt::Write as _;

use crate::MapKey;
use crate::error::{self, push_path, shortened};

/// Where a value stands, from the root: a list on the stack that becomes text only for a violation.
///
/// ```
/// use apiloom_wire::Place;
///
/// let customer = Place::ROOT.field("customer", "customer");
/// let tags = customer.field("tagList", "tags");
/// assert_eq!(tags.item(2).path(), "customer.tagList[2]");
/// assert_eq!(tags.item(2).field_path(), "customer.tags[2]");
/// ```
#[derive(Clone, Copy)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    secret: bool,
}

/// What a map's key is in a path; every [`MapKey`] has it.
pub trait KeyText {
    /// The key's text.
    fn key_text(&self) -> String;
}

impl<K: MapKey> KeyText for K {
    fn key_text(&self) -> String {
        self.to_text()
    }
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Field {
        wire: &'static str,
        rust: &'static str,
    },
    Around(&'static str),
    Item(usize),
    Key(&'a str),
    MapKey(&'a dyn KeyText),
}

impl Place<'static> {
    /// The root, whose paths are empty.
    pub const ROOT: Self = Self {
        parent: None,
        step: Step::Root,
        secret: false,
    };
}

impl Place<'_> {
    /// The member `wire` of the object that stands here, which is the field `rust` of its type.
    #[inline]
    #[must_use]
    pub const fn field(&self, wire: &'static str, rust: &'static str) -> Place<'_> {
        self.below(Step::Field { wire, rust })
    }

    /// The member `wire` of an object around the values that are checked: it is in the JSON path, and
    /// no type of Rust has a field for it.
    #[inline]
    #[must_use]
    pub const fn within(&self, wire: &'static str) -> Place<'_> {
        self.below(Step::Around(wire))
    }

    /// The item `index` of the list that stands here, counted from 0.
    #[inline]
    #[must_use]
    pub const fn item(&self, index: usize) -> Place<'_> {
        self.below(Step::Item(index))
    }

    /// The entry `key` of the map that stands here.
    #[inline]
    #[must_use]
    pub const fn key<'b>(&'b self, key: &'b str) -> Place<'b> {
        self.below(Step::Key(key))
    }

    /// The entry `key` of the map that stands here, for keys of any type.
    #[inline]
    #[must_use]
    pub const fn map_key<'b>(&'b self, key: &'b dyn KeyText) -> Place<'b> {
        self.below(Step::MapKey(key))
    }

    /// The same place, where neither the value nor anything in it may be seen: violations show
    /// `[secret]` instead.
    #[inline]
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Whether nobody may see what stands here.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// The JSON path as [`DecodeError`](crate::DecodeError) writes it, such as
    /// `customFields[2].content`; empty at the root.
    #[must_use]
    pub fn path(&self) -> String {
        let steps: Vec<error::Step> = self.steps().iter().filter_map(Step::on_the_wire).collect();
        let mut path = String::new();
        push_path(&mut path, steps.iter());
        path
    }

    /// The path by the names of Rust, such as `custom_fields[2].content`; empty at the root.
    #[must_use]
    pub fn field_path(&self) -> String {
        let mut path = String::new();
        for step in self.steps() {
            step.push_in_rust(&mut path);
        }
        path
    }

    #[inline]
    const fn below<'b>(&'b self, step: Step<'b>) -> Place<'b> {
        Place {
            parent: Some(self),
            step,
            secret: self.secret,
        }
    }

    /// The steps from the root to here.
    fn steps(&self) -> Vec<Step<'_>> {
        let mut steps: Vec<Step<'_>> = Vec::new();
        let mut place = Some(self);
        while let Some(here) = place {
            steps.push(here.step);
            place = here.parent;
        }
        steps.reverse();
        steps
    }
}

impl Step<'_> {
    fn on_the_wire(&self) -> Option<error::Step> {
        Some(match self {
            Self::Root => return None,
            Self::Field { wire, .. } => error::Step::Member((*wire).to_owned()),
            Self::Around(wire) => error::Step::Member((*wire).to_owned()),
            Self::Item(index) => error::Step::Item(*index),
            Self::Key(key) => error::Step::Member((*key).to_owned()),
            Self::MapKey(key) => error::Step::Member(key.key_text()),
        })
    }

    fn push_in_rust(&self, out: &mut String) {
        match self {
            Self::Root | Self::Around(_) => {}
            Self::Field { rust, .. } => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(rust);
            }
            // Writing to a String cannot fail.
            Self::Item(index) => drop(write!(out, "[{index}]")),
            Self::Key(key) => drop(write!(out, "[{}]", shortened(key))),
            Self::MapKey(key) => drop(write!(out, "[{}]", shortened(&key.key_text()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_decode_errors() {
        let root = Place::ROOT;
        let fields = root.field("customFields", "custom_fields");
        let (first, third) = (root.item(0), fields.item(2));
        let by_name = fields.key("a b");
        let around = root.within("data");
        let number = 7_i64;
        let by_number = fields.map_key(&number);
        let table = [
            (root, "", ""),
            (fields, "customFields", "custom_fields"),
            (third, "customFields[2]", "custom_fields[2]"),
            (
                third.field("content", "content"),
                "customFields[2].content",
                "custom_fields[2].content",
            ),
            (by_name, "customFields[\"a b\"]", "custom_fields[\"a b\"]"),
            (by_number, "customFields.7", "custom_fields[\"7\"]"),
            (root.field("since>=", "since"), "[\"since>=\"]", "since"),
            (
                around.field("nickName", "nick_name"),
                "data.nickName",
                "nick_name",
            ),
            (first.item(1), "[0][1]", "[0][1]"),
        ];
        for (place, path, field) in table {
            assert_eq!(place.path(), path);
            assert_eq!(place.field_path(), field);
        }
    }

    #[test]
    fn what_is_in_a_secret_is_secret() {
        let secret = Place::ROOT.field("key", "key").secret();
        assert!(secret.is_secret() && secret.item(0).field("a", "a").is_secret());
        assert!(!Place::ROOT.field("key", "key").is_secret());
    }
}
