//! Items, and the blank lines between them.

use quote::ToTokens as _;
use syn::{
    Expr, Item, ItemMod, ItemTrait, StaticMutability, Type, Visibility, WhereClausePlacement,
};

use super::assign::{self, Tactics};
use super::generics::{self, Where};
use super::shape::{Context, Indent, MAX_WIDTH, Shape};
use super::text::{last_line_width, multiline};
use super::{attr, data, func, impls, mac, tokens, ty, use_tree};

/// The kinds that stand together without blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Use,
    Mod,
    ExternCrate,
    Other,
}

fn group(item: &Item) -> Group {
    if attrs(item)
        .iter()
        .any(|attr| attr.path().is_ident("macro_use"))
    {
        return Group::Other;
    }
    match item {
        Item::Use(_) => Group::Use,
        Item::Mod(item) if item.content.is_none() => Group::Mod,
        Item::ExternCrate(_) => Group::ExternCrate,
        _ => Group::Other,
    }
}

/// Items, the first on the current line.
pub(super) fn list(cx: &Context, items: &[&Item], indent: Indent) -> String {
    let cx = cx.fresh(MAX_WIDTH);
    let mut blocks: Vec<String> = Vec::new();
    let mut rest = items;
    while let Some(first) = rest.first() {
        let group = group(first);
        let count = match group {
            Group::Other => 1,
            _ => rest
                .iter()
                .take_while(|item| self::group(item) == group)
                .count(),
        };
        let (these, after) = rest.split_at(count);
        rest = after;
        let text = match group {
            Group::Use => uses(&cx, these, indent),
            _ => declarations(&cx, these, indent),
        };
        if !text.is_empty() {
            blocks.push(text);
        }
    }
    blocks.join(&format!("\n{}", indent.newline()))
}

fn uses(cx: &Context, items: &[&Item], indent: Indent) -> String {
    let uses: Vec<&syn::ItemUse> = items
        .iter()
        .filter_map(|item| match item {
            Item::Use(item) => Some(item),
            _ => None,
        })
        .collect();
    cx.forced(|cx| use_tree::declarations(cx, &uses, Shape::indented(indent, cx)))
        .unwrap_or_else(|| fallbacks(items, indent))
}

/// Declared modules or crates by name, or any one item.
fn declarations(cx: &Context, items: &[&Item], indent: Indent) -> String {
    let name = |item: &&&Item| match item {
        Item::Mod(inner) => inner.ident.to_string(),
        Item::ExternCrate(inner) => inner.ident.to_string(),
        _ => String::new(),
    };
    let mut sorted: Vec<&&Item> = items.iter().collect();
    sorted.sort_by_key(name);
    let documented = items.iter().any(|item| attr::has_doc(attrs(item)));
    let texts: Vec<String> = sorted.iter().map(|item| forced(cx, item, indent)).collect();
    let separator = if documented {
        format!("\n{}", indent.newline())
    } else {
        indent.newline()
    };
    texts.join(&separator)
}

fn forced(cx: &Context, item: &Item, indent: Indent) -> String {
    cx.forced(|cx| print(cx, item, indent))
        .unwrap_or_else(|| fallbacks(&[item], indent))
}

/// Items that this printer does not know.
fn fallbacks(items: &[&Item], indent: Indent) -> String {
    let texts: Vec<String> = items
        .iter()
        .map(|item| tokens::print(&item.to_token_stream()))
        .collect();
    texts.join(&indent.newline())
}

fn print(cx: &Context, item: &Item, indent: Indent) -> Option<String> {
    let shape = Shape::indented(indent, cx);
    let text = match item {
        Item::Const(inner) if inner.generics.params.is_empty() => {
            let head = format!("{}const {}: ", visibility(&inner.vis), inner.ident);
            constant(cx, head, &inner.ty, Some(&inner.expr), indent)?
        }
        Item::Static(inner) => {
            let mutable = match inner.mutability {
                StaticMutability::Mut(_) => "mut ",
                _ => "",
            };
            let head = format!(
                "{}static {mutable}{}: ",
                visibility(&inner.vis),
                inner.ident
            );
            constant(cx, head, &inner.ty, Some(&inner.expr), indent)?
        }
        Item::Enum(inner) => data::enumeration(cx, inner, indent)?,
        Item::Struct(inner) => data::structure(cx, inner, indent)?,
        Item::Union(inner) => data::union(cx, inner, indent)?,
        Item::Fn(inner) => {
            let start = visibility(&inner.vis);
            func::with_body(&start, &inner.sig, &inner.block, &inner.attrs, indent, cx)?
        }
        Item::Impl(inner) => impls::implementation(cx, inner, indent)?,
        Item::Trait(inner) => definition(cx, inner, indent)?,
        Item::Macro(inner) if inner.ident.is_none() => {
            mac::print(cx, &inner.mac, shape.sub_width(1)?, mac::Position::Item)?
        }
        Item::Mod(inner) => module(cx, inner, indent),
        Item::Type(inner) => {
            let alias = impls::Alias {
                start: &visibility(&inner.vis),
                name: &inner.ident,
                generics: &inner.generics,
                bounds: None,
                ty: Some(&inner.ty),
                early_where: matches!(inner.where_clause_placement, WhereClausePlacement::Early),
            };
            alias.print(cx, indent)?
        }
        Item::ExternCrate(inner) => {
            let rename = inner
                .rename
                .as_ref()
                .map_or(String::new(), |(_, name)| format!(" as {name}"));
            format!(
                "{}extern crate {}{rename};",
                visibility(&inner.vis),
                inner.ident
            )
        }
        _ => return None,
    };
    let attrs = attr::outer(cx, attrs(item), shape)?;
    Some(if attrs.is_empty() {
        text
    } else {
        format!("{attrs}{}{text}", indent.newline())
    })
}

