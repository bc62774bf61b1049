//! `if`, `for`, `while` and `loop`.

use syn::{Block, Expr, ExprIf, Label, Pat};

use super::assign::{self, Tactics};
use super::expr::{self, Place};
use super::shape::{Context, Indent, Shape};
use super::text::{last_line, last_line_extendable, last_line_width, multiline};
use super::{block, pat};

/// rustfmt's `single_line_if_else_max_width`.
const IF_ELSE_WIDTH: usize = 50;

struct Flow<'a> {
    keyword: &'static str,
    label: Option<&'a Label>,
    /// The pattern of `if let`, `while let` and `for`.
    pattern: Option<&'a Pat>,
    condition: Option<&'a Expr>,
    body: &'a Block,
    attrs: &'a [syn::Attribute],
    otherwise: Option<&'a Expr>,
    allow_single_line: bool,
    /// The `if` of an `else if`.
    nested_if: bool,
}

/// A control flow expression.
pub(super) fn print(cx: &Context, item: &Expr, place: Place, shape: Shape) -> Option<String> {
    Flow::new(item, place)?.print(cx, shape)
}

/// The head of a control flow expression (up to its block) or the value a `match` is about.
pub(super) fn condition(cx: &Context, item: &Expr, shape: Shape) -> Option<String> {
    if let Expr::Match(inner) = item {
        return expr::sub(cx, &inner.expr, shape.offset_left(8)?);
    }
    let newline = shape.indent.block_only().newline();
    Flow::new(item, Place::Sub)?
        .head(cx, shape, &newline)
        .map(|(head, _)| head)
}

impl<'a> Flow<'a> {
    fn new(item: &'a Expr, place: Place) -> Option<Self> {
        Some(match item {
            Expr::If(inner) => Self::new_if(inner, place == Place::Sub, false),
            Expr::While(inner) => {
                let (pattern, condition) = split(&inner.cond);
                Self::new_loop("while", inner.label.as_ref(), &inner.body, &inner.attrs)
                    .with(pattern, Some(condition))
            }
            Expr::ForLoop(inner) => {
                Self::new_loop("for", inner.label.as_ref(), &inner.body, &inner.attrs)
                    .with(Some(&inner.pat), Some(&inner.expr))
            }
            Expr::Loop(inner) => {
                Self::new_loop("loop", inner.label.as_ref(), &inner.body, &inner.attrs)
            }
            _ => return None,
        })
    }

    fn new_if(inner: &'a ExprIf, allow_single_line: bool, nested_if: bool) -> Self {
        let (pattern, condition) = split(&inner.cond);
        let otherwise = inner
            .else_branch
            .as_ref()
            .map(|(_, otherwise)| &**otherwise);
        let flow = Self::new_loop("if", None, &inner.then_branch, &[]);
        Self {
            otherwise,
            allow_single_line,
            nested_if,
            ..flow.with(pattern, Some(condition))
        }
    }

    fn new_loop(
        keyword: &'static str,
        label: Option<&'a Label>,
        body: &'a Block,
        attrs: &'a [syn::Attribute],
    ) -> Self {
        Self {
            keyword,
            label,
            pattern: None,
            condition: None,
            body,
            attrs,
            otherwise: None,
            allow_single_line: false,
            nested_if: false,
        }
    }

    fn with(self, pattern: Option<&'a Pat>, condition: Option<&'a Expr>) -> Self {
        Self {
            pattern,
            condition,
            ..self
        }
    }

    fn print(&self, cx: &Context, shape: Shape) -> Option<String> {
        let (mut text, used) = self.head(cx, shape, &shape.indent.newline())?;
        if used == 0 {
            return Some(text);
        }
        let mut width = shape.width.saturating_sub(used);
        if self.otherwise.is_some() || self.nested_if {
            // Too little for `{}`.
            width = width.min(1);
        }
        text.push_str(&block::lines(
            cx,
            "",
            self.body,
            self.attrs,
            Shape { width, ..shape },
        ));
        if let Some(otherwise) = self.otherwise {
            let shape = Shape::indented(shape.indent, cx);
            text.push_str(" else ");
            text.push_str(&match otherwise {
                Expr::If(inner) => Flow::new_if(inner, false, true).print(cx, shape)?,
                _ => {
                    let shape = Shape {
                        width: shape.width.min(1),
                        ..shape
                    };
                    expr::print(cx, otherwise, Place::Statement, shape)?
                }
            });
        }
        Some(text)
    }

