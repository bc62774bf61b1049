//! Constraints of fields: each fits its type, and all of them can be kept together.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::model::{CodeKind, Constraint, Pattern, Type, TypeKind, WriteForm};
use crate::source::Span;
use crate::spec::{More, Text};

/// What the values of a type can be measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// Their characters.
    Text,
    /// Their size.
    Number,
    /// Their items.
    List,
    /// Their items, and the characters of the text that they stand in.
    TextOfItems,
    /// Nothing.
    Nothing,
}

impl Check<'_> {
    pub(super) fn constraints(&mut self, more: &More, ty: &Type) -> Option<Vec<Constraint>> {
        let measure = self.measure(ty);
        let mut constraints = Vec::new();
        if let Some(text) = &more.length {
            let (from, to) = self.counts(text, "length", measure)?;
            constraints.push(Constraint::Length(from, to));
        }
        if let Some(text) = &more.byte_length {
            let (from, to) = self.counts(text, "byte_length", measure)?;
            constraints.push(Constraint::ByteLength(from, to));
        }
        if let Some(text) = &more.range {
            self.fits(text.span, "range", measure == Measure::Number, "a number")?;
            let (from, to) = self.bounds(text, decimal)?;
            constraints.push(Constraint::Range(from, to));
        }
        if let Some(text) = &more.pattern {
            constraints.push(Constraint::Pattern(self.pattern(text, measure)?));
        }
        let is_list = matches!(measure, Measure::List | Measure::TextOfItems);
        if let Some(text) = &more.items {
            self.fits(text.span, "items", is_list, "a list")?;
            let (from, to) = self.bounds(text, whole)?;
            constraints.push(Constraint::Items(number(from), number(to)));
        }
        if more.unique == Some(true) {
            self.fits(more.span, "unique", is_list, "a list")?;
            constraints.push(Constraint::Unique);
        }
        self.agreeing(more, &constraints)?;
        Some(constraints)
    }

    /// What the values of a type can be measured by; enums are described before everything else.
    fn measure(&self, ty: &Type) -> Measure {
        match ty {
            Type::String(_) | Type::Secret | Type::Any | Type::IntOrString(WriteForm::String) => {
                Measure::Text
            }
            Type::Trimmed(inner) | Type::Sentinel(inner, _) | Type::InString(inner) => {
                self.measure(inner)
            }
            Type::Int32
            | Type::Int64
            | Type::Float
            | Type::Decimal
            | Type::IntOrString(WriteForm::Int) => Measure::Number,
            Type::List(_) | Type::OneOrMany(_) | Type::Pairs(..) | Type::FlatPairs(..) => {
                Measure::List
            }
            Type::Csv(inner) => match **inner {
                Type::String(_) => Measure::TextOfItems,
                _ => Measure::List,
            },
            Type::Named(id) => {
                let declaration = self.types.declarations.get(id.0).and_then(Option::as_ref);
                match declaration.map(|declaration| &declaration.kind) {
                    Some(TypeKind::Enum(codes)) if codes.codes == CodeKind::Text => Measure::Text,
                    _ => Measure::Nothing,
                }
            }
            _ => Measure::Nothing,
        }
    }

    fn counts(
        &mut self,
        text: &Text,
        what: &str,
        measure: Measure,
    ) -> Option<(Option<u64>, Option<u64>)> {
        let fits = matches!(measure, Measure::Text | Measure::TextOfItems);
        self.fits(text.span, what, fits, "a text")?;
        let (from, to) = self.bounds(text, whole)?;
        Some((number(from), number(to)))
    }

    fn pattern(&mut self, text: &Text, measure: Measure) -> Option<Pattern> {
        let fits = matches!(measure, Measure::Text | Measure::TextOfItems);
        self.fits(text.span, "pattern", fits, "a text")?;
        if text.text.len() > 1024 {
            self.report(
                Code::BadConstraint,
                text.span,
                "the pattern is too large",
                help!("shorten it to 1,024 bytes", "缩短到 1,024 字节以内"),
            );
            return None;
        }
        if let Err(error) = whole_match(text.as_str()) {
            let message = format!("the pattern does not compile: {error}");
            let help = help!(
                "correct the pattern; look-around and back references are not part of it",
                "改正正则表达式；不支持环视和反向引用"
            );
            self.report(Code::BadConstraint, text.span, message, help);
            return None;
        }
        Some(Pattern::new(text.as_str()))
    }

    /// Lengths and patterns that no text can keep together.
    fn agreeing(&mut self, more: &More, constraints: &[Constraint]) -> Option<()> {
        let pattern = constraints.iter().find_map(|constraint| match constraint {
            Constraint::Pattern(pattern) => pattern.lengths(),
            _ => None,
        });
        let Some((least, most)) = pattern else {
            return Some(());
        };
        for constraint in constraints {
            // A character takes up to four bytes.
            let (text, apart) = match constraint {
                Constraint::Length(from, to) => (
                    &more.length,
                    above(least, *to) || from.is_some_and(|from| above(from, most)),
                ),
                Constraint::ByteLength(from, to) => {
                    let most = most.map(|most| most.saturating_mul(4));
                    (
                        &more.byte_length,
                        above(least, *to) || from.is_some_and(|from| above(from, most)),
                    )
                }
                _ => continue,
            };
            if let (true, Some(text), Some(pattern)) = (apart, text, &more.pattern) {
                let message = "no text has this length and matches the pattern";
                self.conflict(
                    Code::BadConstraint,
                    text.span,
                    message,
                    (pattern.span, "the pattern"),
                    help!("correct one of them", "改正其中之一"),
                );
                return None;
            }
        }
        Some(())
    }

    fn fits(&mut self, span: Span, what: &str, fits: bool, of: &str) -> Option<()> {
        if !fits {
            let message = format!("`{what}` goes with {of}");
            self.report(
                Code::BadConstraint,
                span,
                message,
                help!("remove it, or correct the type", "删除它，或改正类型"),
            );
            return None;
        }
        Some(())
    }

    /// `1..20`, `1..`, `..20` or one number for both.
    fn bounds(
        &mut self,
        text: &Text,
        fits: fn(&str) -> bool,
    ) -> Option<(Option<String>, Option<String>)> {
        let (from, to) = text
            .as_str()
            .split_once("..")
            .unwrap_or((text.as_str(), text.as_str()));
        let bound = |part: &str| -> Option<Option<String>> {
            let part = part.trim();
            match part.is_empty() {
                true => Some(None),
                false => fits(part).then(|| Some(part.to_owned())),
            }
        };
        let bounds = bound(from).zip(bound(to));
        let ordered = |bounds: &(Option<String>, Option<String>)| match bounds {
            (Some(from), Some(to)) => from.parse::<f64>().ok() <= to.parse::<f64>().ok(),
            (None, None) => false,
            _ => true,
        };
        let bounds = bounds.filter(ordered);
        if bounds.is_none() {
            let message = format!("`{}` is not a range", text.text);
            self.report(
                Code::BadConstraint,
                text.span,
                message,
                help!(
                    "write `1..20`, `1..` or `..20`",
                    "写成 `1..20`、`1..` 或 `..20`"
                ),
            );
        }
        bounds
    }
}

/// The regular expression of a pattern, which the whole text matches; as the runtime compiles it.
pub(super) fn whole_match(pattern: &str) -> Result<regex_lite::Regex, regex_lite::Error> {
    // `a)(b` compiles only between the parentheses.
    regex_lite::Regex::new(pattern)?;
    regex_lite::RegexBuilder::new(&format!("^(?:{pattern})$"))
        .size_limit(apiloom_wire::Pattern::SIZE_LIMIT)
        .build()
}

/// Whether a text is a number of things.
fn whole(text: &str) -> bool {
    text.parse::<u64>().is_ok()
}

/// Whether a text is a number as people write it: `-1.5`, but neither `inf` nor `1e3`.
pub(super) fn decimal(text: &str) -> bool {
    text.parse::<f64>().is_ok()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
}

fn number(text: Option<String>) -> Option<u64> {
    text.as_deref().and_then(|text| text.parse().ok())
}

fn above(count: u64, bound: Option<u64>) -> bool {
    bound.is_some_and(|bound| count > bound)
}