/// A constant or static; `head` ends with `: `.
pub(super) fn constant(
    cx: &Context,
    head: String,
    annotation: &Type,
    value: Option<&Expr>,
    indent: Indent,
) -> Option<String> {
    let beside =
        Shape::indented(indent.block_only(), cx).offset_left(last_line_width(&head) + 2)?;
    let left = match ty::print(cx, annotation, beside) {
        Some(text) => head + &text,
        None => {
            let nested = indent.nested();
            let text = ty::print(cx, annotation, Shape::indented(nested, cx))?;
            format!("{}{}{text}", head.trim_end(), nested.newline())
        }
    };
    match value {
        Some(value) => {
            let shape = Shape::legacy(cx.budget(indent.block + 1), indent.block_only());
            Some(assign::expr(cx, left + " =", value, shape)? + ";")
        }
        None => Some(left + ";"),
    }
}

fn module(cx: &Context, item: &ItemMod, indent: Indent) -> String {
    let head = format!("{}mod {}", visibility(&item.vis), item.ident);
    let Some((_, items)) = &item.content else {
        return head + ";";
    };
    let nested = indent.nested();
    let inner = attr::inner(cx, &item.attrs, Shape::indented(nested, cx)).unwrap_or_default();
    if items.is_empty() && inner.is_empty() {
        return head + " {}";
    }
    let items: Vec<&Item> = items.iter().collect();
    let list = list(cx, &items, nested);
    let parts: Vec<String> = [inner, list]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let body = parts.join(&format!("\n{}", nested.newline()));
    format!("{head} {{{}{body}{}}}", nested.newline(), indent.newline())
}

fn definition(cx: &Context, item: &ItemTrait, indent: Indent) -> Option<String> {
    let unsafety = if item.unsafety.is_some() {
        "unsafe "
    } else {
        ""
    };
    let head = format!("{}{unsafety}trait ", visibility(&item.vis));
    let shape = Shape::indented(indent, cx).offset_left(head.len())?;
    let generics = generics::print(cx, &item.ident.to_string(), &item.generics, shape)?;
    let mut text = head + &generics;
    if !item.supertraits.is_empty() {
        let right = |shape| generics::bounds(cx, &item.supertraits, shape, true);
        text = assign::print(cx, text + ":", &right, shape, Tactics::NextLine)?;
    }
    let has_where = generics::predicates(&item.generics) > 0;
    if has_where {
        let shape = Shape::legacy(cx.budget(last_line_width(&text)), indent.block_only());
        let option = Where::behind(&generics);
        text.push_str(&generics::where_clause(cx, &item.generics, shape, option)?);
    }
    if last_line_width(&text) + 2 > cx.budget(indent.width()) {
        text.push_str(&indent.newline());
    } else if item.items.is_empty() && !multiline(&text) {
        return Some(text + " {}");
    } else if multiline(&text) || (has_where && !item.items.is_empty()) {
        text.push_str(&indent.newline());
    } else {
        text.push(' ');
    }
    text.push('{');
    let body = impls::trait_items(cx, &item.items, indent.block_only().nested())?;
    if !body.is_empty() {
        text.push_str(&body);
        text.push_str(&indent.block_only().newline());
    } else if multiline(&text) {
        text.push_str(&indent.block_only().newline());
    }
    Some(text + "}")
}

/// The visibility and a space, or nothing.
pub(super) fn visibility(item: &Visibility) -> String {
    match item {
        Visibility::Public(_) => "pub ".to_owned(),
        Visibility::Restricted(inner) => {
            let segments: Vec<String> = inner
                .path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string())
                .collect();
            let path = segments.join("::");
            let keyword = matches!(path.as_str(), "crate" | "self" | "super");
            format!("pub({}{path}) ", if keyword { "" } else { "in " })
        }
        Visibility::Inherited => String::new(),
    }
}

fn attrs(item: &Item) -> &[syn::Attribute] {
    macro_rules! attrs {
        ($($kind:ident)*) => {
            match item {
                $(Item::$kind(inner) => &inner.attrs,)*
                _ => &[],
            }
        };
    }
    attrs!(Const Enum ExternCrate Fn ForeignMod Impl Macro Mod Static Struct Trait TraitAlias Type
        Union Use)
}
