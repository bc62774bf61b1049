//! Blocks and statements.

use syn::{Attribute, Block, Expr, ExprAsync, ExprBlock, Local, Stmt};

use super::expr::{self, Place};
use super::shape::{Context, Indent, MAX_WIDTH, Shape};
use super::text::{last_line_width, multiline, width};
use super::{assign, attr, item, kind, mac, pat, tokens, ty};

/// rustfmt's `single_line_let_else_max_width`.
const LET_ELSE_WIDTH: usize = 50;

/// A block expression. As a statement it never shares a line with its content.
pub(super) fn expression(
    cx: &Context,
    inner: &ExprBlock,
    place: Place,
    shape: Shape,
) -> Option<String> {
    let prefix = expr::label(inner.label.as_ref());
    match place {
        Place::Statement => Some(lines(cx, &prefix, &inner.block, &inner.attrs, shape)),
        Place::Sub => print(cx, &prefix, &inner.block, &inner.attrs, shape),
    }
}

/// `async move { … }`.
pub(super) fn asynchronous(cx: &Context, inner: &ExprAsync, shape: Shape) -> Option<String> {
    let prefix = if inner.capture.is_some() {
        "async move "
    } else {
        "async "
    };
    if let Some(text) = single_line(cx, prefix, &inner.block, &inner.attrs, shape) {
        return Some(text);
    }
    let budget = shape.width.saturating_sub(6);
    let rest = print(
        cx,
        "",
        &inner.block,
        &inner.attrs,
        Shape::legacy(budget, shape.indent),
    )?;
    Some(format!("{prefix}{rest}"))
}

/// A block, on one line if it is a single expression that fits.
pub(super) fn print(
    cx: &Context,
    prefix: &str,
    block: &Block,
    attrs: &[Attribute],
    shape: Shape,
) -> Option<String> {
    let text = lines(cx, prefix, block, attrs, shape);
    if text.lines().count() <= 3
        && let Some(text) = single_line(cx, prefix, block, attrs, shape)
    {
        return Some(text);
    }
    Some(text)
}

/// The only expression of a block without statements and attributes.
pub(super) fn simple<'a>(block: &'a Block, attrs: &[Attribute]) -> Option<&'a Expr> {
    match &block.stmts[..] {
        [Stmt::Expr(expr, None)] if attrs.is_empty() && !is_brace_macro(expr) => Some(expr),
        _ => None,
    }
}

/// rustc sees a statement in a macro call with braces.
fn is_brace_macro(expr: &Expr) -> bool {
    matches!(expr, Expr::Macro(inner) if matches!(inner.mac.delimiter, syn::MacroDelimiter::Brace(_)))
}

/// The last expression of a block, printed beside its braces.
pub(super) fn single(cx: &Context, expr: &Expr, shape: Shape) -> Option<String> {
    expr::print(
        cx,
        expr,
        if kind::is_jump(expr) {
            Place::Statement
        } else {
            Place::Sub
        },
        shape,
    )
}

fn single_line(
    cx: &Context,
    prefix: &str,
    block: &Block,
    attrs: &[Attribute],
    shape: Shape,
) -> Option<String> {
    let expr = simple(block, attrs)?;
    let expr = single(cx, expr, shape.offset_left(last_line_width(prefix))?)?;
    let text = format!("{prefix}{{ {expr} }}");
    (text.len() <= shape.width && !multiline(&text)).then_some(text)
}

/// Whether a block has nothing to print.
pub(super) fn is_empty(block: &Block) -> bool {
    block.stmts.iter().all(is_nothing)
}

fn is_nothing(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Expr(Expr::Verbatim(tokens), Some(_)) if tokens.is_empty())
}

/// A block with each statement on its own lines.
pub(super) fn lines(
    cx: &Context,
    prefix: &str,
    block: &Block,
    attrs: &[Attribute],
    shape: Shape,
) -> String {
    let inner = attrs.iter().any(attr::is_inner);
    if is_empty(block) && !inner && shape.width >= 2 {
        return format!("{prefix}{{}}");
    }
    body(cx, prefix, Body::Stmts(&block.stmts), attrs, shape.indent)
}

/// What stands between braces.
#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    Stmts(&'a [Stmt]),
    Expr(&'a Expr),
}

/// `{`, the statements and `}`.
pub(super) fn body(
    cx: &Context,
    prefix: &str,
    body: Body<'_>,
    attrs: &[Attribute],
    indent: Indent,
) -> String {
    let cx = cx.fresh(MAX_WIDTH);
    let nested = indent.nested();
    let mut out = format!("{prefix}{{");
    if let Some(text) = attr::inner(&cx, attrs, Shape::indented(nested, &cx))
        && !text.is_empty()
    {
        out.push_str(&nested.newline());
        out.push_str(&text);
    }
    match body {
        Body::Stmts(stmts) => out.push_str(&statements(&cx, stmts, nested)),
        Body::Expr(inner) => {
            out.push_str(&nested.newline());
            out.push_str(&expression_statement(&cx, inner, nested));
        }
    }
    out.push_str(&indent.newline());
    out.push('}');
    out
}

/// Statements, each after the start of a new line.
pub(super) fn statements(cx: &Context, stmts: &[Stmt], indent: Indent) -> String {
    let (mut out, mut rest) = (String::new(), stmts);
    while let Some(first) = rest.first() {
        let mut items = Vec::new();
        while let Some(Stmt::Item(item)) = rest.get(items.len()) {
            items.push(item);
        }
        if !items.is_empty() {
            out.push_str(&indent.newline());
            out.push_str(&item::list(cx, &items, indent));
            rest = &rest[items.len()..];
            if !rest.is_empty() {
                out.push('\n');
            }
            continue;
        }
        rest = &rest[1..];
        if !is_nothing(first) {
            out.push_str(&indent.newline());
            out.push_str(&statement(cx, first, rest.is_empty(), indent));
        }
    }
    out
}

