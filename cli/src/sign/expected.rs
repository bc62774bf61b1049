//! Whether the digest that somebody expects comes out.

use apiloom_codegen::expr::{self, Near, NearError};

use super::computed::Computed;

/// Looks for a digest; what cannot be looked for is told in English, as errors are.
pub(super) fn look(computed: &Computed, digest: &str) -> Result<Near, String> {
    let found = expr::near(&computed.parts, &computed.env, digest, &computed.known);
    found.map_err(|error| match error {
        NearError::Unreadable => format!(
            "`--expect {digest}` is no digest: write 32, 40, 64 or 128 hexadecimal digits, or base64"
        ),
        NearError::NoDigest => format!(
            "the scheme `{}` places no digest; there is nothing to compare with",
            computed.scheme
        ),
        NearError::Eval(error) => format!("the scheme `{}` has no value: {error}", computed.scheme),
    })
}
