//! Finds the values of secret members.

use apiloom_wire::Decoder;

use super::is_named;
use crate::scalar;

/// Adds the scalars that stand under one of these names, at any depth of a JSON text.
pub(crate) fn collect(json: &[u8], names: &[&str], found: &mut Vec<String>) {
    // What cannot be read was refused before or is no JSON; then there is nothing to find.
    if names.is_empty() {
        return;
    }
    let Ok(mut d) = Decoder::new(json) else {
        return;
    };
    let _ = match json.first() {
        Some(b'{') => d.members(&mut |d, name| {
            let raw = d.raw()?;
            if is_named(names, name) {
                match scalar::text(raw) {
                    Ok(text) => found.push(text),
                    Err(_) => found.extend(scalar::texts(raw).unwrap_or_default()),
                }
            }
            if is_container(raw) {
                collect(raw, names, found);
            }
            Ok(())
        }),
        Some(b'[') => d.items(&mut |d| {
            let raw = d.raw()?;
            if is_container(raw) {
                collect(raw, names, found);
            }
            Ok(())
        }),
        _ => Ok(()),
    };
}

fn is_container(json: &[u8]) -> bool {
    matches!(json.first(), Some(b'{' | b'['))
}
