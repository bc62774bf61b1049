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
            match scalar::text(raw) {
                Ok(text) if is_named(names, name) => found.push(text),
                Ok(_) => {}
                Err(_) => collect_below(raw, name, names, found),
            }
            Ok(())
        }),
        Some(b'[') => d.items(&mut |d| {
            let raw = d.raw()?;
            collect(raw, names, found);
            Ok(())
        }),
        _ => Ok(()),
    };
}

fn collect_below(raw: &[u8], name: &str, names: &[&str], found: &mut Vec<String>) {
    if is_named(names, name)
        && let Ok(texts) = scalar::texts(raw)
    {
        found.extend(texts);
    }
    collect(raw, names, found);
}
