//! What a plain scalar is in JSON: the core schema of YAML 1.2, which counts in examples only.

use super::{Node, NodeKind, Style};

/// A scalar as JSON has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// Null.
    Null,
    /// A bool.
    Bool(bool),
    /// A whole number of at most 64 bits.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(&'a str),
}

/// The scalar of a node: a plain one as YAML reads it, a quoted one as text; `None` for lists and maps.
pub fn scalar(node: &Node) -> Option<Scalar<'_>> {
    match &node.kind {
        NodeKind::Scalar {
            text,
            style: Style::Plain,
            ..
        } => Some(plain(text)),
        NodeKind::Scalar { text, .. } => Some(Scalar::Text(text)),
        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Refused => None,
    }
}

/// A text as a scalar of a style.
#[cfg(feature = "format")]
pub(crate) fn scalar_of(text: &str, style: Style) -> Scalar<'_> {
    match style {
        Style::Plain => plain(text),
        Style::Quoted | Style::Block => Scalar::Text(text),
    }
}

fn plain(text: &str) -> Scalar<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Scalar::Null,
        "true" | "True" | "TRUE" => return Scalar::Bool(true),
        "false" | "False" | "FALSE" => return Scalar::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Scalar::Float(f64::NAN),
        _ => {}
    }
    let (negative, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    if let ".inf" | ".Inf" | ".INF" = digits {
        let infinite = f64::INFINITY;
        return Scalar::Float(if negative { -infinite } else { infinite });
    }
    if let Some(number) = whole(digits) {
        let number = if negative { -number } else { number };
        if i64::try_from(number).is_ok() || u64::try_from(number).is_ok() {
            return Scalar::Int(number);
        }
    }
    // `007` is the name of an agent; `infinity` and `nan` are words.
    let agent =
        digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    let begins = digits.strip_prefix('.').unwrap_or(digits);
    match text.parse::<f64>() {
        Ok(number)
            if begins.starts_with(|c: char| c.is_ascii_digit()) && !agent && number.is_finite() =>
        {
            Scalar::Float(number)
        }
        _ => Scalar::Text(text),
    }
}

/// A whole number without its sign.
fn whole(digits: &str) -> Option<i128> {
    let of = |digits: &str, radix| {
        let plain = digits.starts_with(|c: char| c.is_ascii_alphanumeric());
        plain.then(|| i128::from_str_radix(digits, radix).ok())?
    };
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            return of(digits, radix);
        }
    }
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    (!leading_zero).then(|| of(digits, 10))?
}
