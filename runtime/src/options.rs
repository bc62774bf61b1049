//! What one call asks for beyond its inputs.

use std::fmt;
use std::time::Duration;

use crate::{Receive, Retry};

/// What one call asks for beyond its inputs.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CallOptions {
    /// How long one attempt may take, in place of the client's.
    pub timeout: Option<Duration>,
    /// How long the whole call may take, with all attempts and waits, in place of the client's.
    pub deadline: Option<Duration>,
    /// When and how often it is sent again, in place of the client's.
    pub retry: Option<Retry>,
    /// The key by which the vendor knows the request again, in place of a random one.
    pub idempotency_key: Option<String>,
    /// The URL that replaces scheme, host and path prefix.
    pub server: Option<String>,
    /// The scheme among those that the operation offers.
    pub scheme: Option<String>,
    /// Headers, set after those of the operation and before authentication; their values count as
    /// secrets unless the header holds none by what it is for.
    pub headers: Vec<(String, String)>,
    /// Whether inputs that break the rules of the spec are sent all the same.
    pub without_validation: bool,
    /// Whether an answer that is not as the spec says is an error, although it can be read.
    pub strict: bool,
    /// How the body of the answer is received; the operation says it.
    pub(crate) receive: Receive,
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values and the server's URL may hold what nobody should see.
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("retry", &self.retry)
            .field("idempotency_key", &self.idempotency_key)
            .field("server", &self.server.is_some())
            .field("scheme", &self.scheme)
            .field("headers", &names)
            .field("without_validation", &self.without_validation)
            .field("strict", &self.strict)
            .finish()
    }
}
