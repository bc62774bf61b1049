//! Structs and enums.

use syn::punctuated::Punctuated;
use syn::{Field, Fields, Generics, ItemEnum, ItemStruct, ItemUnion, Token, Variant};

use super::assign::{self, Tactics};
use super::generics::{self, Where};
use super::list::{self, Format, ListItem, Trailing, Wish};
use super::overflow::{self, FN_CALL_WIDTH, Item};
use super::shape::{Context, Indent, Shape};
use super::text::{last_line_used_width, last_line_width, multiline, trimmed_last_line_width};
use super::{attr, expr, item, ty};

/// rustfmt's `struct_variant_width`.
const STRUCT_VARIANT_WIDTH: usize = 35;

/// A struct.
pub(super) fn structure(cx: &Context, item: &ItemStruct, indent: Indent) -> Option<String> {
    let head = format!("{}struct {}", item::visibility(&item.vis), item.ident);
    match &item.fields {
        Fields::Unit => {
            let generics = self::generics(
                cx,
                &item.generics,
                Brace::None,
                indent,
                last_line_width(&head),
            )?;
            Some(format!("{head}{generics};"))
        }
        Fields::Unnamed(_) => {
            Some(tuple(cx, head, Some(&item.generics), &item.fields, indent)? + ";")
        }
        Fields::Named(fields) => named(cx, head, Some(&item.generics), &fields.named, indent, None),
    }
}

/// A union.
pub(super) fn union(cx: &Context, item: &ItemUnion, indent: Indent) -> Option<String> {
    let head = format!("{}union {}", item::visibility(&item.vis), item.ident);
    named(
        cx,
        head,
        Some(&item.generics),
        &item.fields.named,
        indent,
        None,
    )
}

/// An enum.
pub(super) fn enumeration(cx: &Context, item: &ItemEnum, indent: Indent) -> Option<String> {
    let head = format!("{}enum {}", item::visibility(&item.vis), item.ident);
    let brace = if item.variants.is_empty() {
        Brace::SameLine
    } else {
        Brace::Auto
    };
    let generics = self::generics(cx, &item.generics, brace, indent, last_line_width(&head))?;
    if item.variants.is_empty() {
        return Some(format!("{head}{generics}}}"));
    }
    let nested = indent.nested();
    let documented = item
        .variants
        .iter()
        .any(|variant| attr::has_doc(&variant.attrs));
    let print = |width| -> Vec<ListItem> {
        let variants = item.variants.iter();
        let print = |item| ListItem {
            text: variant(cx, item, nested, width),
            gap: documented,
        };
        variants.map(print).collect()
    };
    let mut items = print(STRUCT_VARIANT_WIDTH);
    // If one variant takes many lines, all with fields do.
    if items.iter().any(|item| multiline(item.text()))
        && items.iter().any(|item| !multiline(item.text()))
    {
        items = print(0);
    }
    let shape = Shape::indented(nested, cx).sub_width(2)?;
    let format = Format::new(shape, list::Tactic::Vertical).trailing(Trailing::Vertical);
    let list = list::write(&items, &format)?;
    Some(format!(
        "{head}{generics}{}{list}{}}}",
        nested.newline(),
        indent.newline()
    ))
}

fn variant(cx: &Context, item: &Variant, indent: Indent, one_line: usize) -> Option<String> {
    let shape = Shape::indented(indent, cx);
    let attrs = attr::outer(cx, &item.attrs, shape)?;
    let shape = shape.sub_width(1)?;
    let name = item.ident.to_string();
    let mut text = match &item.fields {
        Fields::Unit => name,
        Fields::Unnamed(_) => tuple(cx, name, None, &item.fields, indent)?,
        Fields::Named(fields) => named(cx, name, None, &fields.named, indent, Some(one_line))?,
    };
    if let Some((_, value)) = &item.discriminant {
        let right = |shape| expr::sub(cx, value, shape);
        text = assign::print(cx, text + " =", &right, shape, Tactics::AllowOverflow)?;
    }
    Some(if attrs.is_empty() {
        text
    } else {
        format!("{attrs}{}{text}", indent.newline())
    })
}

