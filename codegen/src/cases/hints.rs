//! What a pool of values must have: the bounds of constraints, and what rules over several fields name.

use crate::model::{Constraint, Pattern};

/// No count beyond this is tried: nobody wants to read such a document.
const MOST: u64 = 5_000;

/// What a pool of values must have.
#[derive(Clone, Default)]
pub(super) struct Hints<'a> {
    pub(super) constraints: Vec<&'a Constraint>,
    /// Texts that rules name.
    pub(super) texts: Vec<String>,
    /// Whole numbers that rules name.
    pub(super) ints: Vec<i64>,
    /// How many different values are needed.
    pub(super) different: usize,
}

impl<'a> Hints<'a> {
    /// The texts and numbers in the text of a rule.
    pub(super) fn read(&mut self, rule: &str) {
        let mut quoted = rule.split('"').skip(1).step_by(2);
        for text in quoted.by_ref() {
            self.texts.push(text.to_owned());
        }
        let is_number = |c: char| !(c.is_ascii_digit() || c == '-');
        let numbers = rule.split(is_number);
        for number in numbers.filter_map(|number| number.parse::<i64>().ok()) {
            let around = [number.saturating_sub(1), number, number.saturating_add(1)];
            self.ints.extend(around);
        }
    }

    /// The hints for the items of a list with these hints.
    pub(super) fn for_items(&self) -> Self {
        Self {
            constraints: Vec::new(),
            different: self.counts().last().copied().unwrap_or_default(),
            ..self.clone()
        }
    }

    pub(super) fn patterns(&self) -> impl Iterator<Item = &'a Pattern> {
        self.constraints
            .iter()
            .filter_map(|constraint| match constraint {
                Constraint::Pattern(pattern) => Some(pattern),
                _ => None,
            })
    }

    /// The bounds of ranges.
    pub(super) fn bounds(&self) -> impl Iterator<Item = &'a str> {
        let bounds = self
            .constraints
            .iter()
            .filter_map(|constraint| match constraint {
                Constraint::Range(from, to) => Some([from, to]),
                _ => None,
            });
        bounds.flatten().flatten().map(String::as_str)
    }

    /// The numbers of items that are of interest, in ascending order.
    pub(super) fn counts(&self) -> Vec<usize> {
        let bounds = self
            .constraints
            .iter()
            .filter_map(|constraint| match constraint {
                Constraint::Items(from, to) => Some([*from, *to]),
                _ => None,
            });
        let named = self.ints.iter().filter_map(|int| u64::try_from(*int).ok());
        let named = named.filter(|count| *count < 100);
        around(bounds.flatten().flatten().chain(named))
    }

    /// The lengths of texts that are of interest, in ascending order.
    pub(super) fn lengths(&self) -> Vec<usize> {
        let bounds = self
            .constraints
            .iter()
            .filter_map(|constraint| match constraint {
                Constraint::Length(from, to) => Some(vec![*from, *to]),
                Constraint::ByteLength(from, to) => {
                    // A character may have up to four bytes.
                    let all = |bound: Option<u64>| (1..=4).map(move |size| bound.map(|b| b / size));
                    Some(all(*from).chain(all(*to)).collect())
                }
                _ => None,
            });
        around(bounds.flatten().flatten())
    }
}

/// Small numbers, and those at bounds and beside them.
fn around(bounds: impl Iterator<Item = u64>) -> Vec<usize> {
    let beside = bounds.flat_map(|bound| [bound.saturating_sub(1), bound, bound.saturating_add(1)]);
    let mut all: Vec<usize> = [0, 1, 2, 3]
        .into_iter()
        .chain(beside)
        .filter(|count| *count <= MOST)
        .filter_map(|count| usize::try_from(count).ok())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
