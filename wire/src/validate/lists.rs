//! The checks of lists.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use super::problem::{Problem, Unit};
use super::shown::Shown;
use super::{Place, Violations};

/// How many items are compared each with each: no longer list is faster that way.
const EACH_WITH_EACH: usize = 16;

impl Violations {
    /// `items`: a list or map has `min` to `max` items; `u64::MAX` is no limit.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.items(&Place::ROOT, 10, 0, 10);
    /// assert!(found.is_empty());
    /// found.items(&Place::ROOT, 11, 0, 10);
    /// assert_eq!(found.to_string(), "has 11 items, at most 10 are allowed");
    /// ```
    #[inline]
    pub fn items(&mut self, at: &Place<'_>, count: usize, min: u64, max: u64) {
        let count = count as u64;
        if count < min || count > max {
            self.wrong_items(at, [count, min, max]);
        }
    }

    /// `unique`: no item equals one before it. Each that does is a violation of its own.
    ///
    /// Up to sixteen items are compared each with each, without allocation; longer lists are hashed.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.unique(&Place::ROOT.field("tags", "tags"), &["new", "red", "new"]);
    /// assert_eq!(found.to_string(), "tags[2]: is equal to item [0], items must differ");
    /// ```
    #[inline]
    pub fn unique<T: Eq + Hash>(&mut self, at: &Place<'_>, items: &[T]) {
        if items.len() <= EACH_WITH_EACH {
            self.unique_compared(at, items);
        } else {
            self.unique_hashed(at, items);
        }
    }

    /// `unique` for items that have no hash, such as floats and records.
    ///
    /// Each is compared with each, which takes long for many thousands: limit the number of the items by
    /// [`items`](Violations::items), too.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.unique_compared(&Place::ROOT, &[0.5, 1.0, 0.5]);
    /// assert_eq!(found.to_string(), "[2]: is equal to item [0], items must differ");
    /// ```
    pub fn unique_compared<T: PartialEq>(&mut self, at: &Place<'_>, items: &[T]) {
        for (index, item) in items.iter().enumerate() {
            if let Some(first) = items.iter().take(index).position(|other| other == item) {
                self.equal_item(at, index, first);
            }
        }
    }

    fn unique_hashed<T: Eq + Hash>(&mut self, at: &Place<'_>, items: &[T]) {
        let mut seen = HashMap::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match seen.entry(item) {
                Entry::Vacant(entry) => drop(entry.insert(index)),
                Entry::Occupied(entry) => self.equal_item(at, index, *entry.get()),
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn wrong_items(&mut self, at: &Place<'_>, [found, min, max]: [u64; 3]) {
        let problem = Problem::Count {
            unit: Unit::Items,
            found,
            min,
            max,
        };
        self.add(at, problem, Shown::Nothing);
    }

    #[cold]
    #[inline(never)]
    fn equal_item(&mut self, at: &Place<'_>, index: usize, first: usize) {
        self.add(&at.item(index), Problem::Equal { first }, Shown::Nothing);
    }
}
