//! JSON as people read it.

use apiloom_wire::{Json, encode};

/// A value with a line a member, and two blanks a level.
pub(crate) fn pretty(json: &Json) -> String {
    let mut out = String::new();
    put(json, 0, &mut out);
    out
}

fn put(json: &Json, depth: usize, out: &mut String) {
    match json {
        Json::Object(members) if !members.is_empty() => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                line(index, depth + 1, out);
                scalar(&Json::String(key.clone()), out);
                out.push_str(": ");
                put(value, depth + 1, out);
            }
            end('}', depth, out);
        }
        Json::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                line(index, depth + 1, out);
                put(item, depth + 1, out);
            }
            end(']', depth, out);
        }
        other => scalar(other, out),
    }
}

fn line(index: usize, depth: usize, out: &mut String) {
    out.push_str(if index == 0 { "\n" } else { ",\n" });
    indent(depth, out);
}

fn end(bracket: char, depth: usize, out: &mut String) {
    out.push('\n');
    indent(depth, out);
    out.push(bracket);
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

fn scalar(json: &Json, out: &mut String) {
    // A value that was parsed can be written.
    let bytes = encode(json).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    // What JSON may leave as it is, and nobody sees or what turns the direction of text, is escaped.
    for c in text.chars() {
        match apiloom_codegen::emit::rust::is_control(c) {
            true => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            false => out.push(c),
        }
    }
}
