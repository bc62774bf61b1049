//! Hides the parts of a multipart body that are secret.

use super::{HIDDEN, is_named};
use crate::pair_style::names_in;

/// Hides what stands in a part of one of these names, also where the name is that of a member.
pub(super) fn hide_parts(text: &str, names: &[&str]) -> String {
    const NAME: &str = "form-data; name=\"";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Whoever answers may write any number of parts without an end: what was once looked for to
    // the end in vain is not looked for again.
    let mut has_heads = true;
    while let Some((before, after)) = rest.split_once(NAME) {
        out.push_str(before);
        out.push_str(NAME);
        rest = after;
        let name = after.split('"').next().unwrap_or_default();
        let secret = is_named(names, name) || names_in(name).any(|name| is_named(names, name));
        if !secret || !has_heads {
            continue;
        }
        let split = after.split_once("\r\n\r\n");
        has_heads = split.is_some();
        if let Some((head, content)) = split {
            out.push_str(head);
            out.push_str("\r\n\r\n");
            out.push_str(HIDDEN);
            let end = content.find("\r\n--").unwrap_or(content.len());
            rest = &content[end..];
        }
    }
    out.push_str(rest);
    out
}
