//! What sort of thing went wrong.

use std::fmt;

/// What sort of thing went wrong; the first eight are the words that a spec uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The vendor does not accept the credentials, or some are missing.
    Auth,
    /// What was asked for does not exist.
    NotFound,
    /// Too many requests.
    RateLimit,
    /// The vendor does not accept the inputs.
    Invalid,
    /// The state of the vendor's data forbids it.
    Conflict,
    /// The account may not do this.
    Permission,
    /// The vendor cannot answer now.
    Unavailable,
    /// Any other failure that the vendor reported.
    Vendor,
    /// The inputs cannot be sent; nothing was.
    Input,
    /// The client is not set up well; nothing was sent.
    Configuration,
    /// The connection failed.
    Transport,
    /// There was no answer in time.
    Timeout,
    /// The answer is larger than the limit.
    TooLarge,
    /// The answer does not have the form that the spec states.
    Decode,
    /// The pages of a list do not follow one another, or do not end.
    Paging,
}

impl Kind {
    /// The kind of a failure whose code no table names.
    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            401 => Self::Auth,
            403 => Self::Permission,
            404 | 410 => Self::NotFound,
            400 | 422 => Self::Invalid,
            409 | 412 => Self::Conflict,
            429 => Self::RateLimit,
            502..=504 => Self::Unavailable,
            _ => Self::Vendor,
        }
    }

    /// Words for a message.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Auth => "not authenticated",
            Self::NotFound => "not found",
            Self::RateLimit => "too many requests",
            Self::Invalid => "refused as invalid",
            Self::Conflict => "conflict",
            Self::Permission => "not permitted",
            Self::Unavailable => "unavailable",
            Self::Vendor => "failed",
            Self::Input => "wrong input",
            Self::Configuration => "wrong configuration",
            Self::Transport => "connection failed",
            Self::Timeout => "no answer in time",
            Self::TooLarge => "answer too large",
            Self::Decode => "answer of an unexpected form",
            Self::Paging => "pages cannot be followed",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}
