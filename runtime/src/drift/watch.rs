//! Who wants to know of drift, and how it is found.

use std::sync::{Mutex, PoisonError};

use apiloom_wire::{Deviation, Deviations, Violations};

use super::Drift;
use crate::dynamic::{PageReader, Reader};
use crate::exchange::{Exchange, has_secret_name};
use crate::redact::{HIDDEN, Redactor};
use crate::{CallOptions, Core, Error};

/// Who wants to know of drift.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watch {
    /// Some hooks do.
    hooks: bool,
    /// The caller does: it is an error.
    strict: bool,
}

impl Watch {
    /// Who wants to know of it in the answers of a call.
    pub(crate) fn call(core: &Core, options: &CallOptions) -> Self {
        Self {
            hooks: core.hooks().iter().any(|hooks| hooks.wants_drift()),
            ..Self::unseen_call(core, options)
        }
    }

    /// Likewise for a call of which hooks are told nothing.
    pub(crate) fn unseen_call(core: &Core, options: &CallOptions) -> Self {
        Self {
            hooks: false,
            strict: options.strict || core.has_strict_answers(),
        }
    }

    fn is_idle(self) -> bool {
        !self.hooks && !self.strict
    }
}

impl Exchange {
    /// Reads what a call gives to its caller.
    pub(crate) fn output<T>(
        &self,
        reader: &dyn Reader<Output = T>,
        watch: Watch,
    ) -> Result<T, Error> {
        if watch.is_idle() {
            return self.read(|answer| reader.decode(answer));
        }
        let noted = Mutex::default();
        let output = self.read(|answer| reader.decode(&answer.noting(&noted)))?;
        let mut found = Violations::new();
        reader.validate_output(&output, &mut found);
        self.report(watch, noted, &found, &|answer| reader.request_id(answer))?;
        Ok(output)
    }

    /// Reads the items of a page, whose drift is that of the whole page.
    pub(crate) fn items<T, I>(
        &self,
        reader: &dyn PageReader<Output = T, Item = I>,
        watch: Watch,
    ) -> Result<Vec<I>, Error> {
        let noted = Mutex::default();
        let items = match watch.is_idle() {
            true => return self.read(|answer| reader.items(answer)),
            false => self.read(|answer| reader.items(&answer.noting(&noted)))?,
        };
        match self.output(reader as &dyn Reader<Output = T>, watch) {
            Ok(_) => Ok(items),
            Err(error) if watch.strict => Err(error),
            // The items can be read although the page around them cannot.
            Err(_) => {
                let request_id = |answer: &crate::Answer<'_>| reader.request_id(answer);
                self.report(watch, noted, &Violations::new(), &request_id)?;
                Ok(items)
            }
        }
    }

    /// Tells those who want to know what is not as the spec says.
    fn report(
        &self,
        watch: Watch,
        noted: Mutex<Deviations>,
        found: &Violations,
        request_id: &dyn Fn(&crate::Answer<'_>) -> Option<String>,
    ) -> Result<(), Error> {
        let mut deviations = noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        deviations.push_violations(found, self.core().language());
        if deviations.is_empty() {
            return Ok(());
        }
        let redactor = self.redactor();
        let deviations = deviations.map(|deviation| redacted(&deviation, &redactor));
        let hooks = self.core().hooks().iter().filter(|_| watch.hooks);
        for hooks in hooks.filter(|hooks| hooks.wants_drift()) {
            hooks.on_drift(&Drift {
                operation: self.operation(),
                exchange: self,
                request_id: request_id(&self.answer()).map(|id| redactor.text(&id)),
                deviations: &deviations,
            });
        }
        match watch.strict {
            true => Err(self.blame(Error::from_drift(deviations, self.operation()))),
            false => Ok(()),
        }
    }
}

/// The same deviation without secrets, as an error about its place would be.
fn redacted(deviation: &Deviation, redactor: &Redactor) -> Deviation {
    let path = deviation.path();
    let found = match has_secret_name(path, redactor) || redactor.is_secret_place(path) {
        true if !deviation.found().is_empty() => HIDDEN.to_owned(),
        _ => redactor.cut_text(deviation.found()),
    };
    Deviation::new(
        redactor.cut_text(path),
        deviation.kind(),
        redactor.text(deviation.promised()),
        found,
    )
}
