//! Answers that are not as the spec says, although they were read.
//!
//! Vendors add members and codes, and send texts where their documents promise numbers.
//! None of that fails a call; a client whose hooks [want it](crate::Hooks::wants_drift) is told,
//! after each answer that differs, all of it at once: what was read otherwise than promised, as
//! [`wire::drift`](crate::wire::drift) has it, and what breaks the rules of the spec.
//! [`Counters`] are hooks that count it.
//!
//! A call that is `strict()`, or a client by
//! [`Core::with_strict_answers`](crate::Core::with_strict_answers), makes an error of it instead;
//! the answer was received by then, so a write has happened.
//!
//! Looked at is what an operation gives to its caller, at its place in the answer: the other
//! members of an envelope are not, nor are answers that are texts, files or tokens.
//! `pages()` and `items()` look at each page; for that, `items()` reads it twice.
//! Nothing of this is done for a client that did not ask for it.
//!
//! What is shown has no secret in it: it is redacted as errors are.
//!
//! ```
//! use std::sync::Arc;
//!
//! use apiloom::drift::{Counters, Drift};
//! use apiloom::{Core, Hooks};
//!
//! /// Tells people.
//! #[derive(Debug)]
//! struct Alarm;
//!
//! impl Hooks for Alarm {
//!     fn wants_drift(&self) -> bool {
//!         true
//!     }
//!
//!     fn on_drift(&self, drift: &Drift<'_>) {
//!         for deviation in drift.deviations() {
//!             eprintln!("{}: {deviation}", drift.operation());
//!         }
//!     }
//! }
//!
//! /// The core that is given goes on, and so do the counters.
//! fn watched(core: Core, counters: &Arc<Counters>) -> Core {
//!     core.with_hooks(Arc::new(Alarm))
//!         .with_hooks(Arc::clone(counters) as Arc<dyn Hooks>)
//! }
//!
//! let counters = Arc::new(Counters::new());
//! assert!(counters.wants_drift());
//! assert_eq!(counters.snapshot(), []);
//! ```

mod counters;
mod watch;

use std::fmt;

use apiloom_wire::Deviations;

use crate::exchange::Exchange;
use crate::{Operation, ShownRequest, ShownResponse};

pub use self::counters::{COUNTER_LIMIT, Count, Counters};
pub(crate) use self::watch::Watch;

/// An answer that is not as the spec says.
pub struct Drift<'a> {
    operation: &'static Operation,
    exchange: &'a Exchange,
    request_id: Option<String>,
    deviations: &'a Deviations,
}

impl Drift<'_> {
    /// The operation's name in the spec.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.exchange.status()
    }

    /// What the vendor calls the request, if the answer says it.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// All that is not as the spec says; never empty.
    pub fn deviations(&self) -> &Deviations {
        self.deviations
    }

    /// The request, without its secrets; it is made anew each time this is asked for.
    pub fn request(&self) -> Option<ShownRequest> {
        self.exchange.shown_request(&self.exchange.redactor())
    }

    /// The answer, without its secrets; it is made anew each time this is asked for.
    pub fn response(&self) -> ShownResponse {
        self.exchange.shown_response(&self.exchange.redactor())
    }
}

impl fmt::Debug for Drift<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drift")
            .field("operation", &self.operation.id)
            .field("status", &self.status())
            .field("request_id", &self.request_id)
            .field("deviations", &self.deviations)
            .finish()
    }
}
