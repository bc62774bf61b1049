//! Constraints of fields: each fits its type and can be kept.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::model::{Constraint, Type, WriteForm};
use crate::spec::{More, Text};

impl Check<'_> {
    pub(super) fn constraints(&mut self, more: &More, ty: &Type) -> Option<Vec<Constraint>> {
        let mut constraints = Vec::new();
        let text_like = matches!(
            ty,
            Type::String(_) | Type::Secret | Type::Trimmed(_) | Type::Any | Type::Csv(_)
        ) || matches!(ty, Type::IntOrString(WriteForm::String) | Type::Named(_))
            || matches!(ty, Type::Sentinel(inner, _) if matches!(**inner, Type::String(_)));
        let number_like = matches!(
            ty,
            Type::Int32
                | Type::Int64
                | Type::Float
                | Type::Decimal
                | Type::IntOrString(WriteForm::Int)
                | Type::InString(_)
        );
        let list_like = matches!(
            ty,
            Type::List(_)
                | Type::OneOrMany(_)
                | Type::Csv(_)
                | Type::Pairs(..)
                | Type::FlatPairs(..)
        );
        if let Some(text) = &more.length {
            self.fits(text, "length", text_like, "a text")?;
            let (from, to) = self.bounds(text, whole)?;
            constraints.push(Constraint::Length(
                from.as_deref().and_then(number),
                to.as_deref().and_then(number),
            ));
        }
        if let Some(text) = &more.range {
            self.fits(text, "range", number_like, "a number")?;
            let (from, to) = self.bounds(text, decimal)?;
            constraints.push(Constraint::Range(from, to));
        }
        if let Some(text) = &more.pattern {
            self.fits(text, "pattern", text_like, "a text")?;
            if text.text.len() > 1024 {
                self.report(
                    Code::BadConstraint,
                    text.span,
                    "the pattern is too large",
                    help!("shorten it to 1,024 bytes", "缩短到 1,024 字节以内"),
                );
                return None;
            }
            if let Err(error) = regex_lite::Regex::new(&format!("^(?:{})$", text.text)) {
                let message = format!("the pattern does not compile: {error}");
                let help = help!(
                    "correct the pattern; look-around and back references are not part of it",
                    "改正正则表达式；不支持环视和反向引用"
                );
                self.report(Code::BadConstraint, text.span, message, help);
                return None;
            }
            constraints.push(Constraint::Pattern(text.text.clone()));
        }
        if let Some(text) = &more.items {
            self.fits(text, "items", list_like, "a list")?;
            let (from, to) = self.bounds(text, whole)?;
            constraints.push(Constraint::Items(
                from.as_deref().and_then(number),
                to.as_deref().and_then(number),
            ));
        }
        if more.unique == Some(true) {
            if !list_like {
                let help = help!(
                    "remove it, or make the field a list",
                    "删除它，或把字段改成列表"
                );
                self.report(
                    Code::BadConstraint,
                    more.span,
                    "`unique` goes with a list",
                    help,
                );
                return None;
            }
            constraints.push(Constraint::Unique);
        }
        Some(constraints)
    }

    fn fits(&mut self, text: &Text, what: &str, fits: bool, of: &str) -> Option<()> {
        if !fits {
            let message = format!("`{what}` goes with {of}");
            self.report(
                Code::BadConstraint,
                text.span,
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

fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}
