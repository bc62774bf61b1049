//! The checks of any text: length, size, pattern.

use super::problem::{Problem, Unit};
use super::shown::Shown;
use super::{CheckedText, Pattern, Place, Violations};

impl Violations {
    /// `length`: the text has `min` to `max` characters (Unicode scalar values); `u64::MAX` is no limit.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.length(&Place::ROOT, "名字", 1, 2);
    /// assert!(found.is_empty());
    /// found.length(&Place::ROOT, "名字", 3, u64::MAX);
    /// assert_eq!(
    ///     found.to_string(),
    ///     "has 2 characters, at least 3 are required (found \"名字\")",
    /// );
    /// ```
    #[inline]
    pub fn length<T>(&mut self, at: &Place<'_>, value: &T, min: u64, max: u64)
    where
        T: CheckedText + ?Sized,
    {
        let text = value.checked_text();
        // A character has one to four bytes, so most texts need no counting.
        let bytes = text.len() as u64;
        if bytes > max || bytes.div_ceil(4) < min {
            let count = text.chars().count() as u64;
            if count < min || count > max {
                self.miscounted(at, value, Unit::Characters, [count, min, max]);
            }
        }
    }

    /// `byte_length`: the text has `min` to `max` bytes of UTF-8; `u64::MAX` is no limit.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.byte_length(&Place::ROOT, "名字", 1, 6);
    /// assert!(found.is_empty());
    /// found.byte_length(&Place::ROOT, "名字", 1, 5);
    /// assert_eq!(found.to_string(), "has 6 bytes, at most 5 are allowed (found \"名字\")");
    /// ```
    #[inline]
    pub fn byte_length<T>(&mut self, at: &Place<'_>, value: &T, min: u64, max: u64)
    where
        T: CheckedText + ?Sized,
    {
        let count = value.checked_text().len() as u64;
        if count < min || count > max {
            self.miscounted(at, value, Unit::Bytes, [count, min, max]);
        }
    }

    /// `pattern`: the whole text matches.
    ///
    /// ```
    /// use apiloom_wire::{Pattern, Piece, Place, Secret, Violations};
    ///
    /// static CODE: Pattern = Pattern::pieces("[A-Z]{2}", &[Piece::one_of(&[('A', 'Z')], 2, 2)]);
    ///
    /// let mut found = Violations::new();
    /// found.pattern(&Place::ROOT, "DE", &CODE);
    /// assert!(found.is_empty());
    /// found.pattern(&Place::ROOT, &Secret::new("hunter2"), &CODE);
    /// assert_eq!(found.to_string(), "does not match the pattern [A-Z]{2} (found [secret])");
    /// ```
    #[inline]
    pub fn pattern<T>(&mut self, at: &Place<'_>, value: &T, pattern: &'static Pattern)
    where
        T: CheckedText + ?Sized,
    {
        if !pattern.matches(value.checked_text()) {
            self.mismatched(at, value, pattern);
        }
    }

    #[cold]
    #[inline(never)]
    fn miscounted<T>(&mut self, at: &Place<'_>, value: &T, unit: Unit, [found, min, max]: [u64; 3])
    where
        T: CheckedText + ?Sized,
    {
        let problem = Problem::Count {
            unit,
            found,
            min,
            max,
        };
        self.add(at, problem, Shown::text(at, value));
    }

    #[cold]
    #[inline(never)]
    fn mismatched<T>(&mut self, at: &Place<'_>, value: &T, pattern: &'static Pattern)
    where
        T: CheckedText + ?Sized,
    {
        let problem = Problem::Pattern {
            source: pattern.source(),
            broken: pattern.why_broken(),
        };
        self.add(at, problem, Shown::text(at, value));
    }
}