fn named(
    cx: &Context,
    head: String,
    generics: Option<&Generics>,
    fields: &Punctuated<Field, Token![,]>,
    indent: Indent,
    one_line: Option<usize>,
) -> Option<String> {
    let brace = if fields.is_empty() {
        Brace::SameLine
    } else {
        Brace::Auto
    };
    let mut text = head;
    let open = match generics {
        Some(generics) => self::generics(cx, generics, brace, indent, last_line_width(&text))?,
        None if cx.max_width < text.len() + if fields.is_empty() { 3 } else { 2 } => {
            format!("{}{{", indent.block_only().newline())
        }
        None => " {".to_owned(),
    };
    let total = text.len() + open.len() + usize::from(fields.is_empty());
    if !multiline(&open) && total > cx.max_width {
        text.push_str(&indent.newline());
        text.push_str(open.trim_start());
    } else {
        text.push_str(&open);
    }
    if fields.is_empty() {
        if last_line_used_width(&text, indent.width()) + 3 > cx.max_width {
            text.push_str(&indent.newline());
        }
        return Some(text + "}");
    }
    let budget = cx.budget(text.len() + 3 + indent.width());
    let budget = one_line.map_or(0, |width| width.min(budget));
    let nested = indent.nested();
    let shape = Shape::indented(nested, cx).sub_width(1)?;
    let documented = fields.iter().any(|item| attr::has_doc(&item.attrs));
    let items: Vec<ListItem> = fields
        .iter()
        .map(|item| ListItem {
            text: field(cx, item, shape),
            gap: documented,
        })
        .collect();
    let tactic = list::tactic(&items, Wish::HorizontalVertical, 2, budget);
    let list = list::write(
        &items,
        &Format::new(shape, tactic).trailing(Trailing::Vertical),
    )?;
    if !multiline(&list) && !multiline(&text) && list.len() <= budget {
        return Some(format!("{text} {list} }}"));
    }
    Some(format!(
        "{text}{}{list}{}}}",
        nested.newline(),
        indent.newline()
    ))
}

fn tuple(
    cx: &Context,
    head: String,
    generics: Option<&Generics>,
    fields: &Fields,
    indent: Indent,
) -> Option<String> {
    let mut text = head;
    let mut clause = String::new();
    if let Some(item) = generics {
        let shape = Shape::legacy(cx.budget(last_line_width(&text)), indent);
        text.push_str(&generics::print(cx, "", item, shape)?);
        let shape = Shape::legacy(cx.budget(last_line_width(&text)), indent.block_only());
        let option = Where {
            no_comma: true,
            beside: false,
            single_line: false,
        };
        clause = generics::where_clause(cx, item, shape, option)?;
    }
    if fields.is_empty() {
        if last_line_used_width(&text, indent.width()) + 3 > cx.max_width {
            text.push_str(&indent.newline());
        }
        text.push_str("()");
    } else {
        let shape = Shape::indented(indent, cx).sub_width(1)?;
        let items = fields.iter().map(Item::Field).collect();
        text = overflow::parens(cx, &text, items, shape, FN_CALL_WIDTH, None)?;
    }
    Some(text + &clause)
}

/// A field of a struct or variant.
pub(super) fn field(cx: &Context, item: &Field, shape: Shape) -> Option<String> {
    let visibility = item::visibility(&item.vis);
    let prefix = match &item.ident {
        Some(name) => format!("{visibility}{name}:"),
        None => visibility,
    };
    let attrs = attr::outer(cx, &item.attrs, shape)?;
    let beside_attrs = item.ident.is_none() && !multiline(&attrs) && !attrs.contains("//");
    let mut space = if item.ident.is_some() { " " } else { "" };
    let width = last_line_width(&attrs) + prefix.len() + usize::from(!prefix.is_empty());
    let left = if attrs.is_empty() {
        prefix.clone()
    } else if beside_attrs && width <= shape.width {
        format!(
            "{attrs}{}{prefix}",
            if prefix.is_empty() { "" } else { " " }
        )
    } else {
        format!("{attrs}{}{prefix}", shape.indent.newline())
    };
    if prefix.is_empty() && !attrs.is_empty() && beside_attrs {
        space = " ";
    }
    let beside = shape
        .offset_left(trimmed_last_line_width(&left) + space.len())
        .and_then(|shape| ty::print(cx, &item.ty, shape));
    if let Some(text) = beside.filter(|text| !multiline(text)) {
        return Some(format!("{left}{space}{text}"));
    }
    let right = |shape| ty::print(cx, &item.ty, shape);
    let unnamed = prefix.is_empty();
    let text = assign::print(cx, prefix, &right, shape, Tactics::Default)?;
    let text = if unnamed { text.trim_start() } else { &text };
    Some(if attrs.is_empty() {
        text.to_owned()
    } else {
        format!("{attrs}{}{text}", shape.indent.newline())
    })
}

/// Where the brace behind generics goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brace {
    None,
    Auto,
    /// Of an empty body.
    SameLine,
}

/// Generics, `where` clause and brace.
fn generics(
    cx: &Context,
    item: &Generics,
    brace: Brace,
    indent: Indent,
    used: usize,
) -> Option<String> {
    let shape = Shape::legacy(cx.budget(used + indent.width()), indent);
    let mut text = generics::print(cx, "", item, shape)?;
    let mut same_line = true;
    if generics::predicates(item) > 0 {
        let width = cx.budget(last_line_used_width(&text, indent.width()));
        let shape = Shape::legacy(width, indent.block_only());
        let option = Where {
            no_comma: brace == Brace::None,
            ..Where::behind(&text)
        };
        text.push_str(&generics::where_clause(cx, item, shape, option)?);
        same_line = brace == Brace::SameLine;
    }
    if brace == Brace::None {
        return Some(text);
    }
    let remaining = cx.budget(last_line_used_width(&text, used));
    let overhead = if brace == Brace::SameLine { 3 } else { 2 };
    if same_line && overhead <= remaining {
        text.push(' ');
    } else {
        text.push_str(&indent.block_only().newline());
    }
    text.push('{');
    Some(text)
}
