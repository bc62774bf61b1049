//! Patterns.

use quote::ToTokens as _;
use syn::{FieldPat, Member, Pat, PatStruct};

use super::list::{self, Format, ListItem, Tactic, Trailing, Wish};
use super::overflow::{self, Item};
use super::shape::{Context, Shape};
use super::text::multiline;
use super::{attr, block, expr, mac, path, record, tokens, ty};

/// A pattern (a guard is its arm's affair).
pub(super) fn print(cx: &Context, item: &Pat, shape: Shape) -> Option<String> {
    match item {
        Pat::Const(inner) => Some(format!(
            "const {}",
            block::print(cx, "", &inner.block, &inner.attrs, shape)?
        )),
        Pat::Guard(inner) => {
            let pattern = print(cx, &inner.pat, shape)?;
            Some(format!(
                "{pattern} if {}",
                tokens::print(&inner.guard.to_token_stream())
            ))
        }
        Pat::Ident(inner) => {
            let by_ref = if inner.by_ref.is_some() { "ref " } else { "" };
            let mutable = if inner.mutability.is_some() {
                "mut "
            } else {
                ""
            };
            let name = format!("{by_ref}{mutable}{}", inner.ident);
            let Some((_, subpattern)) = &inner.subpat else {
                return Some(name);
            };
            let width = shape.width.checked_sub(name.len() + 2)?;
            let subpattern = print(cx, subpattern, Shape::legacy(width, shape.indent))?;
            Some(format!("{name} @ {subpattern}"))
        }
        Pat::Lit(inner) => expr::literal(cx, &inner.lit, shape),
        Pat::Macro(inner) => mac::print(cx, &inner.mac, shape, mac::Position::Expression),
        Pat::Or(inner) => alternatives(cx, inner, shape),
        Pat::Paren(inner) => Some(format!(
            "({})",
            print(cx, &inner.pat, shape.offset_left(1)?.sub_width(1)?)?
        )),
        Pat::Path(inner) => name(cx, inner.qself.as_ref(), &inner.path, shape),
        Pat::Range(inner) => {
            let (start, end) = (inner.start.as_deref(), inner.end.as_deref());
            expr::range(cx, start, &inner.limits, end, shape)
        }
        Pat::Reference(inner) => {
            let prefix = if inner.mutability.is_some() {
                "&mut "
            } else {
                "&"
            };
            Some(format!(
                "{prefix}{}",
                print(cx, &inner.pat, shape.offset_left(prefix.len())?)?
            ))
        }
        Pat::Rest(_) => (shape.width >= 1).then(|| "..".to_owned()),
        Pat::Slice(inner) => {
            let items = inner.elems.iter().map(Item::SlicePat).collect();
            overflow::squares(cx, "", items, shape, None)
        }
        Pat::Struct(inner) => structure(cx, inner, shape),
        Pat::Tuple(inner) => {
            let lone = inner.elems.len() == 1 && !matches!(inner.elems[0], Pat::Rest(_));
            tuple(cx, "", &inner.elems, lone, shape)
        }
        Pat::TupleStruct(inner) => {
            let name = name(cx, inner.qself.as_ref(), &inner.path, shape)?;
            tuple(cx, &name, &inner.elems, false, shape)
        }
        Pat::Type(inner) => {
            let pattern = print(cx, &inner.pat, shape)?;
            let annotation = ty::print(cx, &inner.ty, shape.offset_left(pattern.len() + 2)?)?;
            Some(format!("{pattern}: {annotation}"))
        }
        Pat::Wild(_) => (shape.width >= 1).then(|| "_".to_owned()),
        other => {
            let text = tokens::print(&other.to_token_stream());
            (text.len() <= shape.width).then_some(text)
        }
    }
}

fn name(
    cx: &Context,
    qself: Option<&syn::QSelf>,
    item: &syn::Path,
    shape: Shape,
) -> Option<String> {
    path::print(cx, path::Place::Expression, qself, item, shape)
}

fn tuple(
    cx: &Context,
    name: &str,
    elems: &syn::punctuated::Punctuated<Pat, syn::Token![,]>,
    lone: bool,
    shape: Shape,
) -> Option<String> {
    if elems.is_empty() {
        return Some(format!("{name}()"));
    }
    let items = elems.iter().map(Item::TuplePat).collect();
    overflow::parens(
        cx,
        name,
        items,
        shape,
        cx.max_width,
        lone.then_some(Trailing::Always),
    )
}

