//! Hooks that write down what they are told.

use std::sync::{Mutex, PoisonError};

use apiloom::drift::Drift;
use apiloom::hooks::{Hooks, Retrying, Sending, Warning};

use crate::{Broken, Deviated};

/// What hooks are told, a line each time.
#[derive(Debug, Default)]
pub struct Heard {
    lines: Mutex<Vec<String>>,
}

impl Heard {
    /// What was told since the last time that this was asked.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.lines.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, line: String) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(line);
    }
}

impl Hooks for Heard {
    fn on_warning(&self, warning: &Warning<'_>) {
        let broken = Broken::all(warning.violations());
        self.add(format!("warning {} {broken:?}", warning.operation()));
    }

    fn before_send(&self, sending: &mut Sending<'_>) {
        self.add(format!(
            "sending {} {:?} {} {:?}",
            sending.operation(),
            sending.effect(),
            sending.attempt(),
            sending.request()
        ));
    }

    fn on_retry(&self, retrying: &Retrying<'_>) {
        self.add(format!(
            "again {} {} {:?} {}",
            retrying.operation(),
            retrying.attempt(),
            retrying.reason(),
            retrying.error()
        ));
    }

    fn wants_drift(&self) -> bool {
        true
    }

    fn on_drift(&self, drift: &Drift<'_>) {
        self.add(format!(
            "drift {} {} {:?} {:?}",
            drift.operation(),
            drift.status(),
            drift.request_id(),
            Deviated::all(drift.deviations())
        ));
    }
}
