//! Where the writer stands, told by what is written: no path is kept while
//! writing, since only an error asks for it.

use crate::error::Step;

/// A container that is open.
enum Open {
    Array(usize),
    Object(Option<String>),
}

/// The steps to the value at the end of `out`, a JSON document that is cut
/// off between two tokens.
pub(super) fn of(out: &[u8]) -> Vec<Step> {
    let mut open: Vec<Open> = Vec::new();
    let mut in_key = false;
    let mut at = 0;
    while let Some(&byte) = out.get(at) {
        at += 1;
        match byte {
            b'{' => {
                open.push(Open::Object(None));
                in_key = true;
            }
            b'[' => open.push(Open::Array(0)),
            b'}' | b']' => drop(open.pop()),
            b',' => match open.last_mut() {
                Some(Open::Array(index)) => *index += 1,
                Some(Open::Object(_)) => in_key = true,
                None => {}
            },
            b'"' => {
                let end = string_end(out, at);
                if let Some(Open::Object(key)) = open.last_mut()
                    && std::mem::take(&mut in_key)
                {
                    *key = Some(unquoted(out.get(at - 1..end).unwrap_or_default()));
                }
                at = end;
            }
            _ => {}
        }
    }
    open.into_iter()
        .filter_map(|container| match container {
            Open::Array(index) => Some(Step::Item(index)),
            Open::Object(key) => key.map(Step::Member),
        })
        .collect()
}

/// Behind the closing quote of the string whose text starts at `at`.
fn string_end(out: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = out.get(at) {
        at += if byte == b'\\' { 2 } else { 1 };
        if byte == b'"' {
            break;
        }
    }
    at
}

fn unquoted(key: &[u8]) -> String {
    crate::decode(key).unwrap_or_default()
}
