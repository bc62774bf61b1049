//! Expressions.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{Expr, Label, PointerMutability, RangeLimits, Token, UnOp};

use super::list::Trailing;
use super::memory::Memory;
use super::overflow::{self, FN_CALL_WIDTH, Item};
use super::pair::{self, Affixes};
use super::shape::{Context, Shape};
use super::text::{last_line_width, multiline};
use super::{
    assign, attr, block, chain, closure, control, kind, mac, matching, path, record, tokens,
};

/// Whether an expression stands as a statement of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Statement,
    Sub,
}

/// An expression inside another.
pub(super) fn sub(cx: &Context, item: &Expr, shape: Shape) -> Option<String> {
    print(cx, item, Place::Sub, shape)
}

/// An expression with its attributes.
pub(super) fn print(cx: &Context, item: &Expr, place: Place, shape: Shape) -> Option<String> {
    let shape = if place == Place::Statement && kind::is_jump(item) {
        shape.sub_width(1)?
    } else {
        shape
    };
    let text = Memory::text(cx, item, place, shape, || bare(cx, item, place, shape))?;
    let attrs = attr::outer(cx, kind::attrs(item), shape)?;
    if attrs.is_empty() {
        return Some(text);
    }
    Some(format!("{attrs}{}{text}", shape.indent.newline()))
}

fn bare(cx: &Context, item: &Expr, place: Place, shape: Shape) -> Option<String> {
    match item {
        Expr::Array(inner) => {
            let items = inner.elems.iter().map(Item::Expr).collect();
            overflow::squares(cx, "", items, shape, trailing(cx, &inner.elems))
        }
        Expr::Assign(inner) => assignment(cx, &inner.left, "=", &inner.right, shape),
        Expr::Async(inner) => block::asynchronous(cx, inner, shape),
        Expr::Await(_) | Expr::Field(_) | Expr::MethodCall(_) | Expr::Try(_) => {
            chain::print(cx, item, shape)
        }
        Expr::Binary(inner) => match kind::assign_operator(&inner.op) {
            Some(operator) => assignment(cx, &inner.left, operator, &inner.right, shape),
            None => pair::binary(cx, inner, shape),
        },
        Expr::Block(inner) => block::expression(cx, inner, place, shape),
        Expr::Break(inner) => {
            let label = inner
                .label
                .as_ref()
                .map_or(String::new(), |label| format!(" {label}"));
            match &inner.expr {
                Some(value) => prefixed(cx, &format!("break{label} "), value, shape),
                None => Some(format!("break{label}")),
            }
        }
        Expr::Call(inner) => call(cx, &sub(cx, &inner.func, shape)?, &inner.args, shape),
        Expr::Cast(inner) => pair::cast(cx, inner, shape),
        Expr::Closure(inner) => closure::print(cx, inner, shape),
        Expr::Const(inner) => Some(format!(
            "const {}",
            block::print(cx, "", &inner.block, &inner.attrs, shape)?
        )),
        Expr::Continue(inner) => Some(
            inner
                .label
                .as_ref()
                .map_or("continue".to_owned(), |label| format!("continue {label}")),
        ),
        Expr::ForLoop(_) | Expr::If(_) | Expr::Loop(_) | Expr::While(_) => {
            control::print(cx, item, place, shape)
        }
        Expr::Group(inner) if kind::is_atom(&inner.expr) => sub(cx, &inner.expr, shape),
        Expr::Group(inner) => parens(cx, &inner.expr, shape),
        Expr::Index(inner) => index(cx, &inner.expr, &inner.index, shape),
        Expr::Infer(_) => Some("_".to_owned()),
        Expr::Let(inner) => {
            let pattern = super::pat::print(cx, &inner.pat, shape.offset_left(4)?)?;
            assign::expr(cx, format!("let {pattern} ="), &inner.expr, shape)
        }
        Expr::Lit(inner) => literal(cx, &inner.lit, shape),
        Expr::Macro(inner) => mac::print(cx, &inner.mac, shape, mac::Position::Expression),
        Expr::Match(inner) => matching::print(cx, inner, shape),
        Expr::Paren(inner) => parens(cx, &inner.expr, shape),
        Expr::Path(inner) => path::print(
            cx,
            path::Place::Expression,
            inner.qself.as_ref(),
            &inner.path,
            shape,
        ),
        Expr::Range(inner) => {
            let (start, end) = (inner.start.as_deref(), inner.end.as_deref());
            range(cx, start, &inner.limits, end, shape)
        }
        Expr::RawAddr(inner) => {
            let raw = match inner.mutability {
                PointerMutability::Const(_) => "&raw const ",
                PointerMutability::Mut(_) => "&raw mut ",
            };
            prefixed(cx, raw, &inner.expr, shape)
        }
        Expr::Reference(inner) => {
            let prefix = if inner.mutability.is_some() {
                "&mut "
            } else {
                "&"
            };
            prefixed(cx, prefix, &inner.expr, shape)
        }
        Expr::Repeat(inner) => {
            let affixes = Affixes {
                prefix: "[",
                infix: "; ",
                suffix: "]",
                front: false,
            };
            let element = |shape| sub(cx, &inner.expr, shape);
            pair::print(
                cx,
                &element,
                &|shape| sub(cx, &inner.len, shape),
                &affixes,
                shape,
            )
        }
        Expr::Return(inner) => match &inner.expr {
            Some(value) => prefixed(cx, "return ", value, shape),
            None => Some("return".to_owned()),
        },
        Expr::Struct(inner) => record::print(cx, inner, shape),
        Expr::Tuple(inner) => {
            let force = if cx.inside_macro.get() {
                trailing(cx, &inner.elems)
            } else {
                (inner.elems.len() == 1).then_some(Trailing::Always)
            };
            let items = inner.elems.iter().map(Item::Expr).collect();
            overflow::parens(cx, "", items, shape, FN_CALL_WIDTH, force)
        }
        Expr::Unary(inner) => {
            let operator = match inner.op {
                UnOp::Deref(_) => "*",
                UnOp::Not(_) => "!",
                UnOp::Neg(_) => "-",
                _ => return None,
            };
            prefixed(cx, operator, &inner.expr, shape)
        }
        Expr::Unsafe(inner) => block::print(cx, "unsafe ", &inner.block, &inner.attrs, shape),
        Expr::Verbatim(inner) => verbatim(inner, shape),
        other => verbatim(&other.to_token_stream(), shape),
    }
}

