//! Envelopes and error codes.

use std::collections::HashMap;

use super::Check;
use super::expression::Purpose;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::expr::{self, Expr, Kind, Scope, Typed};
use crate::model::{Access, Envelope, ErrorCode, ErrorKind, Failure, Name, Presence};
use crate::source::Span;
use crate::spec::{self, Text, words};

impl Check<'_> {
    pub(super) fn envelopes(&mut self) -> Vec<Envelope> {
        let mut envelopes = Vec::new();
        let all = &self.spec.envelopes;
        for (key, spec) in all.iter() {
            if let Some(envelope) = self.envelope(key, spec) {
                envelopes.push((key, envelope));
            }
        }
        self.distinct(
            "envelopes",
            envelopes
                .iter()
                .map(|(key, e)| (&e.name, key.span, key.as_str())),
        );
        envelopes
            .into_iter()
            .map(|(_, envelope)| envelope)
            .collect()
    }

    fn envelope(&mut self, key: &Text, spec: &spec::Envelope) -> Option<Envelope> {
        let name = self.own_name(key)?;
        let owner = name.with("envelope");
        let mut fields = Vec::new();
        for (key, field) in spec.fields.iter() {
            for mut field in self.field(key, field, &owner)? {
                // An answer that says nothing is not an answer that says 0: every member may be absent.
                field.presence = Presence::Optional;
                field.nullable = false;
                field.access = Access::Read;
                fields.push(field);
            }
        }
        self.distinct(
            "fields",
            fields.iter().map(|f| (&f.name, f.span, f.wire.as_str())),
        );
        let scope = self.answer_scope(&fields);
        let success = match &spec.success {
            Some(text) => Some(self.expression(text, &scope, Purpose::Predicate)?),
            None => None,
        };
        let failures = self.failures(&spec.failures, &scope)?;
        let (conditional, mut otherwise): (Vec<_>, Vec<_>) = failures
            .into_iter()
            .partition(|failure| failure.when.is_some());
        let facts = self.facts(&spec.facts);
        Some(Envelope {
            name,
            facts,
            fields,
            conditional,
            success,
            otherwise: otherwise.pop(),
            then: None,
        })
    }

    /// The failures of an operation come before those of its envelope: what has a condition is asked first,
    /// then the envelope, unless the operation also names what is no success.
    pub(super) fn own_failures(
        &mut self,
        operation: &Name,
        failures: &[spec::Failure],
        base: Option<(usize, &Envelope)>,
    ) -> Option<Envelope> {
        let fields = base
            .map(|(_, base)| base.fields.clone())
            .unwrap_or_default();
        let scope = self.answer_scope(&fields);
        let own = self.failures(failures, &scope)?;
        let (mut conditional, mut otherwise): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|failure| failure.when.is_some());
        let otherwise = otherwise.pop();
        let (mut success, mut then) = (None, None);
        match (base, &otherwise) {
            (Some((index, _)), None) => then = Some(index),
            (Some((_, base)), Some(_)) => {
                conditional.extend(base.conditional.iter().cloned());
                success = base.success.clone();
            }
            (None, _) => {}
        }
        let (name, facts) = (operation.with("answer"), crate::model::Facts::default());
        Some(Envelope {
            name,
            facts,
            fields,
            conditional,
            success,
            otherwise,
            then,
        })
    }

    fn failures(&mut self, failures: &[spec::Failure], scope: &Scope) -> Option<Vec<Failure>> {
        let mut without = failures.iter().filter(|failure| failure.when.is_none());
        if let (Some(first), Some(second)) = (without.next(), without.next()) {
            self.push(
                Diagnostic::new(
                    Code::Misplaced,
                    second.span,
                    "this failure would never be used",
                )
                .related(first.span, "this one has no `when` either")
                .help(help!(
                    "add `when: …` to one of them",
                    "给其中一个加上 `when: …`"
                )),
            );
            return None;
        }
        let mut checked = Vec::new();
        for failure in failures {
            let when = match &failure.when {
                Some(text) => Some(self.expression(text, scope, Purpose::Predicate)?),
                None => None,
            };
            let parsed = failure.when.as_ref();
            let parsed = parsed.and_then(|text| expr::parse(text.as_str()).ok());
            let mut shown = |text: &Option<Text>| self.shown(text.as_ref(), parsed.as_ref(), scope);
            let code = shown(&failure.code)?;
            let message = shown(&failure.message)?;
            let request_id = shown(&failure.request_id)?;
            checked.push(Failure {
                facts: self.facts(&failure.facts),
                when,
                code,
                message,
                request_id,
            });
        }
        Some(checked)
    }

    /// A text or whole number, which may be absent, of a failure with this condition.
    fn shown(
        &mut self,
        text: Option<&Text>,
        when: Option<&Expr>,
        scope: &Scope,
    ) -> Option<Option<Typed>> {
        let Some(text) = text else { return Some(None) };
        let typed = match known(text, when, scope) {
            Some(typed) => typed,
            None => self.expression(text, scope, Purpose::Shown)?,
        };
        let kind = match &typed.ty.kind {
            Kind::Optional(inner) => inner,
            kind => kind,
        };
        if !matches!(kind, Kind::Text | Kind::Int) {
            let message = format!("a code or a message is a text or a whole number, not {kind}");
            self.report(
                Code::ExpressionType,
                text.span,
                message,
                help!(
                    "name a member of such a type, or write `as_text(…)`",
                    "写这种类型的成员，或写 `as_text(…)`"
                ),
            );
            return None;
        }
        Some(Some(typed))
    }

    pub(super) fn errors(&mut self, errors: &spec::Named<spec::ErrorCode>) -> Vec<ErrorCode> {
        let [
            auth,
            permission,
            not_found,
            rate_limit,
            invalid,
            conflict,
            unavailable,
            vendor,
        ] = words::ERROR_KIND;
        let kinds = [
            (auth, ErrorKind::Auth),
            (permission, ErrorKind::Permission),
            (not_found, ErrorKind::NotFound),
            (rate_limit, ErrorKind::RateLimit),
            (invalid, ErrorKind::Invalid),
            (conflict, ErrorKind::Conflict),
            (unavailable, ErrorKind::Unavailable),
            (vendor, ErrorKind::Vendor),
        ];
        let mut checked = Vec::new();
        for (key, error) in errors.iter() {
            let stars = key.as_str().matches('*').count();
            let pattern = stars == 0
                || (stars == 1 && (key.text.starts_with('*') || key.text.ends_with('*')));
            if !pattern {
                let message = format!("`{}` is not an error code", key.text);
                self.report(
                    Code::ErrorPattern,
                    key.span,
                    message,
                    help!(
                        "write the code, with at most one `*`, at its start or its end",
                        "写出错误码，最多带一个 `*`，位于开头或末尾"
                    ),
                );
                continue;
            }
            let (Some(name), Some(kind)) = (
                self.own_name(&error.name),
                match &error.kind {
                    Some(kind) => self.word(kind, &kinds),
                    None => Some(ErrorKind::Vendor),
                },
            ) else {
                continue;
            };
            let facts = self.facts(&error.facts);
            checked.push((
                key,
                ErrorCode {
                    code: key.text.clone(),
                    name,
                    kind,
                    facts,
                },
            ));
        }
        // Several codes may mean the same: then they share a name, and the kind with it.
        let mut kinds: HashMap<&Name, Vec<(ErrorKind, Span)>> = HashMap::new();
        for (key, error) in &checked {
            let known = kinds.entry(&error.name).or_default();
            let other = known.iter().find(|(kind, _)| *kind != error.kind);
            if let Some((_, first)) = other {
                let message = format!("the error `{}` is of two kinds", error.name.camel());
                self.push(
                    Diagnostic::new(Code::NameCollision, key.span, message)
                        .related(*first, "another kind here")
                        .help(help!(
                            "write the same `kind` for both, or another `name` for one of them",
                            "两者写相同的 `kind`，或给其中一个换 `name`"
                        )),
                );
            }
            if !known.iter().any(|(kind, _)| *kind == error.kind) {
                known.push((error.kind, key.span));
            }
        }
        checked.into_iter().map(|(_, error)| error).collect()
    }
}

/// What a failure shows, where only its condition makes it known: what that shows to be present is.
///
/// What is known without the condition stays as it is, so that a fallback may stand behind it.
fn known(text: &Text, when: Option<&Expr>, scope: &Scope) -> Option<Typed> {
    let shown = expr::parse(text.as_str()).ok()?;
    if expr::check(&shown, scope).is_ok() {
        return None;
    }
    let typed = expr::check_after(when?, &shown, scope).ok()?;
    (!typed.ty.secret).then_some(typed)
}
