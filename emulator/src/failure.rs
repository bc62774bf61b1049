//! What a request is refused for.

/// What a request is refused for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of failure.
    pub kind: FailureKind,
    /// What people are told; the vendor's message says it if the envelope has one.
    pub message: String,
}

/// The kinds of refusals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// No operation has this path.
    NoRoute,
    /// The path is there, but not with this method.
    NoMethod,
    /// The request cannot be read at all.
    Malformed,
    /// What authenticates is not there.
    Unauthenticated,
    /// A signature or a credential is wrong.
    BadSignature,
    /// The time of the request is too far from the emulator's clock.
    Stale,
    /// The nonce was used before.
    Replayed,
    /// The token has expired, or is none that was handed out; the codes after which the scheme renews it.
    ExpiredToken(Vec<String>),
    /// Too many requests.
    Throttled,
    /// The inputs break rules of the spec.
    Invalid,
    /// The entity is not there.
    NotFound,
    /// The entity is there already.
    Conflict,
    /// The vendor is not available now.
    Unavailable,
    /// This code of the vendor.
    Code(String),
}
