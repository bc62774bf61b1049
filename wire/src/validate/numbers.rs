//! The checks of numbers.

use std::cmp::Ordering;

use super::problem::{Bound, Problem};
use super::shown::Shown;
use super::{Place, Violations};
use crate::Decimal;
use crate::value::compare_numbers;

impl Violations {
    /// `range`: the integer is from `min` to `max`; None is no limit.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.range(&Place::ROOT, 200, Some(1), Some(200));
    /// assert!(found.is_empty());
    /// found.range(&Place::ROOT, 201_i64, Some(1), Some(200));
    /// assert_eq!(found.to_string(), "must be from 1 to 200 (found 201)");
    /// ```
    #[inline]
    pub fn range(
        &mut self,
        at: &Place<'_>,
        value: impl Into<i64>,
        min: Option<i64>,
        max: Option<i64>,
    ) {
        let value = value.into();
        if min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max) {
            self.integer_outside(at, value, min, max);
        }
    }

    /// `range` of a float; what is no number is in no range.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.float_range(&Place::ROOT, 0.5, Some(0.5), None);
    /// assert!(found.is_empty());
    /// found.float_range(&Place::ROOT, 0.25, Some(0.5), None);
    /// assert_eq!(found.to_string(), "must be 0.5 or more (found 0.25)");
    /// ```
    #[inline]
    pub fn float_range(&mut self, at: &Place<'_>, value: f64, min: Option<f64>, max: Option<f64>) {
        if min.is_some_and(|min| value < min)
            || max.is_some_and(|max| value > max)
            || value.is_nan()
        {
            self.float_outside(at, value, min, max);
        }
    }

    /// `range` of a decimal; the bounds are numbers in JSON's notation, compared digit by digit.
    ///
    /// ```
    /// use apiloom_wire::{Decimal, Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.decimal_range(&Place::ROOT, &Decimal::new("9.90")?, Some("0"), Some("9.9"));
    /// assert!(found.is_empty());
    /// found.decimal_range(&Place::ROOT, &Decimal::new("9.91")?, Some("0"), Some("9.9"));
    /// assert_eq!(found.to_string(), "must be from 0 to 9.9 (found 9.91)");
    /// # Ok::<(), apiloom_wire::InvalidNumber>(())
    /// ```
    pub fn decimal_range(
        &mut self,
        at: &Place<'_>,
        value: &Decimal,
        min: Option<&'static str>,
        max: Option<&'static str>,
    ) {
        let order = |bound| compare_numbers(value.as_str(), bound);
        if min.is_some_and(|min| order(min) == Ordering::Less)
            || max.is_some_and(|max| order(max) == Ordering::Greater)
        {
            self.decimal_outside(at, value, min, max);
        }
    }

    #[cold]
    #[inline(never)]
    fn integer_outside(&mut self, at: &Place<'_>, value: i64, min: Option<i64>, max: Option<i64>) {
        let (min, max) = (min.map(Bound::Integer), max.map(Bound::Integer));
        self.add(at, Problem::Range { min, max }, Shown::bare(at, value));
    }

    #[cold]
    #[inline(never)]
    fn float_outside(&mut self, at: &Place<'_>, value: f64, min: Option<f64>, max: Option<f64>) {
        let bound = |bound: f64| Bound::Float(bound.to_string());
        let (min, max) = (min.map(bound), max.map(bound));
        self.add(at, Problem::Range { min, max }, Shown::bare(at, value));
    }

    #[cold]
    #[inline(never)]
    fn decimal_outside(
        &mut self,
        at: &Place<'_>,
        value: &Decimal,
        min: Option<&'static str>,
        max: Option<&'static str>,
    ) {
        let (min, max) = (min.map(Bound::Decimal), max.map(Bound::Decimal));
        self.add(at, Problem::Range { min, max }, Shown::bare(at, value));
    }
}
