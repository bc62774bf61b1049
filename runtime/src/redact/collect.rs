//! Finds the values of secret members.

use apiloom_wire::{Decoder, Json};

use super::{NESTING_LIMIT, is_named};
use crate::scalar;

/// Adds the scalars that stand under one of these names, at any depth of a JSON text and of the
/// JSON in its strings.
pub(crate) fn collect(json: &[u8], names: &[&str], found: &mut Vec<String>) {
    if !names.is_empty() {
        value(json.trim_ascii(), names, 0, found);
    }
}

/// Looks into a JSON text that stands in so many strings of others.
fn inside(json: &[u8], names: &[&str], depth: usize, found: &mut Vec<String>) {
    // What cannot be read was refused before or is no JSON; then there is nothing to find.
    let Ok(mut d) = Decoder::new(json) else {
        return;
    };
    let _ = match json.first() {
        Some(b'{') => d.members(&mut |d, name| {
            let raw = d.raw()?;
            if is_named(names, name)
                && let Ok(json) = Json::parse(raw)
            {
                scalars(&json, found);
            }
            value(raw, names, depth, found);
            Ok(())
        }),
        Some(b'[') => d.items(&mut |d| {
            value(d.raw()?, names, depth, found);
            Ok(())
        }),
        _ => Ok(()),
    };
}

fn value(raw: &[u8], names: &[&str], depth: usize, found: &mut Vec<String>) {
    match raw.first() {
        Some(b'{' | b'[') => inside(raw, names, depth, found),
        Some(b'"') if depth < NESTING_LIMIT => {
            if let Ok(text) = scalar::text(raw) {
                value(text.trim().as_bytes(), names, depth + 1, found);
            }
        }
        _ => {}
    }
}

/// Adds all that a secret consists of.
fn scalars(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| scalars(item, found)),
        Json::Object(members) => members.iter().for_each(|(_, value)| scalars(value, found)),
        scalar => found.extend(scalar.scalar_text().map(|text| text.into_owned())),
    }
}
