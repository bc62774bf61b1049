//! The checks over several fields of a record.

use super::problem::{Problem, Set};
use super::shown::Shown;
use super::{Message, Place, Severity, Violations};
use crate::{Codec, Json, OtherVariant};

/// The wire name of a field, and whether it is given.
type Given = (&'static str, bool);

impl Violations {
    /// `all_or_none`: either all of the fields are given, or none is. A message of the spec takes the
    /// place of the usual one.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.all_or_none(&Place::ROOT, &[("type", true), ("value", false)], None);
    /// assert_eq!(found.to_string(), "all of type, value must be given, or none; missing: value");
    /// ```
    #[inline]
    pub fn all_or_none(&mut self, at: &Place<'_>, fields: &[Given], message: Option<Message>) {
        let count = given(fields);
        if count != 0 && count != fields.len() {
            self.wrong_set(at, Set::AllOrNone, fields, message);
        }
    }

    /// `exactly_one`: one of the fields is given, and no other.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.exactly_one(&Place::ROOT, &[("id", true), ("email", true)], None);
    /// assert_eq!(found.to_string(), "exactly one of id, email must be given; given: id, email");
    /// ```
    #[inline]
    pub fn exactly_one(&mut self, at: &Place<'_>, fields: &[Given], message: Option<Message>) {
        if given(fields) != 1 {
            self.wrong_set(at, Set::ExactlyOne, fields, message);
        }
    }

    /// `at_least_one`: one of the fields is given, or several.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.at_least_one(&Place::ROOT, &[("id", false), ("email", false)], None);
    /// assert_eq!(found.to_string(), "at least one of id, email must be given");
    /// ```
    #[inline]
    pub fn at_least_one(&mut self, at: &Place<'_>, fields: &[Given], message: Option<Message>) {
        if given(fields) == 0 {
            self.wrong_set(at, Set::AtLeastOne, fields, message);
        }
    }

    /// `at_most_one`: one of the fields is given, or none.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations, validate::Message};
    ///
    /// let mut found = Violations::new();
    /// let fields = [("page", true), ("cursor", true)];
    /// found.at_most_one(&Place::ROOT, &fields, Some(Message::from("page or cursor, not both")));
    /// assert_eq!(found.to_string(), "page or cursor, not both");
    /// ```
    #[inline]
    pub fn at_most_one(&mut self, at: &Place<'_>, fields: &[Given], message: Option<Message>) {
        if given(fields) > 1 {
            self.wrong_set(at, Set::AtMostOne, fields, message);
        }
    }

    /// A rule of the spec's own, or of a validator written by hand: `holds` tells whether it is kept,
    /// `rule` is its name, `require` if it has none.
    ///
    /// ```
    /// use apiloom_wire::{Place, Severity, Violations};
    ///
    /// let (start, end) = (20, 10);
    /// let mut found = Violations::new();
    /// found.require(&Place::ROOT, end >= start, "order", Severity::Warning, "ends before it starts");
    /// assert_eq!(found.to_string(), "warning: ends before it starts");
    /// ```
    #[inline]
    pub fn require(
        &mut self,
        at: &Place<'_>,
        holds: bool,
        rule: &'static str,
        severity: Severity,
        message: impl Into<Message>,
    ) {
        if !holds {
            self.not_held(at, rule, severity, message.into());
        }
    }

    /// A rule of the spec that is broken; it has no value of its own to show.
    #[cold]
    pub fn broken(
        &mut self,
        at: &Place<'_>,
        rule: &'static str,
        severity: Severity,
        message: impl Into<Message>,
    ) {
        self.require(at, false, rule, severity, message);
    }

    /// The content of a variant that was kept as it came, as a value of the type that its tag says;
    /// `type` where it is `expected` and another.
    ///
    /// ```
    /// use apiloom_wire::{OtherVariant, Place, Plain, Violations, validate::Message};
    ///
    /// let mut found = Violations::new();
    /// let at = &Place::ROOT.field("content", "content");
    /// let other = OtherVariant::new("number", "x");
    /// found.content::<i64, _>(at, &other, Plain, Message::new("an integer", "整数"));
    /// assert_eq!(found.to_string(), "content: must be an integer, found string (found \"x\")");
    /// ```
    pub fn content<T, C: Codec<T>>(
        &mut self,
        at: &Place<'_>,
        other: &OtherVariant,
        codec: C,
        expected: Message,
    ) -> Option<T> {
        let content = other.content_as(codec);
        if content.is_none() {
            self.wrong_type(at, expected, other.content.as_ref());
        }
        content
    }

    /// `type`: says that the value that stands here, None if there is none, is not `expected`, such as
    /// `an integer`. For variants of a union that were kept though their content is of another type.
    ///
    /// ```
    /// use apiloom_wire::{Json, Place, Violations, validate::Message};
    ///
    /// let mut found = Violations::new();
    /// let at = &Place::ROOT.field("content", "content");
    /// found.wrong_type(at, Message::new("an integer", "整数"), Some(&Json::from("x")));
    /// assert_eq!(found.to_string(), "content: must be an integer, found string (found \"x\")");
    /// ```
    #[cold]
    pub fn wrong_type(&mut self, at: &Place<'_>, expected: Message, value: Option<&Json>) {
        let shown = match value {
            Some(Json::String(text)) => Shown::text(at, text),
            Some(value @ (Json::Number(_) | Json::Bool(_))) => Shown::bare(at, value),
            // A secret could hide anywhere in there.
            _ => Shown::Nothing,
        };
        let found = value.map(Json::kind);
        self.add(at, Problem::Type { expected, found }, shown);
    }

    #[cold]
    #[inline(never)]
    fn wrong_set(&mut self, at: &Place<'_>, set: Set, fields: &[Given], message: Option<Message>) {
        let of = |wanted: bool| -> Vec<&'static str> {
            let fields = fields.iter().filter(|(_, given)| *given == wanted);
            fields.map(|(name, _)| *name).collect()
        };
        let problem = match message {
            Some(message) => Problem::Own {
                rule: set.rule(),
                message,
            },
            None => Problem::Set {
                set,
                names: fields.iter().map(|(name, _)| *name).collect(),
                given: of(true),
                missing: of(false),
            },
        };
        self.add(at, problem, Shown::Nothing);
    }

    #[cold]
    #[inline(never)]
    fn not_held(
        &mut self,
        at: &Place<'_>,
        rule: &'static str,
        severity: Severity,
        message: Message,
    ) {
        self.add_severe(at, severity, Problem::Own { rule, message }, Shown::Nothing);
    }
}

#[inline]
fn given(fields: &[Given]) -> usize {
    fields.iter().filter(|(_, given)| *given).count()
}
