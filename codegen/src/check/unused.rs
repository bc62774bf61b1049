//! What is defined and used by no operation: schemes, envelopes, limits and the table of errors.

use std::collections::HashSet;

use super::Check;
use crate::diagnostic::{Code, Help, help};
use crate::model::{Envelope, Failure};
use crate::source::Span;
use crate::spec::{Api, AuthChoice, Defaults, Operation, Text};

impl Check<'_> {
    /// Warns of what nothing uses: it is left over, or was forgotten where it should be named.
    pub(super) fn unused(&mut self, envelopes: &[Envelope]) {
        // Once something was refused, the rest may only seem to be unused; and whoever begins with the schemes
        // knows that there is no operation yet.
        if self.failed || self.spec.operations.is_empty() {
            return;
        }
        self.unused_schemes();
        self.unused_envelopes();
        self.unused_limits();
        self.unused_errors(envelopes);
    }

    fn unused_schemes(&mut self) {
        let spec = self.spec;
        let general = general(spec).and_then(|defaults| defaults.auth.as_ref());
        let own = operations(spec).filter_map(|operation| operation.auth.as_ref());
        let named = general.into_iter().chain(own).flat_map(named);
        let renewed = spec.errors.iter().filter_map(|(_, e)| e.renew.as_ref());
        let used: HashSet<&str> = named.chain(renewed).map(Text::as_str).collect();
        let only = general.is_none() && spec.auth.entries.len() == 1;
        for (key, _) in spec.auth.iter() {
            let name = &key.text;
            let help = match only {
                true => help!(
                    "add `defaults: {{ auth: {name} }}`, or remove it",
                    "加上 `defaults: {{ auth: {name} }}`，或删除它"
                ),
                false => help!(
                    "name it by `auth` in an operation or in `defaults`, or remove it",
                    "在接口或 `defaults` 的 `auth` 中写出它，或删除它"
                ),
            };
            self.unless_used(&used, key, "scheme", help);
        }
    }

    fn unused_envelopes(&mut self) {
        let spec = self.spec;
        let general = general(spec).and_then(|defaults| defaults.envelope.as_ref());
        let own = operations(spec).filter_map(|operation| operation.envelope.as_ref());
        let used: HashSet<&str> = general.into_iter().chain(own).map(Text::as_str).collect();
        let only = general.is_none() && spec.envelopes.entries.len() == 1;
        for (key, _) in spec.envelopes.iter() {
            let name = &key.text;
            let help = match only {
                true => help!(
                    "add `defaults: {{ envelope: {name} }}`, or remove it",
                    "加上 `defaults: {{ envelope: {name} }}`，或删除它"
                ),
                false => help!(
                    "name it by `envelope` in an operation or in `defaults`, or remove it",
                    "在接口或 `defaults` 的 `envelope` 中写出它，或删除它"
                ),
            };
            self.unless_used(&used, key, "envelope", help);
        }
    }

    fn unused_limits(&mut self) {
        let spec = self.spec;
        let general = general(spec).and_then(|defaults| defaults.limits.as_ref());
        let own = operations(spec).filter_map(|operation| operation.limits.as_ref());
        let named = general.into_iter().chain(own).flatten();
        let used: HashSet<&str> = named.map(Text::as_str).collect();
        let only = general.is_none() && spec.limits.entries.len() == 1;
        for (key, _) in spec.limits.iter() {
            let name = &key.text;
            let help = match only {
                true => help!(
                    "add `defaults: {{ limits: [{name}] }}`, or remove it",
                    "加上 `defaults: {{ limits: [{name}] }}`，或删除它"
                ),
                false => help!(
                    "name it by `limits` in an operation or in `defaults`, or remove it",
                    "在接口或 `defaults` 的 `limits` 中写出它，或删除它"
                ),
            };
            self.unless_used(&used, key, "limit", help);
        }
    }

    /// Errors are found by the codes of failures. An envelope that has a code and is not used has been
    /// reported itself.
    fn unused_errors(&mut self, envelopes: &[Envelope]) {
        let coded = |failure: &Failure| failure.code.is_some();
        let has_codes = |envelope: &Envelope| {
            let mut failures = envelope.conditional.iter().chain(&envelope.otherwise);
            failures.any(coded)
        };
        let Some(first) = self.spec.errors.iter().next().map(|(key, _)| key.span) else {
            return;
        };
        if !envelopes.iter().any(has_codes) {
            let help = help!(
                "add `failures: [{{ code: … }}]` to an envelope that operations use, or remove `errors`",
                "在接口所用的信封中加上 `failures: [{{ code: … }}]`，或删除 `errors`"
            );
            self.unused_at(first, "no failure has a code to look up in `errors`", help);
        }
    }

    fn unless_used(&mut self, used: &HashSet<&str>, key: &Text, what: &str, help: Help) {
        if !used.contains(key.as_str()) {
            let message = format!("no operation uses the {what} `{}`", key.text);
            self.unused_at(key.span, message, help);
        }
    }

    fn unused_at(&mut self, span: Span, message: impl Into<String>, help: Help) {
        self.report(Code::Unused, span, message, help);
    }
}

fn general(spec: &Api) -> Option<&Defaults> {
    spec.defaults.as_ref()
}

fn operations(spec: &Api) -> impl Iterator<Item = &Operation> {
    spec.operations.iter().map(|(_, operation)| &**operation)
}

/// The schemes that a choice names.
fn named(choice: &AuthChoice) -> &[Text] {
    match choice {
        AuthChoice::One(text) => std::slice::from_ref(text),
        AuthChoice::Any(texts, _) | AuthChoice::All(texts, _) => texts,
    }
}
