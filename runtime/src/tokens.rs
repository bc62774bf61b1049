//! The tokens that schemes use.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use apiloom_wire::Secret;

/// The tokens that schemes use, by the name of the scheme; shared by the clones of a client.
#[derive(Default)]
pub(crate) struct Tokens {
    by_scheme: Mutex<BTreeMap<String, Secret>>,
}

impl Tokens {
    pub(crate) fn get(&self, scheme: &str) -> Option<Secret> {
        self.lock().get(scheme).cloned()
    }

    pub(crate) fn set(&self, scheme: &str, token: Secret) {
        self.lock().insert(scheme.to_owned(), token);
    }

    pub(crate) fn forget(&self, scheme: &str) {
        self.lock().remove(scheme);
    }

    pub(crate) fn all(&self) -> Vec<Secret> {
        self.lock().values().cloned().collect()
    }

    /// No code runs under the lock that could leave the map half changed, so a poisoned lock is
    /// as good as any.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Secret>> {
        self.by_scheme
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.lock().keys()).finish()
    }
}
