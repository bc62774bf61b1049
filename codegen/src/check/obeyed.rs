//! Whether the values that a spec gives by itself keep the constraints of their fields: defaults,
//! constants, examples.

use apiloom_wire::{Date, DateTime, Decimal, Place, Violations, functions as f};

use super::Check;
use crate::constraint::whole_match;
use crate::diagnostic::{Code, help};
use crate::model::{Constraint, Format, Type};
use crate::source::{Node, NodeKind, Span};

impl Check<'_> {
    /// Reports the constraints that a value breaks. `what` names its key.
    pub(super) fn obeyed(
        &mut self,
        constraints: &[Constraint],
        node: &Node,
        code: Code,
        what: &str,
    ) {
        for constraint in constraints {
            let broken = match &node.kind {
                NodeKind::Scalar { text, .. } => text_breaks(constraint, text),
                NodeKind::List(items) => list_breaks(constraint, items),
                NodeKind::Map(_) | NodeKind::Refused => false,
            };
            if broken {
                self.disobeyed(constraint, node.span, code, what);
            }
        }
    }

    /// The same for a value that is written as a text.
    pub(super) fn text_obeyed(
        &mut self,
        constraints: &[Constraint],
        (text, span): (&str, Span),
        what: &str,
    ) {
        let broken = constraints
            .iter()
            .filter(|constraint| text_breaks(constraint, text));
        for constraint in broken {
            self.disobeyed(constraint, span, Code::BadConstraint, what);
        }
    }

    /// Reports a text that has not the form that its type asks for: an address, a number, a day.
    pub(super) fn formed(&mut self, ty: &Type, text: &str, span: Span, code: Code, what: &str) {
        let form = match ty {
            Type::Trimmed(inner) => return self.formed(inner, text, span, code, what),
            Type::Sentinel(inner, none) if text != none => {
                return self.formed(inner, text, span, code, what);
            }
            Type::String(Some(format)) if !is_formed(*format, text) => match format {
                Format::Email => "e-mail address",
                Format::Phone => "phone number",
                Format::Url => "URL",
            },
            Type::Date(formats) if !is_date(formats, text) => "date of its format",
            Type::DateTime { formats, .. } if !is_time(formats, text) => {
                "date with a time of its format"
            }
            _ => return,
        };
        let message = format!("the {what} `{text}` is no {form}");
        let help = help!("correct the value, or the type", "改正该值，或改正类型");
        self.report(code, span, message, help);
    }

    fn disobeyed(&mut self, constraint: &Constraint, span: Span, code: Code, what: &str) {
        let message = format!("the {what} breaks {}", said(constraint));
        let help = help!(
            "correct the value, or the constraint",
            "改正该值，或改正约束"
        );
        self.report(code, span, message, help);
    }
}

fn text_breaks(constraint: &Constraint, text: &str) -> bool {
    match constraint {
        Constraint::Length(from, to) => outside(count(text.chars().count()), *from, *to),
        Constraint::ByteLength(from, to) => outside(count(text.len()), *from, *to),
        Constraint::Range(from, to) => {
            let Ok(value) = Decimal::new(text) else {
                return false;
            };
            let bound =
                |bound: &Option<String>| bound.as_deref().and_then(|text| Decimal::new(text).ok());
            bound(from).is_some_and(|from| f::decimal_order(&value, &from).is_lt())
                || bound(to).is_some_and(|to| f::decimal_order(&value, &to).is_gt())
        }
        Constraint::Pattern(pattern) => {
            whole_match(&pattern.source).is_ok_and(|regex| !regex.is_match(text))
        }
        // What stands in a text by commas is looked at when it is read.
        Constraint::Items(..) | Constraint::Unique => false,
    }
}

fn list_breaks(constraint: &Constraint, items: &[Node]) -> bool {
    match constraint {
        Constraint::Items(from, to) => outside(count(items.len()), *from, *to),
        Constraint::Unique => {
            let texts: Vec<&str> = items.iter().filter_map(Node::text).collect();
            let again = |(at, text): (usize, &&str)| texts[..at].contains(text);
            texts.iter().enumerate().any(again)
        }
        _ => false,
    }
}

fn outside(count: u64, from: Option<u64>, to: Option<u64>) -> bool {
    from.is_some_and(|from| count < from) || to.is_some_and(|to| count > to)
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A constraint as the spec says it.
fn said(constraint: &Constraint) -> String {
    let span = |from: String, to: String| format!("{from}..{to}");
    let counts = |from: &Option<u64>, to: &Option<u64>| {
        let text = |bound: &Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
        span(text(from), text(to))
    };
    match constraint {
        Constraint::Length(from, to) => format!("`length: {}`", counts(from, to)),
        Constraint::ByteLength(from, to) => format!("`byte_length: {}`", counts(from, to)),
        Constraint::Range(from, to) => {
            let text = |bound: &Option<String>| bound.clone().unwrap_or_default();
            format!("`range: {}`", span(text(from), text(to)))
        }
        Constraint::Pattern(pattern) => format!("`pattern: {}`", pattern.source),
        Constraint::Items(from, to) => format!("`items: {}`", counts(from, to)),
        Constraint::Unique => "`unique: true`".to_owned(),
    }
}

fn is_formed(format: Format, text: &str) -> bool {
    let mut found = Violations::new();
    match format {
        Format::Email => found.email(&Place::ROOT, text),
        Format::Phone => found.phone(&Place::ROOT, text),
        Format::Url => found.url(&Place::ROOT, text),
    }
    found.is_empty()
}

fn is_date(formats: &[String], text: &str) -> bool {
    match formats {
        [] => text.parse::<Date>().is_ok(),
        formats => is_read(formats, text),
    }
}

fn is_time(formats: &[String], text: &str) -> bool {
    match formats {
        [] => text.parse::<DateTime>().is_ok(),
        formats => is_read(formats, text),
    }
}

fn is_read(formats: &[String], text: &str) -> bool {
    let mut formats = formats.iter();
    formats.any(|format| DateTime::read_pattern(format, text).is_some())
}
