//! `match`.

use syn::{Arm, Expr, ExprMatch, Pat};

use super::assign::{Tactics, prefer_next_line};
use super::expr::{self, Place};
use super::shape::{Context, Shape, TAB};
use super::text::{
    extra_offset, first_line_width, last_line_extendable, multiline, trimmed_last_line_width, width,
};
use super::{attr, block, control, kind, pat};

/// `match value { arms }`.
pub(super) fn print(cx: &Context, item: &ExprMatch, shape: Shape) -> Option<String> {
    let value_shape = Shape {
        width: cx.budget(shape.used_width()),
        ..shape
    }
    .offset_left(6)?;
    let value = expr::sub(cx, &item.expr, value_shape)?;
    let below =
        !last_line_extendable(&value) && (multiline(&value) || value.len() + 2 > value_shape.width);
    let newline = shape.indent.newline();
    if item.arms.is_empty() {
        return Some(format!("match {value} {{}}"));
    }
    let arm_shape = shape.block_indent(TAB).with_max_width(cx);
    let mut text = format!("match {value}{}{{", if below { &newline } else { " " });
    let attrs = attr::inner(cx, &item.attrs, shape)?;
    if !attrs.is_empty() {
        text.push_str(&arm_shape.indent.newline());
        text.push_str(&attrs);
    }
    for item in &item.arms {
        text.push_str(&arm_shape.indent.newline());
        text.push_str(&arm(cx, item, arm_shape)?);
    }
    Some(text + &newline + "}")
}

fn arm(cx: &Context, item: &Arm, shape: Shape) -> Option<String> {
    let attrs = attr::outer(cx, &item.attrs, shape)?;
    let (pattern, guard) = match &item.pat {
        Pat::Guard(inner) => (&*inner.pat, Some(&*inner.guard)),
        pattern => (pattern, None),
    };
    let pattern = pat::print(cx, pattern, shape.sub_width(5)?)?;
    let guard = match guard {
        Some(item) => guarded(cx, item, &pattern, shape)?,
        None => String::new(),
    };
    let mut left = attrs;
    if !left.is_empty() {
        left.push_str(&shape.indent.newline());
    }
    left.push_str(&pattern);
    left.push_str(&guard);
    body(cx, &item.body, &left, multiline(&guard), shape)
}

/// ` if guard`, beside the pattern or on the next line.
fn guarded(cx: &Context, item: &Expr, pattern: &str, shape: Shape) -> Option<String> {
    let used = trimmed_last_line_width(pattern);
    let block_like = used <= TAB;
    if !multiline(pattern) || block_like {
        let beside = shape
            .offset_left(used + 4)
            .and_then(|shape| shape.sub_width(5))
            .and_then(|shape| expr::sub(cx, item, shape));
        if let Some(text) = beside.filter(|text| !multiline(text) || block_like) {
            return Some(format!(" if {text}"));
        }
    }
    let below = Shape::indented(shape.indent.nested(), cx)
        .offset_left(3)?
        .sub_width(5)?;
    Some(format!(
        "{}if {}",
        below.indent.newline(),
        expr::sub(cx, item, below)?
    ))
}

fn body(cx: &Context, item: &Expr, left: &str, long_guard: bool, shape: Shape) -> Option<String> {
    let beside_shape = shape.offset_left(extra_offset(left, shape) + 4);
    let (extend, item) = flatten(cx, item, beside_shape);
    let is_block = matches!(item, Expr::Block(_) | Expr::Unsafe(_));
    let is_empty = matches!(item, Expr::Block(inner) if block::is_empty(&inner.block));
    let comma = if matches!(item, Expr::Block(_)) {
        ""
    } else {
        ","
    };
    let next_indent = if !is_block || is_empty {
        shape.indent.nested()
    } else {
        shape.indent
    };
    let forbid_beside =
        (long_guard && multiline(left) && !is_empty) || !kind::attrs(item).is_empty();
    let combine_beside = |text: &str| Some(format!("{left} => {text}{comma}"));
    let combine_below = |text: &str| {
        let newline = next_indent.newline();
        if is_block {
            return Some(format!("{left} =>{newline}{text}{comma}"));
        }
        let indent = shape.indent.newline();
        let open = if forbid_beside {
            format!("{indent}{{")
        } else {
            " {".to_owned()
        };
        let semi = if kind::is_jump(item) { ";" } else { "" };
        Some(format!("{left} =>{open}{newline}{text}{semi}{indent}}}"))
    };
    let beside_shape = beside_shape.and_then(|shape| shape.sub_width(comma.len()));
    let mut beside = None;
    if let Some(shape) = beside_shape.filter(|_| !forbid_beside) {
        beside = expr::print(cx, item, Place::Statement, shape).map(|text| collapse(text, shape));
        if let Some(text) = &beside
            && (is_block || (!multiline(text) && width(text) <= shape.width))
        {
            return combine_beside(text);
        }
    }
    let budget = beside_shape.map_or(0, |shape| shape.width);
    let below_shape = Shape::indented(next_indent, cx);
    let below = expr::print(cx, item, Place::Statement, below_shape)
        .map(|text| collapse(text, below_shape));
    match (beside, below) {
        (Some(beside), Some(below)) if prefer_next_line(&beside, &below, Tactics::Default) => {
            combine_below(&below)
        }
        (Some(beside), _) if extend && first_line_width(&beside) <= budget => {
            combine_beside(&beside)
        }
        (Some(beside), Some(below)) if multiline(&beside) => combine_below(&below),
        (None, Some(below)) => combine_below(&below),
        (None, None) => None,
        (Some(beside), _) => combine_beside(&beside),
    }
}

/// An empty block on one line.
fn collapse(text: String, shape: Shape) -> String {
    let empty = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    if shape.width >= 2 && empty.is_some_and(|text| text.trim().is_empty()) {
        return "{}".to_owned();
    }
    text
}

/// The body without braces that are not needed, and whether it may go on below the arrow's line.
fn flatten<'a>(cx: &Context, item: &'a Expr, shape: Option<Shape>) -> (bool, &'a Expr) {
    let Expr::Block(outer) = item else {
        return (can_extend(item), item);
    };
    let inner = if outer.label.is_some() || cx.inside_macro.get() {
        None
    } else {
        block::simple(&outer.block, &outer.attrs)
    };
    let Some(inner) = inner.filter(|inner| !matches!(inner, Expr::Macro(_))) else {
        return (can_extend(item), item);
    };
    if let Expr::Block(block) = inner {
        return if block.attrs.is_empty() {
            flatten(cx, inner, None)
        } else {
            (true, item)
        };
    }
    let long_condition = shape
        .and_then(|shape| control::condition(cx, inner, shape))
        .is_some_and(|text| multiline(&text));
    if long_condition {
        (false, item)
    } else {
        (can_extend(inner), inner)
    }
}

fn can_extend(item: &Expr) -> bool {
    match item {
        Expr::Loop(_)
        | Expr::Match(_)
        | Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::Closure(_)
        | Expr::Array(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Macro(_)
        | Expr::Struct(_)
        | Expr::Tuple(_) => true,
        Expr::Index(inner) => can_extend(&inner.expr),
        _ => kind::inner(item).is_some_and(can_extend),
    }
}
