//! The ways in which a secret may be written.

use crate::{percent, scalar};

/// The ways in which a secret may be written in a URL or a body.
pub(super) fn spellings(secret: &str) -> Vec<String> {
    if secret.is_empty() {
        return Vec::new();
    }
    let encoded = percent::encode(secret);
    let escaped = inside_quotes(secret);
    vec![
        // JSON that stands as text in JSON is escaped twice.
        inside_quotes(&escaped),
        secret.to_owned(),
        lower_hex(&encoded),
        encoded.replace("%20", "+"),
        encoded,
        // JSON that stands in a URL or a form.
        lower_hex(&percent::encode(&escaped)),
        percent::encode(&escaped),
        escaped.replace('/', "\\/"),
        escaped,
    ]
}

/// The text as it stands between the quotes of a JSON string.
fn inside_quotes(text: &str) -> String {
    let quoted = scalar::quote(text);
    quoted[1..quoted.len() - 1].to_owned()
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
