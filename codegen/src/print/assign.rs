//! What stands to the right of `=` or `:`: beside it, or indented on the next line.

use syn::Expr;

use super::expr;
use super::shape::{Context, Shape};
use super::text::{first_line, fits, last_line_width, multiline, newlines, width};

/// Where the right side may go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tactics {
    Default,
    /// A right side of many lines starts on the next line.
    NextLine,
    /// Overflow the line rather than give up.
    AllowOverflow,
}

/// `left` (which ends with the operator) and the expression `right`.
pub(super) fn expr(cx: &Context, left: String, right: &Expr, shape: Shape) -> Option<String> {
    print(
        cx,
        left,
        &|shape| expr::sub(cx, right, shape),
        shape,
        Tactics::Default,
    )
}

/// `left` (which ends with the operator) and what `right` prints.
pub(super) fn print(
    cx: &Context,
    left: String,
    right: &dyn Fn(Shape) -> Option<String>,
    shape: Shape,
    tactics: Tactics,
) -> Option<String> {
    let indent = if multiline(&left) {
        shape.indent.width()
    } else {
        0
    };
    let used = last_line_width(&left).saturating_sub(indent) + 1;
    let beside_shape = shape.offset_left(used).unwrap_or(Shape {
        width: 0,
        offset: shape.offset + used,
        ..shape
    });
    let beside = right(beside_shape);
    let right = choose(cx, right, beside_shape, beside, tactics)?;
    Some(left + &right)
}

fn choose(
    cx: &Context,
    right: &dyn Fn(Shape) -> Option<String>,
    shape: Shape,
    beside: Option<String>,
    tactics: Tactics,
) -> Option<String> {
    if let Some(text) = &beside {
        if text.is_empty() {
            return Some(String::new());
        }
        if !multiline(text) && width(text) <= shape.width {
            return Some(format!(" {text}"));
        }
    }
    let below_shape = match tactics {
        Tactics::NextLine => shape.with_max_width(cx).sub_width(shape.indent.width()),
        _ => Shape::indented(shape.indent.nested(), cx).sub_width(shape.rhs_overhead(cx)),
    }?;
    let below = right(below_shape);
    match (beside, below) {
        (Some(beside), Some(below)) => {
            let below_fits = fits(&below, cx, below_shape);
            if below_fits && prefer_next_line(&beside, &below, tactics) {
                Some(format!("{}{below}", shape.indent.nested().newline()))
            } else {
                Some(format!(" {beside}"))
            }
        }
        (None, Some(below)) => Some(format!("{}{below}", shape.indent.nested().newline())),
        (None, None) if tactics == Tactics::AllowOverflow => right(Shape {
            width: 8096,
            ..shape
        })
        .map(|text| format!(" {text}")),
        (None, None) => None,
        (Some(beside), None) => Some(format!(" {beside}")),
    }
}

/// Whether the text for the next line looks better than the one beside.
pub(super) fn prefer_next_line(beside: &str, below: &str, tactics: Tactics) -> bool {
    let opens = |bracket| {
        let ends = |text: &str| first_line(text).ends_with(bracket);
        ends(beside) && !ends(below)
    };
    tactics == Tactics::NextLine
        || !multiline(below)
        || newlines(beside) > newlines(below) + 1
        || opens('(')
        || opens('{')
        || opens('[')
}
