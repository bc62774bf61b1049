//! Limits: how many calls the vendor allows, and which operations count.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::expr::Scope;
use crate::model::{Limit, Setting};
use crate::spec::{self, Text, words};

impl Check<'_> {
    pub(super) fn limits(&mut self, scope: &Scope, settings: &[Setting]) -> Vec<Limit> {
        let mut limits = Vec::new();
        for (key, limit) in self.spec.limits.iter() {
            limits.extend(self.limit(key, limit, scope, settings));
        }
        if let Some(general) = self.spec.defaults.as_ref().and_then(|d| d.limits.as_ref()) {
            self.known_limits(general);
        }
        limits
    }

    fn limit(
        &mut self,
        key: &Text,
        limit: &spec::api::Limit,
        scope: &Scope,
        settings: &[Setting],
    ) -> Option<Limit> {
        self.own_name(key)?;
        let facts = self.facts(&limit.facts);
        let rate = match (&limit.calls, &limit.per) {
            (Some(calls), Some(per)) => {
                let (calls, per) = (self.count(calls), self.period(per));
                Some((calls?, per?))
            }
            (None, None) => None,
            (Some(text), None) | (None, Some(text)) => {
                let message = "`calls` and `per` go together";
                let help = help!(
                    "write both: `calls: 60` and `per: 60s`",
                    "两者都要写：`calls: 60` 和 `per: 60s`"
                );
                self.report(Code::MissingKey, text.span, message, help);
                return None;
            }
        };
        let concurrent = match &limit.concurrent {
            Some(text) => Some(self.count(text)?),
            None => None,
        };
        if rate.is_none() && concurrent.is_none() {
            let message = format!("`{}` limits nothing", key.text);
            let help = help!(
                "add `calls` and `per`, or `concurrent`",
                "加上 `calls` 和 `per`，或 `concurrent`"
            );
            self.report(Code::MissingKey, key.span, message, help);
            return None;
        }
        let [operation, vendor] = words::EACH;
        let each = limit.each.as_ref();
        let each_operation = match each {
            Some(text) => self.word(text, &[(operation, true), (vendor, false)])?,
            None => false,
        };
        Some(Limit {
            id: key.text.clone(),
            rate,
            concurrent,
            each_operation,
            by: self.account(&limit.by, scope, settings),
            facts,
        })
    }

    /// A number of seconds from 1 on.
    fn period(&mut self, text: &Text) -> Option<u64> {
        let seconds = self.seconds(text)?;
        let fits = seconds > 0 && u32::try_from(seconds).is_ok();
        if !fits {
            let message = format!("`{}` is not from 1 to {} seconds", text.text, u32::MAX);
            let help = help!("write seconds, such as `60s`", "写秒数，例如 `60s`");
            self.report(Code::BadValue, text.span, message, help);
        }
        fits.then_some(seconds)
    }

    /// A number from 1 on.
    fn count(&mut self, text: &Text) -> Option<u32> {
        let number = self.number(text)?;
        let count = u32::try_from(number).ok().filter(|count| *count > 0);
        if count.is_none() {
            let message = format!("`{}` is not a number from 1 to {}", text.text, u32::MAX);
            let help = help!("write digits, such as `60`", "写数字，例如 `60`");
            self.report(Code::BadValue, text.span, message, help);
        }
        count
    }

    /// The limits of an operation, sorted; its own list stands in place of the default one.
    pub(super) fn limits_of(&mut self, spec: &spec::Operation) -> Vec<String> {
        let general = self.spec.defaults.as_ref().and_then(|d| d.limits.as_ref());
        if let Some(own) = &spec.limits {
            self.known_limits(own);
        }
        let mut names: Vec<String> = spec.limits.as_ref().or(general).map_or_else(Vec::new, |l| {
            l.iter().map(|text| text.text.clone()).collect()
        });
        names.sort();
        names.dedup();
        names
    }

    fn known_limits(&mut self, names: &[Text]) {
        for text in names {
            if self.spec.limits.get(text.as_str()).is_none() {
                let known = self.spec.limits.keys().map(str::to_owned).collect();
                self.unknown(text, "limit", known);
            }
        }
    }
}