    /// Everything up to the block and the columns used; 0 if this is the whole expression.
    fn head(&self, cx: &Context, shape: Shape, newline: &str) -> Option<(String, usize)> {
        let fresh = Shape {
            width: cx.budget(shape.used_width()),
            ..shape
        };
        let constrained = if self.nested_if {
            fresh.offset_left(7)?
        } else {
            fresh
        };
        let label = expr::label(self.label);
        let keyword = self.keyword;
        let offset = keyword.len() + label.len() + 1;
        let condition = match self.condition {
            Some(condition) => self.pattern_and_condition(cx, condition, constrained, offset)?,
            None => String::new(),
        };
        let budget = cx
            .max_width
            .saturating_sub(constrained.used_width() + offset + 2);
        let brace_below = (multiline(&condition) || condition.len() > budget)
            && (!last_line_extendable(&condition)
                || leading_spaces(last_line(&condition)) > shape.used_width());
        if self.allow_single_line
            && let Some(text) = self.single_line(cx, &condition, shape.width)
            && text.len() <= IF_ELSE_WIDTH
        {
            return Some((text, 0));
        }
        let used = if multiline(&condition) {
            last_line_width(&condition)
        } else {
            label.len() + keyword.len() + condition.len() + 2
        };
        let space = if condition.is_empty() || condition.starts_with('\n') {
            ""
        } else {
            " "
        };
        let brace = if brace_below { newline } else { " " };
        Some((format!("{label}{keyword}{space}{condition}{brace}"), used))
    }

    fn pattern_and_condition(
        &self,
        cx: &Context,
        condition: &Expr,
        shape: Shape,
        offset: usize,
    ) -> Option<String> {
        let inner = shape.offset_left(offset)?;
        if let Some(pattern) = self.pattern {
            let (matcher, connector) = if self.keyword == "for" {
                ("", " in")
            } else {
                ("let ", " =")
            };
            let pattern_shape = inner
                .offset_left(matcher.len())?
                .sub_width(connector.len())?;
            let pattern = pat::print(cx, pattern, pattern_shape)?;
            let left = format!("{matcher}{pattern}{connector}");
            let right = |shape| expr::sub(cx, condition, shape);
            return assign::print(cx, left, &right, inner, Tactics::Default);
        }
        let text = expr::sub(cx, condition, inner);
        if self.keyword == "if" || text.is_some() {
            return text;
        }
        let nested = shape.block_indent(super::shape::TAB).with_max_width(cx);
        Some(format!(
            "{}{}",
            nested.indent.newline(),
            expr::sub(cx, condition, nested)?
        ))
    }

    fn single_line(&self, cx: &Context, condition: &str, width: usize) -> Option<String> {
        let Expr::Block(otherwise) = self.otherwise? else {
            return None;
        };
        let then = block::simple(self.body, &[])?;
        let otherwise = block::simple(&otherwise.block, &[])?;
        if multiline(condition) {
            return None;
        }
        let fixed = self.keyword.len() + "  {  } else {  }".len();
        let budget = width.checked_sub(condition.len() + fixed)?;
        let then = block::single(cx, then, Shape::legacy(budget, Indent::NONE))?;
        let budget = budget.checked_sub(then.len())?;
        let otherwise = block::single(cx, otherwise, Shape::legacy(budget, Indent::NONE))?;
        if multiline(&then) || multiline(&otherwise) {
            return None;
        }
        let keyword = self.keyword;
        let text = format!("{keyword} {condition} {{ {then} }} else {{ {otherwise} }}");
        (text.len() <= width).then_some(text)
    }
}

fn split(condition: &Expr) -> (Option<&Pat>, &Expr) {
    match condition {
        Expr::Let(inner) => (Some(&inner.pat), &inner.expr),
        _ => (None, condition),
    }
}

fn leading_spaces(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
