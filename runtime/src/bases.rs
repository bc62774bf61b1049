//! The servers of a client, taken apart once.

use std::sync::{Arc, PoisonError, RwLock};

use crate::Error;
use crate::url::Base;

/// The servers of a client by their names in the spec, taken apart when they are first needed.
#[derive(Default)]
pub(crate) struct Bases {
    known: RwLock<Vec<(&'static str, Arc<Base>)>>,
}

impl Bases {
    /// The server of this name; made if it is the first time, and again after it could not be.
    pub(crate) fn get(
        &self,
        name: &'static str,
        make: impl FnOnce() -> Result<Base, Error>,
    ) -> Result<Arc<Base>, Error> {
        if let Some(base) = self.find(name) {
            return Ok(base);
        }
        let base = Arc::new(make()?);
        // Nothing that panics holds the lock; what it guards would be whole all the same.
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.push((name, Arc::clone(&base)));
        Ok(base)
    }

    fn find(&self, name: &str) -> Option<Arc<Base>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let (_, base) = known.iter().find(|(known, _)| *known == name)?;
        Some(Arc::clone(base))
    }
}
