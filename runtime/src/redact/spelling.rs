//! The ways in which a secret may be written.

use crate::{percent, scalar};

/// The ways in which a secret may be written in a URL or a body.
pub(super) fn spellings(secret: &str) -> Vec<String> {
    if secret.is_empty() {
        return Vec::new();
    }
    let encoded = percent::encode(secret);
    let quoted = scalar::quote(secret);
    let escaped = quoted[1..quoted.len() - 1].to_owned();
    vec![
        secret.to_owned(),
        lower_hex(&encoded),
        encoded.replace("%20", "+"),
        encoded,
        escaped.replace('/', "\\/"),
        escaped,
    ]
}

/// The same percent-encoding with `%2f` for `%2F`.
fn lower_hex(encoded: &str) -> String {
    let mut left = 0;
    encoded
        .chars()
        .map(|character| {
            if character == '%' {
                left = 2;
                character
            } else if left > 0 {
                left -= 1;
                character.to_ascii_lowercase()
            } else {
                character
            }
        })
        .collect()
}