fn verbatim(inner: &TokenStream, shape: Shape) -> Option<String> {
    let text = tokens::print(inner);
    (text.len() <= shape.width).then_some(text)
}

/// A literal; a string may be as long as it likes.
pub(super) fn literal(cx: &Context, item: &syn::Lit, shape: Shape) -> Option<String> {
    // The sign of a literal pattern is a token of its own.
    let text = item.to_token_stream().to_string().replacen("- ", "-", 1);
    let text = if text.starts_with('-') {
        text
    } else {
        item.to_token_stream().to_string()
    };
    // All lines of a string but the last may end with a backslash.
    let continued = || {
        let mut lines = text.lines();
        lines.next_back();
        lines.all(|line| line.ends_with('\\'))
    };
    let free = match item {
        syn::Lit::Str(_) => text.starts_with('r') || continued(),
        syn::Lit::ByteStr(_) | syn::Lit::CStr(_) => text.contains('r'),
        _ => false,
    };
    if free {
        Some(text)
    } else {
        super::text::wrap(text, cx, shape)
    }
}

/// `callee(args)`.
pub(super) fn call(
    cx: &Context,
    callee: &str,
    args: &Punctuated<Expr, Token![,]>,
    shape: Shape,
) -> Option<String> {
    let items = args.iter().map(Item::Expr).collect();
    overflow::parens(cx, callee, items, shape, FN_CALL_WIDTH, trailing(cx, args))
}

/// Inside a macro a trailing comma stays as written.
fn trailing(cx: &Context, args: &Punctuated<Expr, Token![,]>) -> Option<Trailing> {
    let written = if args.trailing_punct() {
        Trailing::Always
    } else {
        Trailing::Never
    };
    cx.inside_macro.get().then_some(written)
}

fn prefixed(cx: &Context, prefix: &str, item: &Expr, shape: Shape) -> Option<String> {
    Some(format!(
        "{prefix}{}",
        sub(cx, item, shape.offset_left(prefix.len())?)?
    ))
}

fn parens(cx: &Context, mut item: &Expr, shape: Shape) -> Option<String> {
    while let Expr::Paren(inner) = item {
        item = &inner.expr;
    }
    Some(format!(
        "({})",
        sub(cx, item, shape.offset_left(1)?.sub_width(1)?)?
    ))
}

fn assignment(
    cx: &Context,
    left: &Expr,
    operator: &str,
    right: &Expr,
    shape: Shape,
) -> Option<String> {
    let left = sub(cx, left, shape.sub_width(operator.len() + 1)?)?;
    assign::expr(cx, format!("{left} {operator}"), right, shape)
}

/// `start..end`, also of patterns.
pub(super) fn range(
    cx: &Context,
    start: Option<&Expr>,
    limits: &RangeLimits,
    end: Option<&Expr>,
    shape: Shape,
) -> Option<String> {
    let dots = match limits {
        RangeLimits::HalfOpen(_) => "..",
        RangeLimits::Closed(_) => "..=",
    };
    match (start, end) {
        (Some(start), Some(end)) => {
            let affixes = Affixes {
                prefix: "",
                infix: dots,
                suffix: "",
                front: true,
            };
            let start = |shape| sub(cx, start, shape);
            pair::print(cx, &start, &|shape| sub(cx, end, shape), &affixes, shape)
        }
        (None, Some(end)) => prefixed(cx, dots, end, shape),
        (Some(start), None) => Some(sub(cx, start, shape.sub_width(dots.len())?)? + dots),
        (None, None) => Some(dots.to_owned()),
    }
}

fn index(cx: &Context, item: &Expr, index: &Expr, shape: Shape) -> Option<String> {
    let base = sub(cx, item, shape)?;
    let offset = last_line_width(&base) + 1;
    let overhead = shape.rhs_overhead(cx);
    let beside = if multiline(&base) {
        Shape::legacy(cx.max_width, shape.indent)
            .offset_left(offset)
            .and_then(|shape| shape.sub_width(1 + overhead))
    } else {
        shape
            .offset_left(offset)
            .and_then(|shape| shape.sub_width(1))
    };
    let beside = beside.and_then(|shape| sub(cx, index, shape));
    if let Some(text) = beside.as_ref().filter(|text| !multiline(text)) {
        return Some(format!("{base}[{text}]"));
    }
    let indent = shape.indent.nested();
    let below_shape = Shape::indented(indent, cx)
        .offset_left(1)?
        .sub_width(1 + overhead)?;
    let below = sub(cx, index, below_shape);
    match (beside, below) {
        (Some(text), below) if below.as_ref().is_none_or(|text| multiline(text)) => {
            Some(format!("{base}[{text}]"))
        }
        (_, below) => Some(format!("{base}{}[{}]", indent.newline(), below?)),
    }
}

/// `'label: ` or nothing.
pub(super) fn label(label: Option<&Label>) -> String {
    label.map_or(String::new(), |label| format!("{}: ", label.name))
}
