//! What a scheme does after a request is frozen.

use std::fmt;

use crate::stamp::{Placer, setters};
use crate::{Error, Frozen};

/// What remains to be done for a scheme once the request is frozen.
pub struct Seal {
    place: Option<Place>,
}

type Place = Box<dyn FnOnce(&mut Sealing<'_>) -> Result<(), Error> + Send>;

impl Seal {
    /// Nothing remains.
    pub fn none() -> Self {
        Self { place: None }
    }

    /// This remains: it may read the frozen request and place what it made of it.
    pub fn new(place: impl FnOnce(&mut Sealing<'_>) -> Result<(), Error> + Send + 'static) -> Self {
        Self {
            place: Some(Box::new(place)),
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        self.place.is_none()
    }

    pub(crate) fn place(self, sealing: &mut Sealing<'_>) -> Result<(), Error> {
        self.place.map_or(Ok(()), |place| place(sealing))
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

/// What a seal can read and place.
///
/// What seals place is sent but not seen by any of them.
pub struct Sealing<'a> {
    pub(crate) frozen: &'a Frozen,
    pub(crate) placer: Placer<'a>,
}

impl<'a> Sealing<'a> {
    /// The request as it was frozen.
    pub fn request(&self) -> &'a Frozen {
        self.frozen
    }

    setters!(
        "Adds a member to a JSON object, or a field to a form; an error if a seal read the body."
    );

    /// The first error, or that the body was both read and changed: then what was signed is not
    /// what is sent, in whatever order the seals did it.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let changed = self.placer.body_was_changed;
        self.placer.finish()?;
        if changed && self.frozen.body_was_read() {
            return Err(Error::configuration(
                "a seal wants to add to the body whose bytes a seal has read",
            ));
        }
        Ok(())
    }
}

impl fmt::Debug for Sealing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealing")
            .field("request", &self.frozen)
            .finish_non_exhaustive()
    }
}