/// The only expression of a block.
fn expression_statement(cx: &Context, inner: &Expr, indent: Indent) -> String {
    cx.forced(|cx| {
        let text = single(cx, inner, Shape::indented(indent, cx))?;
        Some(if kind::is_jump(inner) {
            text + ";"
        } else {
            text
        })
    })
    .unwrap_or_else(|| tokens::print(&quote::ToTokens::to_token_stream(inner)))
}

fn statement(cx: &Context, stmt: &Stmt, last: bool, indent: Indent) -> String {
    cx.forced(|cx| {
        let shape = Shape::indented(indent, cx);
        match stmt {
            Stmt::Local(local) => self::local(cx, local, shape),
            Stmt::Item(_) => None,
            Stmt::Expr(Expr::Macro(inner), Some(_)) => {
                macro_statement(cx, &inner.attrs, &inner.mac, true, shape)
            }
            Stmt::Macro(inner) => macro_statement(
                cx,
                &inner.attrs,
                &inner.mac,
                inner.semi_token.is_some(),
                shape,
            ),
            Stmt::Expr(inner, semi) => {
                let block = matches!(inner, Expr::While(_) | Expr::Loop(_) | Expr::ForLoop(_));
                let suffix = if semi.is_some() && !block { ";" } else { "" };
                let place = if last && semi.is_none() && !kind::is_jump(inner) {
                    Place::Sub
                } else {
                    Place::Statement
                };
                let text = expr::print(cx, inner, place, shape.sub_width(suffix.len())?)?;
                let jump = if semi.is_none() && kind::is_jump(inner) {
                    ";"
                } else {
                    ""
                };
                Some(text + suffix + jump)
            }
        }
    })
    .unwrap_or_else(|| tokens::print(&quote::ToTokens::to_token_stream(stmt)))
}

fn macro_statement(
    cx: &Context,
    attrs: &[Attribute],
    mac: &syn::Macro,
    semi: bool,
    shape: Shape,
) -> Option<String> {
    let mut text = attr::outer(cx, attrs, shape)?;
    if !text.is_empty() {
        text.push_str(&shape.indent.newline());
    }
    text.push_str(&mac::print(
        cx,
        mac,
        shape.sub_width(1)?,
        mac::Position::Statement,
    )?);
    if semi {
        text.push(';');
    }
    Some(text)
}

/// `let pattern: Type = value else { … };`.
fn local(cx: &Context, local: &Local, shape: Shape) -> Option<String> {
    let mut attrs = attr::outer(cx, &local.attrs, shape)?;
    if !attrs.is_empty() {
        attrs.push_str(&shape.indent.newline());
    }
    let (pattern, annotation) = match &local.pat {
        syn::Pat::Type(inner) => (&*inner.pat, Some(&*inner.ty)),
        pattern => (pattern, None),
    };
    let pattern = pat::print(cx, pattern, shape.offset_left(4)?.sub_width(1)?)?;
    let mut text = format!("{attrs}let {pattern}");
    if let Some(annotation) = annotation {
        let base = if multiline(&pattern) {
            shape.with_max_width(cx)
        } else {
            shape
        };
        let base = base.offset_left(last_line_width(&text) + 2)?.sub_width(2)?;
        text.push_str(": ");
        text.push_str(&ty::print(cx, annotation, base)?);
    }
    let Some(init) = &local.init else {
        return Some(text + ";");
    };
    text.push_str(" =");
    let nested = shape.sub_width(1)?;
    text = assign::expr(cx, text, &init.expr, nested)?;
    if let Some((_, diverge)) = &init.diverge
        && let Expr::Block(diverge) = &**diverge
    {
        let_else(cx, &mut text, attrs.len(), &pattern, &diverge.block, shape)?;
    }
    Some(text + ";")
}

fn let_else(
    cx: &Context,
    text: &mut String,
    start: usize,
    pattern: &str,
    block: &Block,
    shape: Shape,
) -> Option<()> {
    let newline = multiline(pattern) || !else_beside(&text[start..], shape.sub_width(1)?);
    text.push_str(&if newline {
        shape.indent.newline()
    } else {
        " ".to_owned()
    });
    text.push_str("else ");
    let used = &text[start..];
    let available = shape.width.min(LET_ELSE_WIDTH).saturating_sub(used.len());
    let single = !newline && available > 0 && !multiline(used) && block.stmts.len() <= 1;
    let vertical = lines(cx, "", block, &[], shape);
    let mut otherwise = if single {
        print(cx, "", block, &[], shape)?
    } else {
        vertical.clone()
    };
    if single && !multiline(&otherwise) && width(&otherwise) + 1 > available {
        otherwise = vertical;
    }
    text.push_str(&otherwise);
    Some(())
}

/// Whether `else {` may follow on the line where the value ends.
fn else_beside(text: &str, shape: Shape) -> bool {
    if !multiline(text) {
        return shape.width.saturating_sub(text.len()) >= 7;
    }
    text.ends_with([')', ']', '}'])
        && text
            .lines()
            .next_back()
            .and_then(|line| line.strip_prefix(&shape.indent.spaces()))
            .is_some_and(|line| !line.starts_with(char::is_whitespace))
}