fn alternatives(cx: &Context, item: &syn::PatOr, shape: Shape) -> Option<String> {
    let texts: Option<Vec<String>> = item
        .cases
        .iter()
        .map(|item| print(cx, item, shape))
        .collect();
    let texts = texts?;
    let short = item
        .cases
        .iter()
        .zip(&texts)
        .all(|(item, text)| text.len() <= 20 && !multiline(text) && is_short(item));
    let items: Vec<ListItem> = texts
        .into_iter()
        .map(|text| ListItem::new(Some(text)))
        .collect();
    let tactic = if short {
        Tactic::Mixed
    } else {
        list::tactic(&items, Wish::HorizontalVertical, 3, shape.width)
    };
    let format = Format::new(shape, tactic).ends_with_newline(false);
    list::write(
        &items,
        &Format {
            separator: " |",
            front: true,
            ..format
        },
    )
}

/// Patterns that may share a line with other alternatives.
fn is_short(item: &Pat) -> bool {
    match item {
        Pat::Rest(_) | Pat::Wild(_) | Pat::Lit(_) | Pat::Const(_) => true,
        Pat::Ident(inner) => inner.subpat.is_none(),
        Pat::Tuple(inner) => inner.elems.len() <= 1,
        Pat::TupleStruct(inner) => inner.path.segments.len() <= 1 && inner.elems.len() <= 1,
        Pat::Reference(inner) => is_short(&inner.pat),
        Pat::Paren(inner) => is_short(&inner.pat),
        Pat::Or(inner) => inner.cases.iter().all(is_short),
        _ => false,
    }
}

/// Whether the last of `len` patterns may start beside the others and go on below.
pub(super) fn can_overflow(item: &Pat, len: usize) -> bool {
    match item {
        Pat::Path(_) | Pat::Tuple(_) | Pat::Struct(_) | Pat::TupleStruct(_) => len == 1,
        Pat::Reference(inner) => can_overflow(&inner.pat, len),
        _ => false,
    }
}

fn structure(cx: &Context, item: &PatStruct, shape: Shape) -> Option<String> {
    let name = name(cx, item.qself.as_ref(), &item.path, shape.sub_width(2)?)?;
    let open = item.rest.is_some();
    if item.fields.is_empty() && !open {
        return Some(format!("{name} {{}}"));
    }
    let suffix = if open { 4 } else { 0 } + 2;
    let (horizontal, vertical) = list::struct_shapes(shape, cx, name.len() + 3, suffix);
    let one_line = horizontal.map_or(0, |shape| shape.width);
    let items: Vec<ListItem> = item
        .fields
        .iter()
        .map(|item| ListItem::new(field(cx, item, vertical)))
        .collect();
    let tactic = match horizontal {
        Some(_) => list::tactic(&items, Wish::HorizontalVertical, 2, one_line),
        None => Tactic::Vertical,
    };
    let nested = horizontal
        .filter(|_| tactic == Tactic::Horizontal)
        .unwrap_or(vertical);
    let format = Format::new(nested, tactic).trailing(Trailing::Vertical);
    let mut fields = list::write(&items, &format)?;
    if open {
        if multiline(&fields) || fields.len() > one_line {
            if !format.needs_trailing() {
                fields.push(',');
            }
            fields.push_str(&nested.indent.newline());
        } else if !fields.is_empty() {
            fields.push_str(if format.needs_trailing() { " " } else { ", " });
        }
        fields.push_str("..");
    }
    Some(format!(
        "{name} {{{}}}",
        record::wrap_fields(&fields, shape, vertical, one_line)
    ))
}

fn field(cx: &Context, item: &FieldPat, shape: Shape) -> Option<String> {
    let attrs = attr::outer(cx, &item.attrs, shape)?;
    let pattern = print(cx, &item.pat, shape)?;
    let nested = shape.block_indent(super::shape::TAB);
    let (indent, text) = if item.colon_token.is_none() {
        (shape.indent, pattern)
    } else {
        let name = match &item.member {
            Member::Named(name) => name.to_string(),
            Member::Unnamed(index) => index.index.to_string(),
        };
        let text = if name.len() + 2 + pattern.len() <= shape.width {
            format!("{name}: {pattern}")
        } else {
            format!(
                "{name}:{}{}",
                nested.indent.newline(),
                print(cx, &item.pat, nested)?
            )
        };
        (nested.indent, text)
    };
    Some(if attrs.is_empty() {
        text
    } else {
        format!("{attrs}{}{text}", indent.newline())
    })
}
