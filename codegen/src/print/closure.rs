//! Closures.

use syn::{Expr, ExprClosure, ReturnType, Stmt};

use super::block::Body;
use super::list::{self, Format, ListItem, Tactic, Wish};
use super::shape::{Context, Shape};
use super::text::{last_line_width, multiline};
use super::{block, control, expr, func, generics, kind, pat};

/// A closure whose body may get or lose its braces.
pub(super) fn print(cx: &Context, item: &ExprClosure, shape: Shape) -> Option<String> {
    let head = head(cx, item, shape)?;
    let body_shape = shape.offset_left(last_line_width(&head) + 1)?;
    let Expr::Block(body) = &*item.body else {
        return on_line(cx, &item.body, &head, body_shape)
            .or_else(|| in_block(cx, &item.body, &head, body_shape));
    };
    if body.block.stmts.is_empty() {
        return Some(format!("{head} {}", expr::sub(cx, &item.body, shape)?));
    }
    let without = if matches!(item.output, ReturnType::Default) && !cx.inside_macro.get() {
        let inner = inner_expr(&item.body, &head);
        if needs_block(cx, inner) {
            in_block(cx, inner, &head, shape)
        } else {
            on_line(cx, inner, &head, body_shape)
        }
    } else {
        None
    };
    without.or_else(|| Some(format!("{head} {}", expr::sub(cx, &item.body, body_shape)?)))
}

/// A closure as the last argument of a call, beside the other arguments.
pub(super) fn last_argument(
    cx: &Context,
    item: &ExprClosure,
    whole: &Expr,
    shape: Shape,
) -> Option<String> {
    let body = match &*item.body {
        Expr::Block(inner) if !cx.inside_macro.get() && inner.label.is_none() => {
            block::simple(&inner.block, &inner.attrs).unwrap_or(&item.body)
        }
        body => body,
    };
    let head = head(cx, item, shape)?;
    if multiline(&head) {
        return None;
    }
    let body_shape = shape.offset_left(last_line_width(&head) + 1)?;
    if needs_block(cx, body) {
        let text = in_block(cx, body, &head, body_shape)?;
        if matches!(item.output, ReturnType::Default)
            && text.lines().count() <= 7
            && let Some(short) = on_line(cx, body, &head, shape)
            && !multiline(&short)
        {
            return Some(short);
        }
        return Some(text);
    }
    let long_condition = control::condition(cx, body, body_shape)
        .is_some_and(|text| multiline(&text) || text.len() > body_shape.width);
    if long_condition {
        return in_block(cx, body, &head, body_shape);
    }
    expr::sub(cx, whole, shape)
}

/// `move |a, b: B| -> C`.
fn head(cx: &Context, item: &ExprClosure, shape: Shape) -> Option<String> {
    let mut prefix = String::new();
    if let Some(lifetimes) = &item.lifetimes {
        let lifetimes = generics::bound_lifetimes(cx, lifetimes, shape)?;
        prefix.push_str(if lifetimes.is_empty() {
            "for<> "
        } else {
            &lifetimes
        });
    }
    for (present, keyword) in [
        (item.constness.is_some(), "const "),
        (item.asyncness.is_some(), "async "),
        (item.capture.is_some(), "move "),
    ] {
        if present {
            prefix.push_str(keyword);
        }
    }
    let nested = shape.shrink_left(prefix.len())?.sub_width(4)?;
    let shape = nested.offset_left(1)?.visual_indent(0);
    let output = func::output(cx, &item.output, shape)?;
    let items: Vec<ListItem> = item
        .inputs
        .iter()
        .map(|input| {
            ListItem::new(match input {
                syn::Pat::Type(inner) => {
                    func::typed(cx, &inner.attrs, &inner.pat, &inner.ty, shape)
                }
                input => pat::print(cx, input, shape),
            })
        })
        .collect();
    let budget = nested.width.saturating_sub(output.len() + 1);
    let tactic = list::tactic(&items, Wish::HorizontalVertical, 2, budget);
    let shape = match tactic {
        Tactic::Horizontal => shape.sub_width(output.len() + 1)?,
        _ => shape,
    };
    let inputs = list::write(&items, &Format::new(shape, tactic))?;
    let mut head = format!("{prefix}|{inputs}|");
    if !output.is_empty() {
        head.push_str(&if multiline(&head) {
            nested.indent.plus(1).newline()
        } else {
            " ".to_owned()
        });
        head.push_str(&output);
    }
    Some(head)
}

/// The expression inside braces that are not needed.
fn inner_expr<'a>(body: &'a Expr, head: &str) -> &'a Expr {
    if let Expr::Block(inner) = body
        && inner.label.is_none()
        && !multiline(head)
        && let [Stmt::Expr(first, None)] = &inner.block.stmts[..]
        && kind::attrs(first).is_empty()
        && block::simple(&inner.block, &[]).is_some()
    {
        return inner_expr(first, head);
    }
    body
}

/// A body without braces; of many lines only if it has brackets of its own.
fn on_line(cx: &Context, body: &Expr, head: &str, shape: Shape) -> Option<String> {
    let text = expr::sub(cx, body, shape)?;
    if multiline(&text) && !may_break(body) && !cx.inside_macro.get() {
        return None;
    }
    Some(format!("{head} {text}"))
}

fn may_break(body: &Expr) -> bool {
    match body {
        Expr::Match(_)
        | Expr::Async(_)
        | Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::Loop(_)
        | Expr::Struct(_) => true,
        _ => kind::inner(body).is_some_and(may_break),
    }
}

/// A body in braces that it did not have.
fn in_block(cx: &Context, body: &Expr, head: &str, shape: Shape) -> Option<String> {
    // Braces would make a statement of a block at the start of such a body.
    if vetoes_block(body) && !needs_semicolon(left_most(body)) {
        return None;
    }
    Some(block::body(
        cx,
        &format!("{head} "),
        Body::Expr(body),
        &[],
        shape.indent,
    ))
}

fn vetoes_block(body: &Expr) -> bool {
    matches!(
        body,
        Expr::Call(_)
            | Expr::Binary(_)
            | Expr::Cast(_)
            | Expr::Assign(_)
            | Expr::Field(_)
            | Expr::Index(_)
            | Expr::Range(_)
            | Expr::Try(_)
    )
}

fn left_most(body: &Expr) -> &Expr {
    match body {
        Expr::Call(inner) => left_most(&inner.func),
        Expr::Binary(inner) => left_most(&inner.left),
        Expr::Cast(inner) => left_most(&inner.expr),
        Expr::Assign(inner) => left_most(&inner.left),
        Expr::Field(inner) => left_most(&inner.base),
        Expr::Index(inner) => left_most(&inner.expr),
        Expr::Range(inner) => inner.start.as_deref().map_or(body, left_most),
        Expr::Try(inner) => left_most(&inner.expr),
        _ => body,
    }
}

fn needs_semicolon(body: &Expr) -> bool {
    !matches!(
        body,
        Expr::If(_)
            | Expr::Match(_)
            | Expr::Block(_)
            | Expr::Unsafe(_)
            | Expr::While(_)
            | Expr::Loop(_)
            | Expr::ForLoop(_)
    )
}

/// Bodies that get braces when they do not fit the line.
fn needs_block(cx: &Context, body: &Expr) -> bool {
    fn inner(body: &Expr) -> bool {
        match body {
            Expr::If(_) | Expr::While(_) | Expr::ForLoop(_) | Expr::Loop(_) => true,
            _ => kind::inner(body).is_some_and(inner),
        }
    }
    !cx.inside_macro.get() && inner(body)
}
