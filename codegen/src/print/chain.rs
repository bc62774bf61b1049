//! Method chains: `a.b().c()?` on one line, with an overflowing last call, or one call a line.

use syn::{Expr, ExprMethodCall, Member};

use super::shape::{Context, Shape, TAB};
use super::text::{
    first_line_width, last_line_extendable, last_line_width, multiline, trimmed_last_line_width,
    width, wrap,
};
use super::{expr, path};

/// rustfmt's `chain_width`.
const CHAIN_WIDTH: usize = 60;

enum Part<'a> {
    Parent(&'a Expr),
    Call(&'a ExprMethodCall),
    Field(&'a Member),
    Await,
}

/// A link of the chain and the `?`s behind it.
struct Link<'a> {
    part: Part<'a>,
    tries: usize,
}

impl Link<'_> {
    fn print(&self, cx: &Context, shape: Shape) -> Option<String> {
        let shape = shape.sub_width(self.tries)?;
        let mut text = match self.part {
            Part::Parent(parent) => expr::sub(cx, parent, shape)?,
            Part::Call(call) => {
                let types = match &call.turbofish {
                    Some(types) if !types.args.is_empty() => {
                        let types: Option<Vec<String>> = types
                            .args
                            .iter()
                            .map(|item| path::argument(cx, item, shape))
                            .collect();
                        format!("::<{}>", types?.join(", "))
                    }
                    _ => String::new(),
                };
                expr::call(cx, &format!(".{}{types}", call.method), &call.args, shape)?
            }
            Part::Field(Member::Named(name)) => format!(".{name}"),
            Part::Field(Member::Unnamed(index)) => format!(".{}", index.index),
            Part::Await => ".await".to_owned(),
        };
        text.extend(std::iter::repeat_n('?', self.tries));
        Some(text)
    }
}

/// The chain that ends in `item`.
pub(super) fn print(cx: &Context, item: &Expr, shape: Shape) -> Option<String> {
    let (parent, links) = links(item);
    if links.is_empty() {
        return parent.print(cx, shape);
    }
    Chain::root(cx, &parent, &links, shape)?.print(cx, shape)
}

fn links(mut item: &Expr) -> (Link<'_>, Vec<Link<'_>>) {
    let mut links = Vec::new();
    let mut tries = 0;
    loop {
        let (part, before) = match item {
            Expr::Try(inner) => {
                tries += 1;
                item = &inner.expr;
                continue;
            }
            Expr::MethodCall(call) => (Part::Call(call), &call.receiver),
            Expr::Field(field) => (Part::Field(&field.member), &field.base),
            Expr::Await(inner) => (Part::Await, &inner.base),
            _ => {
                links.reverse();
                return (
                    Link {
                        part: Part::Parent(item),
                        tries,
                    },
                    links,
                );
            }
        };
        links.push(Link { part, tries });
        tries = 0;
        item = before;
    }
}

struct Chain<'a> {
    /// What is left below the root.
    links: &'a [Link<'a>],
    /// The number of links, the root's included.
    count: usize,
    texts: Vec<String>,
    root_ends_with_block: bool,
}

impl<'a> Chain<'a> {
    /// The parent, and as many links as its shortness pulls onto its line.
    fn root(
        cx: &Context,
        parent: &Link<'_>,
        mut links: &'a [Link<'a>],
        shape: Shape,
    ) -> Option<Self> {
        let count = links.len();
        let mut root = parent.print(cx, shape)?;
        let mut root_ends_with_block = match parent.part {
            Part::Parent(item) => is_block(item, &root),
            _ => false,
        };
        let tab = TAB.saturating_sub(shape.offset);
        while root.len() <= tab && !multiline(&root) {
            let Some((next, rest)) = links.split_first() else {
                break;
            };
            let Some(text) = next.print(cx, shape.offset_left(root.len())?) else {
                break;
            };
            root.push_str(&text);
            root_ends_with_block = last_line_extendable(&root);
            links = rest;
        }
        Some(Self {
            links,
            count,
            texts: vec![root],
            root_ends_with_block,
        })
    }

    fn print(mut self, cx: &Context, shape: Shape) -> Option<String> {
        let Some((last, children)) = self.links.split_last() else {
            return wrap(self.texts.pop()?, cx, shape);
        };
        let delta = if self.root_ends_with_block { 0 } else { TAB };
        let child_shape = shape.block_indent(delta).with_max_width(cx);
        for child in children {
            self.texts.push(child.print(cx, child_shape)?);
        }
        let one_line = self.last(cx, last, shape, child_shape)?;
        let connector = if one_line {
            String::new()
        } else {
            child_shape.newline()
        };
        if !one_line && cx.one_line_chain.get() {
            return None;
        }
        wrap(self.texts.join(&connector), cx, shape)
    }

    /// Prints the last link; whether the whole chain then stands on one line (but for what the last
    /// link overflows).
    fn last(&mut self, cx: &Context, last: &Link<'_>, shape: Shape, child: Shape) -> Option<bool> {
        let extendable = last_line_extendable(&self.texts[0]);
        let before = if extendable {
            last_line_width(&self.texts[0])
        } else {
            self.texts.iter().map(|text| width(text)).sum()
        } + last.tries;
        let budget = if self.count == 1 {
            shape.width
        } else {
            shape.width.min(CHAIN_WIDTH)
        }
        .saturating_sub(before);
        let all_in_one_line = budget > 0 && !self.texts.iter().any(|text| multiline(text));
        let own_line = child.sub_width(shape.rhs_overhead(cx) + last.tries);
        let last_shape = if all_in_one_line {
            shape.sub_width(last.tries)?
        } else if extendable {
            child.sub_width(last.tries)?
        } else {
            own_line?
        };
        let mut chosen = None;
        let mut one_line = false;
        if let Some(shape) = last_shape.offset_left(before)
            && (all_in_one_line || extendable)
            && let Some(text) = last.print(cx, shape)
        {
            let lines = text.lines().count();
            let fits = first_line_width(&text) <= budget;
            if fits && lines >= 5 {
                one_line = all_in_one_line;
                chosen = Some(text);
            } else {
                match last.print(cx, own_line?) {
                    Some(own) if !fits || own.lines().count() < lines => chosen = Some(own),
                    _ => {
                        one_line = fits && all_in_one_line;
                        chosen = Some(text);
                    }
                }
            }
        }
        // rustfmt gives up if this fails, even when it is not needed.
        let fallback = last.print(cx, last_shape)?;
        self.texts.push(chosen.unwrap_or(fallback));
        Some(one_line)
    }
}

/// Whether the last line of `item`, printed as `text`, holds its closing brackets only.
fn is_block(item: &Expr, text: &str) -> bool {
    match item {
        Expr::Macro(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Array(_)
        | Expr::Struct(_)
        | Expr::While(_)
        | Expr::If(_)
        | Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::Const(_)
        | Expr::Async(_)
        | Expr::Loop(_)
        | Expr::ForLoop(_)
        | Expr::Match(_) => multiline(text),
        Expr::Paren(inner) => is_block(&inner.expr, text),
        Expr::Binary(inner) => is_block(&inner.right, text),
        Expr::Index(inner) => is_block(&inner.index, text),
        Expr::Unary(inner) => is_block(&inner.expr, text),
        Expr::Try(inner) => is_block(&inner.expr, text),
        Expr::Closure(inner) => is_block(&inner.body, text),
        Expr::Lit(_) => multiline(text) && trimmed_last_line_width(text) <= TAB,
        _ => false,
    }
}
