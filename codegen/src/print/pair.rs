//! Operands with something between them: binary operators, casts, ranges, `[x; n]`.

use quote::ToTokens as _;
use syn::{Expr, ExprBinary, ExprCast};

use super::shape::{Context, Shape, TAB};
use super::text::{
    first_line, first_line_width, last_line_width, multiline, trimmed_last_line_width, wrap,
};
use super::{expr, ty};

/// The text around two operands; `front`: on a break the infix leads the second line.
pub(super) struct Affixes<'a> {
    pub(super) prefix: &'a str,
    pub(super) infix: &'a str,
    pub(super) suffix: &'a str,
    pub(super) front: bool,
}

type Print<'a> = &'a dyn Fn(Shape) -> Option<String>;

/// Two operands.
pub(super) fn print(
    cx: &Context,
    left: Print<'_>,
    right: Print<'_>,
    affixes: &Affixes<'_>,
    shape: Shape,
) -> Option<String> {
    let Affixes {
        prefix,
        infix,
        suffix,
        front,
    } = *affixes;
    let overhead = if front {
        0
    } else {
        prefix.len() + infix.trim_end().len()
    };
    let left_shape = Shape {
        width: cx.budget(shape.used_width() + overhead),
        ..shape
    };
    let left = format!("{prefix}{}", left(left_shape)?);
    let beside = shape
        .offset_left(last_line_width(&left) + infix.len())
        .and_then(|shape| shape.sub_width(suffix.len()))
        .and_then(right);
    if let Some(right) = beside {
        let same_line = left.len() <= TAB || first_line(&right).ends_with('{');
        let width = last_line_width(&left) + infix.len() + first_line_width(&right) + suffix.len();
        if (!multiline(&right) || same_line) && width <= shape.width {
            return Some(format!("{left}{infix}{right}{suffix}"));
        }
    }
    let below = Shape::indented(shape.indent.nested(), cx).sub_width(shape.rhs_overhead(cx))?;
    let newline = below.indent.newline();
    if front {
        let infix = infix.trim_start();
        let right = right(below.offset_left(infix.len())?)?;
        Some(format!("{left}{newline}{infix}{right}{suffix}"))
    } else {
        Some(format!(
            "{left}{}{newline}{}{suffix}",
            infix.trim_end(),
            right(below)?
        ))
    }
}

/// `value as Type`.
pub(super) fn cast(cx: &Context, item: &ExprCast, shape: Shape) -> Option<String> {
    let affixes = Affixes {
        prefix: "",
        infix: " as ",
        suffix: "",
        front: true,
    };
    let value = |shape| expr::sub(cx, &item.expr, shape);
    print(
        cx,
        &value,
        &|shape| ty::print(cx, &item.ty, shape),
        &affixes,
        shape,
    )
}

/// Operands joined by one operator, all on one line or each on its own.
pub(super) fn binary(cx: &Context, item: &ExprBinary, shape: Shape) -> Option<String> {
    let operator = item.op.to_token_stream().to_string();
    let mut operands = Vec::new();
    flatten(item, &operator, &mut operands);
    let all = Operands::new(cx, operands, &operator, shape);
    let let_chain = all
        .items
        .iter()
        .any(|(item, _)| matches!(item, Expr::Let(_)));
    let text = if let_chain && !all.one_line_let() {
        all.vertical(cx, shape)
    } else {
        all.one_line(cx, shape).or_else(|| all.vertical(cx, shape))
    };
    text.or_else(|| {
        let infix = format!(" {operator} ");
        let affixes = Affixes {
            prefix: "",
            infix: &infix,
            suffix: "",
            front: true,
        };
        let left = |shape| expr::sub(cx, &item.left, shape);
        print(
            cx,
            &left,
            &|shape| expr::sub(cx, &item.right, shape),
            &affixes,
            shape,
        )
    })
}

