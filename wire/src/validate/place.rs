//! Where a value stands.

use std::fmt::Write as _;

use crate::MapKey;
use crate::error::{is_word, push_member, shortened};

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
    Parameter {
        part: &'static str,
        wire: &'static str,
        rust: &'static str,
    },
    Around(&'static str),
    Item(usize),
    Key(&'a str),
    MapKey(&'a dyn KeyText),
    Patterned {
        rust: &'static str,
        prefix: &'static str,
        key: &'a dyn KeyText,
        suffix: &'static str,
    },
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

    /// The parameter `wire` of a request, in the part of it that is called `part` (`path`, `query`,
    /// `header` or `cookie`); it is the field `rust` of the inputs.
    #[inline]
    #[must_use]
    pub const fn parameter(
        &self,
        part: &'static str,
        wire: &'static str,
        rust: &'static str,
    ) -> Place<'_> {
        self.below(Step::Parameter { part, wire, rust })
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

    /// The member of the object that stands here whose name is `key` between two texts; it is an entry of
    /// the field `rust` of its type.
    #[inline]
    #[must_use]
    pub const fn patterned<'b>(
        &'b self,
        rust: &'static str,
        prefix: &'static str,
        key: &'b dyn KeyText,
        suffix: &'static str,
    ) -> Place<'b> {
        self.below(Step::Patterned {
            rust,
            prefix,
            key,
            suffix,
        })
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
        let mut path = String::with_capacity(self.length());
        self.push_steps(&mut path, &|step, out| step.push_on_the_wire(out));
        path
    }

    /// The path by the names of Rust, such as `custom_fields[2].content`; empty at the root.
    #[must_use]
    pub fn field_path(&self) -> String {
        let mut path = String::with_capacity(self.length());
        self.push_steps(&mut path, &|step, out| step.push_in_rust(out));
        path
    }

    /// The path by the names of Rust, if it is not that on the wire.
    pub(super) fn other_path(&self) -> Option<String> {
        let mut place = self;
        loop {
            if place.step.has_two_names() {
                return Some(self.field_path());
            }
            place = place.parent?;
        }
    }

    #[inline]
    const fn below<'b>(&'b self, step: Step<'b>) -> Place<'b> {
        Place {
            parent: Some(self),
            step,
            secret: self.secret,
        }
    }

    /// Appends the steps from the root to here.
    fn push_steps(&self, out: &mut String, push: &dyn Fn(&Step<'_>, &mut String)) {
        if let Some(parent) = self.parent {
            parent.push_steps(out, push);
        }
        push(&self.step, out);
    }

    /// About as many bytes as the path has, and mostly no fewer: one allocation is then enough.
    fn length(&self) -> usize {
        const INDEX: usize = 4;
        let mut length = 0;
        let mut place = Some(self);
        while let Some(here) = place {
            length += match here.step {
                Step::Root => 0,
                Step::Field { wire, rust } => wire.len().max(rust.len()) + 1,
                Step::Parameter { part, wire, rust } => {
                    (part.len() + wire.len() + 1).max(rust.len()) + 1
                }
                Step::Patterned {
                    rust,
                    prefix,
                    suffix,
                    ..
                } => (prefix.len() + suffix.len()).max(rust.len()) + INDEX,
                Step::Item(_) | Step::MapKey(_) => INDEX,
                Step::Key(key) | Step::Around(key) => key.len() + INDEX,
            };
            place = here.parent;
        }
        length
    }
}

impl Step<'_> {
    /// Whether it may be written one way on the wire and another in Rust.
    fn has_two_names(&self) -> bool {
        match self {
            Self::Root | Self::Item(_) => false,
            Self::Field { wire, rust } => wire != rust || !is_word(wire),
            Self::Parameter { .. }
            | Self::Around(_)
            | Self::Key(_)
            | Self::MapKey(_)
            | Self::Patterned { .. } => true,
        }
    }

    fn push_on_the_wire(&self, out: &mut String) {
        match self {
            Self::Root => {}
            Self::Field { wire, .. } => push_member(out, wire),
            // Writing to a String cannot fail.
            Self::Item(index) => drop(write!(out, "[{index}]")),
            Self::Key(key) | Self::Around(key) => push_member(out, key),
            Self::MapKey(key) => push_member(out, &key.key_text()),
            Self::Parameter { part, wire, .. } => {
                push_member(out, part);
                push_member(out, wire);
            }
            Self::Patterned {
                prefix,
                key,
                suffix,
                ..
            } => push_member(out, &format!("{prefix}{}{suffix}", key.key_text())),
        }
    }

    fn push_in_rust(&self, out: &mut String) {
        match self {
            Self::Root | Self::Around(_) => {}
            Self::Field { rust, .. } | Self::Parameter { rust, .. } => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(rust);
            }
            // Writing to a String cannot fail.
            Self::Item(index) => drop(write!(out, "[{index}]")),
            Self::Key(key) => drop(write!(out, "[{}]", shortened(key))),
            Self::MapKey(key) => drop(write!(out, "[{}]", shortened(&key.key_text()))),
            Self::Patterned { rust, key, .. } => {
                let dot = if out.is_empty() { "" } else { "." };
                let key = key.key_text();
                out.push_str(&format!("{dot}{rust}[{}]", shortened(&key)));
            }
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
        let by_pattern = fields.patterned("text", "Text_", &number, "");
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
            (
                by_pattern,
                "customFields.Text_7",
                "custom_fields.text[\"7\"]",
            ),
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
