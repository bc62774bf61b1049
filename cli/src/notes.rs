//! What is said of a call while it goes on: to standard error, so that answers stay whole.

use apiloom::Language;
use apiloom::drift::Drift;
use apiloom::hooks::{Hooks, Received, Retrying, Warning};

use crate::{Lang, report, work};

/// Tells of warnings, of attempts that are made again, and of answers that are not as the spec says.
#[derive(Debug)]
pub(crate) struct Notes {
    language: Language,
}

impl Notes {
    pub(crate) fn new(lang: Lang) -> Self {
        Self {
            language: lang.of_violations(),
        }
    }
}

impl Hooks for Notes {
    fn on_warning(&self, warning: &Warning<'_>) {
        for line in warning.violations().message(self.language).lines() {
            report::complain(line);
        }
    }

    fn on_retry(&self, retrying: &Retrying<'_>) {
        let (error, wait) = (retrying.error().to_string(), retrying.wait());
        // The note names the operation itself.
        let own = format!("{}: ", retrying.operation());
        let error = error.strip_prefix(&own).unwrap_or(&error);
        report::complain(&format!(
            "note: {}: attempt {} failed, the next one is made in {} ms: {error}",
            retrying.operation(),
            retrying.attempt(),
            wait.as_millis()
        ));
    }

    fn after_receive(&self, received: &Received<'_>) {
        report::detail(|| {
            let request = received.request();
            let request = request.map_or_else(String::new, |request| {
                format!("{} {}", request.method(), request.url())
            });
            let answered = match received.status() {
                Some(status) => format!("answered with status {status}"),
                None => "not answered".to_owned(),
            };
            let took = work::took(received.duration());
            format!(
                "{}: {request} {answered} after {took}",
                received.operation()
            )
        });
    }

    fn wants_drift(&self) -> bool {
        true
    }

    fn on_drift(&self, drift: &Drift<'_>) {
        for deviation in drift.deviations() {
            report::complain(&format!(
                "note: the answer differs from the spec: {deviation}"
            ));
        }
    }
}