fn flatten<'a>(item: &'a ExprBinary, operator: &str, operands: &mut Vec<&'a Expr>) {
    for side in [&*item.left, &*item.right] {
        match side {
            Expr::Binary(inner) if inner.op.to_token_stream().to_string() == operator => {
                flatten(inner, operator, operands);
            }
            _ => operands.push(side),
        }
    }
}

struct Operands<'a> {
    operator: &'a str,
    /// Each operand, and its text on a line of its own.
    items: Vec<(&'a Expr, Option<String>)>,
}

impl<'a> Operands<'a> {
    fn new(cx: &Context, operands: Vec<&'a Expr>, operator: &'a str, shape: Shape) -> Self {
        let below = below(cx, shape);
        let items = operands.into_iter().enumerate().map(|(index, operand)| {
            let shape = if index == 0 {
                Some(shape)
            } else {
                below.and_then(|shape| shape.offset_left(operator.len() + 1))
            };
            (
                operand,
                shape.and_then(|shape| expr::sub(cx, operand, shape)),
            )
        });
        Self {
            operator,
            items: items.collect(),
        }
    }

    /// `flag && let pattern = value` may stay on one line.
    fn one_line_let(&self) -> bool {
        matches!(&self.items[..], [(first, _), (Expr::Let(_), _)] if is_ident_or_bool(first))
    }

    fn one_line(&self, cx: &Context, shape: Shape) -> Option<String> {
        let ((last, _), before) = self.items.split_last()?;
        let mut text = String::new();
        for (_, operand) in before {
            let operand = operand.as_ref().filter(|operand| !multiline(operand))?;
            if text.len() > shape.width {
                return None;
            }
            text.push_str(operand);
            text.push(' ');
            text.push_str(self.operator);
            text.push(' ');
        }
        let prefix = text.len();
        let last = expr::sub(cx, last, shape.block().offset_left(last_line_width(&text))?)?;
        text.push_str(&last);
        if first_line_width(&text) > shape.width {
            return None;
        }
        let breaks = multiline(&text) && !last.starts_with('{');
        if breaks && (last.starts_with('(') || prefix > TAB) {
            return None;
        }
        wrap(text, cx, shape)
    }

    fn vertical(&self, cx: &Context, shape: Shape) -> Option<String> {
        let nested = below(cx, shape)?;
        let newline = nested.indent.newline();
        let operator = self.operator;
        let ((_, first), rest) = self.items.split_first()?;
        let mut text = first.clone()?;
        for (item, operand) in rest {
            let offset = if multiline(&text) {
                0
            } else {
                shape.used_width()
            };
            if last_line_width(&text) + offset <= nested.used_width() {
                // A short first operand does not stay alone on its line.
                let beside = shape
                    .offset_left(operator.len() + 2 + trimmed_last_line_width(&text))
                    .and_then(|shape| expr::sub(cx, item, shape));
                if let Some(operand) = beside {
                    text.push_str(&format!(" {operator} {operand}"));
                    continue;
                }
            }
            text.push_str(&format!("{newline}{operator} {}", operand.as_ref()?));
        }
        Some(text)
    }
}

fn below(cx: &Context, shape: Shape) -> Option<Shape> {
    shape
        .block_indent(TAB)
        .with_max_width(cx)
        .sub_width(shape.rhs_overhead(cx))
}

fn is_ident_or_bool(item: &Expr) -> bool {
    match item {
        Expr::Path(inner) => inner.qself.is_none() && inner.path.segments.len() == 1,
        Expr::Lit(inner) => matches!(inner.lit, syn::Lit::Bool(_)),
        Expr::Unary(inner) => is_ident_or_bool(&inner.expr),
        Expr::Reference(inner) => is_ident_or_bool(&inner.expr),
        Expr::Paren(inner) => is_ident_or_bool(&inner.expr),
        Expr::Try(inner) => is_ident_or_bool(&inner.expr),
        _ => false,
    }
}
