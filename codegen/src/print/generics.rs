//! Generic parameters, bounds and `where` clauses.

use syn::punctuated::Punctuated;
use syn::{
    BoundLifetimes, GenericParam, Generics, Lifetime, PathArguments, Token, TraitBound,
    TypeParamBound, WherePredicate,
};

use super::assign::{self, Tactics};
use super::list::{self, Format, ListItem, Tactic, Trailing};
use super::overflow::{self, Item};
use super::shape::{Context, Shape, TAB};
use super::text::{last_line_extendable, last_line_width, multiline};
use super::{attr, expr, path, tokens, ty};

/// `name<parameters>`.
pub(super) fn print(cx: &Context, name: &str, item: &Generics, shape: Shape) -> Option<String> {
    if item.params.is_empty() {
        return Some(name.to_owned());
    }
    overflow::angles(
        cx,
        name,
        item.params.iter().map(Item::Param).collect(),
        shape,
    )
}

/// A generic parameter.
pub(super) fn param(cx: &Context, item: &GenericParam, shape: Shape) -> Option<String> {
    let (attrs, text) = match item {
        GenericParam::Lifetime(inner) => {
            let mut text = inner.lifetime.to_string();
            if !inner.bounds.is_empty() {
                text.push_str(": ");
                text.push_str(&lifetimes(&inner.bounds));
            }
            (&inner.attrs, text)
        }
        GenericParam::Type(inner) => {
            let mut text = inner.ident.to_string();
            if !inner.bounds.is_empty() {
                text.push_str(": ");
                text.push_str(&bounds(cx, &inner.bounds, shape, true)?);
            }
            if let Some((_, default)) = &inner.default {
                text.push_str(" = ");
                let width = shape.width.checked_sub(text.len())?;
                let shape = Shape::legacy(width, shape.indent.plus(text.len()));
                text.push_str(&ty::print(cx, default, shape)?);
            }
            (&inner.attrs, text)
        }
        GenericParam::Const(inner) => {
            let mut text = format!(
                "const {}: {}",
                inner.ident,
                ty::print(cx, &inner.ty, shape)?
            );
            if let Some((_, default)) = &inner.default {
                text.push_str(" = ");
                let width = shape.width.checked_sub(text.len())?;
                let default = expr::sub(cx, default, Shape::legacy(width, shape.indent))?;
                text.push_str(&default);
            }
            (&inner.attrs, text)
        }
    };
    let attrs = attr::outer(cx, attrs, shape)?;
    Some(if attrs.is_empty() {
        text
    } else {
        format!("{attrs} {text}")
    })
}

fn lifetimes(items: &Punctuated<Lifetime, Token![+]>) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(" + ")
}

/// `for<'a> ` or nothing.
pub(super) fn bound_lifetimes(cx: &Context, item: &BoundLifetimes, shape: Shape) -> Option<String> {
    let items: Option<Vec<String>> = item
        .lifetimes
        .iter()
        .map(|item| param(cx, item, shape))
        .collect();
    let items = items?.join(", ");
    Some(if items.is_empty() {
        items
    } else {
        format!("for<{items}> ")
    })
}

/// `A + B`, or one bound a line; `nest` indents the lines.
pub(super) fn bounds(
    cx: &Context,
    items: &Punctuated<TypeParamBound, Token![+]>,
    shape: Shape,
    nest: bool,
) -> Option<String> {
    let text = join(cx, items, shape, nest, false)?;
    if !multiline(&text) && text.len() <= shape.width {
        return Some(text);
    }
    let retry = match items.first() {
        Some(TypeParamBound::Trait(first)) if items.len() == 1 => has_many_parts(first),
        Some(TypeParamBound::PreciseCapture(first)) if items.len() == 1 => first.params.len() > 1,
        _ => items.len() > 1,
    };
    if retry {
        join(cx, items, shape, nest, true)
    } else {
        Some(text)
    }
}

fn has_many_parts(item: &TraitBound) -> bool {
    match item.path.segments.first() {
        _ if item.path.segments.len() > 1 => true,
        Some(segment) => {
            matches!(&segment.arguments, PathArguments::AngleBracketed(args) if args.args.len() > 1)
        }
        None => false,
    }
}

