//! What callers can write because of something: the doors of a generated client.
//!
//! Two clients are compared by these, so that what breaks callers follows from what is generated for them and
//! not from a list of kinds of changes.

use std::collections::{BTreeMap, BTreeSet};

use super::Verdict;
use crate::ident;
use crate::lower::{Given, Slot, required};
use crate::model::{Access, Field, Setting};

/// What callers can write because of something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Doors {
    /// What only breaks callers if it goes: a method, a field that is read.
    kept: BTreeSet<String>,
    /// What must neither go nor come: a field of a struct that callers make, a variant that they match.
    exact: BTreeSet<String>,
}

impl Doors {
    /// Adds what only breaks callers if it goes.
    pub(super) fn keep(&mut self, door: String) {
        self.kept.insert(door);
    }

    /// Adds what must neither go nor come.
    pub(super) fn exact(&mut self, door: String) {
        self.exact.insert(door);
    }

    /// The doors with the names of types that callers of the older client know.
    pub(super) fn renamed(self, names: &BTreeMap<String, String>) -> Self {
        if names.is_empty() {
            return self;
        }
        let all = |set: BTreeSet<String>| set.iter().map(|d| rename(d, names)).collect();
        Self {
            kept: all(self.kept),
            exact: all(self.exact),
        }
    }

    /// Whether what must neither go nor come is the same.
    pub(super) fn same_exact(&self, other: &Self) -> bool {
        self.exact == other.exact
    }

    /// Whether all that may come but not go is still there.
    pub(super) fn keeps(&self, newer: &Self) -> bool {
        self.kept.is_subset(&newer.kept)
    }

    /// What newer doors do to those who use these.
    pub(super) fn replaced_by(&self, newer: &Self) -> Verdict {
        if self == newer {
            return Verdict::Nothing;
        }
        match self.exact == newer.exact && self.keeps(newer) {
            true => Verdict::Compatible,
            false => Verdict::Breaking,
        }
    }
}

/// A text of Rust in which types have other names.
pub(super) fn rename(text: &str, names: &BTreeMap<String, String>) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        out.push_str(names.get(word).map_or(word, String::as_str));
        let other = rest[end..].find(is_part).unwrap_or(rest.len() - end);
        out.push_str(&rest[end..end + other]);
        rest = &rest[end + other..];
    }
    out
}

/// The doors of a field of a struct; `made` says whether callers make the struct, `setter` what the method is
/// called that sets it.
pub(super) fn of_field(field: &Field, slot: &Slot, made: bool, setter: &str) -> Doors {
    let name = ident::snake(&field.name);
    let mut doors = match made {
        true => of_input(field, slot, &format!("{name}: "), setter),
        false => Doors::default(),
    };
    doors.keep(format!("field {name}: {}", slot.ty));
    doors
}

/// The doors of what callers give; of what is given one after the other, nobody sees the `name`.
pub(super) fn of_input(field: &Field, slot: &Slot, name: &str, setter: &str) -> Doors {
    let mut doors = Doors::default();
    if slot.required {
        doors.exact(format!("given {name}{}", slot.ty));
    } else if field.access != Access::Read {
        doors.keep(format!("method {setter}({})", slot.source.ty));
        if field.is_clearable() {
            doors.keep(format!("method {}()", ident::clear(&field.name)));
        }
    }
    doors
}

/// The doors of a setting: it is set but never cleared.
pub(super) fn of_setting(setting: &Setting, slot: &Slot) -> Doors {
    let mut field = setting.field.clone();
    (field.nullable, field.clear) = (false, crate::model::Clear::Never);
    of_field(&field, slot, true, &ident::setter(&field.name).to_string())
}

/// How the required values of something are given: not at all, one after the other, or by name.
pub(super) fn constructor(slots: &[(&Field, Slot)]) -> Vec<String> {
    let needed = slots.iter().filter(|(_, slot)| slot.required);
    match required(slots) {
        Given::Nothing => Vec::new(),
        Given::Struct => vec!["{ … }".to_owned()],
        Given::Positional => needed
            .map(|(field, slot)| format!("{}: {}", ident::snake(&field.name), slot.source.ty))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_renamed() {
        let names = BTreeMap::from([("Kind".to_owned(), "Sort".to_owned())]);
        assert_eq!(
            rename("Option < Kind > KindOf x_Kind Kind", &names),
            "Option < Sort > KindOf x_Kind Sort"
        );
        assert_eq!(rename("类型 Kind。", &names), "类型 Sort。");
    }

    #[test]
    fn doors_may_come_but_not_go() {
        let (mut old, mut new) = (Doors::default(), Doors::default());
        assert_eq!(old.replaced_by(&new), Verdict::Nothing);
        new.keep("a".to_owned());
        assert_eq!(old.replaced_by(&new), Verdict::Compatible);
        assert_eq!(new.replaced_by(&old), Verdict::Breaking);
        old.keep("a".to_owned());
        new.exact("b".to_owned());
        assert_eq!(old.replaced_by(&new), Verdict::Breaking);
        assert_eq!(new.replaced_by(&old), Verdict::Breaking);
    }
}