fn join(
    cx: &Context,
    items: &Punctuated<TypeParamBound, Token![+]>,
    shape: Shape,
    nest: bool,
    break_lines: bool,
) -> Option<String> {
    let is_lifetime = |item: &TypeParamBound| matches!(item, TypeParamBound::Lifetime(_));
    let last_trait = items.iter().rposition(|item| !is_lifetime(item));
    let first_lifetime = items.iter().position(is_lifetime);
    let in_order = last_trait
        .zip(first_lifetime)
        .is_none_or(|(last, first)| last < first);
    let shape = if nest && break_lines {
        shape.block_indent(TAB).with_max_width(cx)
    } else {
        shape
    };
    let mut out = String::new();
    let mut extendable = false;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            let newline = break_lines && (!extendable || !in_order);
            out.push_str(&if newline {
                shape.indent.newline()
            } else {
                " ".to_owned()
            });
            out.push_str("+ ");
        }
        let text = bound(cx, item, shape)?;
        extendable = is_lifetime(item) || last_line_extendable(&text);
        out.push_str(&text);
    }
    Some(out)
}

fn bound(cx: &Context, item: &TypeParamBound, shape: Shape) -> Option<String> {
    match item {
        TypeParamBound::Trait(inner) => {
            let binder = match &inner.lifetimes {
                Some(lifetimes) => bound_lifetimes(cx, lifetimes, shape)?,
                None => String::new(),
            };
            let maybe = if inner.maybe.is_some() { "?" } else { "" };
            let shape = shape.offset_left(binder.len() + maybe.len())?;
            let name = path::print(cx, path::Place::Type, None, &inner.path, shape)?;
            let text = format!("{binder}{maybe}{name}");
            Some(if inner.paren_token.is_some() {
                format!("({text})")
            } else {
                text
            })
        }
        TypeParamBound::Lifetime(inner) => Some(inner.to_string()),
        TypeParamBound::PreciseCapture(inner) => {
            let items = inner.params.iter().map(Item::Captured).collect();
            overflow::angles(cx, "use", items, shape)
        }
        other => Some(tokens::print(&quote::ToTokens::to_token_stream(other))),
    }
}

/// How a `where` clause joins what stands before it.
#[derive(Clone, Copy)]
pub(super) struct Where {
    /// No comma behind the last predicate.
    pub(super) no_comma: bool,
    /// `where` on the current line.
    pub(super) beside: bool,
    /// The predicates beside `where`, if they fit.
    pub(super) single_line: bool,
}

impl Where {
    /// Beside `before` if that ends with a lone bracket.
    pub(super) fn behind(before: &str) -> Self {
        Self {
            no_comma: false,
            beside: last_line_width(before) == 1,
            single_line: false,
        }
    }
}

/// The predicates of a `where` clause.
pub(super) fn predicates(item: &Generics) -> usize {
    item.where_clause
        .as_ref()
        .map_or(0, |clause| clause.predicates.len())
}

/// A `where` clause with what separates it from the text before; empty if there is none.
pub(super) fn where_clause(
    cx: &Context,
    item: &Generics,
    shape: Shape,
    option: Where,
) -> Option<String> {
    let Some(clause) = item
        .where_clause
        .as_ref()
        .filter(|clause| !clause.predicates.is_empty())
    else {
        return Some(String::new());
    };
    let block = shape.block().with_max_width(cx);
    let nested = block.block_left(TAB)?.sub_width(1)?;
    let start = if option.beside {
        " ".to_owned()
    } else {
        block.indent.newline()
    };
    let items: Vec<ListItem> = clause
        .predicates
        .iter()
        .map(|item| ListItem::new(predicate(cx, item, nested)))
        .collect();
    let trailing = if option.no_comma {
        Trailing::Never
    } else {
        Trailing::Vertical
    };
    let list = list::write(
        &items,
        &Format::new(nested, Tactic::Vertical).trailing(trailing),
    )?;
    let beside = option.single_line && !multiline(&list) && 6 + list.len() <= shape.width;
    let separator = if beside {
        " ".to_owned()
    } else {
        nested.indent.newline()
    };
    Some(format!("{start}where{separator}{list}"))
}

fn predicate(cx: &Context, item: &WherePredicate, shape: Shape) -> Option<String> {
    match item {
        WherePredicate::Lifetime(inner) => {
            let bounds = lifetimes(&inner.bounds);
            Some(
                format!("{}: {bounds}", inner.lifetime)
                    .trim_end_matches(": ")
                    .to_owned(),
            )
        }
        WherePredicate::Type(inner) => {
            let binder = match &inner.lifetimes {
                Some(lifetimes) => bound_lifetimes(cx, lifetimes, shape)?,
                None => String::new(),
            };
            let left = format!("{binder}{}:", ty::print(cx, &inner.bounded_ty, shape)?);
            let right = |shape| bounds(cx, &inner.bounds, shape, true);
            assign::print(cx, left, &right, shape, Tactics::Default)
        }
        _ => None,
    }
}
