//! `impl` blocks, the items in them and in traits, and type aliases.

use syn::punctuated::Punctuated;
use syn::{
    Generics, Ident, ImplItem, ItemImpl, Token, TraitItem, Type, TypeParamBound, Visibility,
};

use super::assign::{self, Tactics};
use super::generics::{self, Where};
use super::shape::{Context, Indent, Shape};
use super::text::{last_line_width, multiline};
use super::{attr, func, item, mac, path, tokens, ty};

/// An `impl` block.
pub(super) fn implementation(cx: &Context, item: &ItemImpl, indent: Indent) -> Option<String> {
    let mut text = header(cx, item, indent)?;
    let newline = indent.newline();
    let budget = if multiline(&text) {
        cx.max_width
    } else {
        cx.budget(last_line_width(&text))
    };
    let mut option = Where::behind(&text);
    let predicates = generics::predicates(&item.generics);
    if item.items.is_empty() && predicates == 1 && !multiline(&text) {
        option = Where {
            no_comma: true,
            beside: true,
            single_line: true,
        };
    }
    let shape = Shape::legacy(budget, indent.block_only());
    let clause = generics::where_clause(cx, &item.generics, shape, option)?;
    if item.items.is_empty() && !multiline(&text) && text.len() + clause.len() <= cx.max_width {
        text.push_str(&clause);
        if !multiline(&clause) {
            return Some(text + " {}");
        }
        let comma = if predicates == 1 { "," } else { "" };
        return Some(format!("{text}{comma}{newline}{{{newline}}}"));
    }
    text.push_str(&clause);
    let below = multiline(&text);
    text.push_str(if below || !clause.is_empty() {
        &newline
    } else {
        " "
    });
    text.push('{');
    let nested = indent.block_only().nested();
    let mut body = inner_attrs(cx, item, nested);
    body.push_str(&impl_items(cx, &item.items, nested)?);
    if !body.is_empty() {
        text.push_str(&body);
        text.push_str(&indent.block_only().newline());
    } else if below {
        text.push_str(&newline);
    }
    Some(text + "}")
}

fn inner_attrs(cx: &Context, item: &ItemImpl, nested: Indent) -> String {
    match attr::inner(cx, &item.attrs, Shape::indented(nested, cx)) {
        Some(text) if !text.is_empty() => format!("{}{text}\n", nested.newline()),
        _ => String::new(),
    }
}

fn header(cx: &Context, item: &ItemImpl, indent: Indent) -> Option<String> {
    let unsafety = if item.unsafety.is_some() {
        "unsafe "
    } else {
        ""
    };
    let shape = Shape::indented(indent.plus(unsafety.len()), cx);
    let mut text = format!(
        "{unsafety}{}",
        generics::print(cx, "impl", &item.generics, shape)?
    );
    let is_trait = item.trait_.is_some();
    if let Some((name, _)) = &item.trait_ {
        let polarity = if item.modifiers.polarity.is_some() {
            "!"
        } else {
            ""
        };
        let used = 1 + polarity.len() + last_line_width(&text);
        let place = path::Place::Type;
        let beside = path::print(
            cx,
            place,
            None,
            name,
            Shape::indented(indent.plus(used), cx),
        );
        match beside.filter(|text| !multiline(text)) {
            Some(name) => text.push_str(&format!(" {polarity}{name}")),
            None => {
                let nested = indent.nested();
                let name = path::print(cx, place, None, name, Shape::indented(nested, cx))?;
                text.push_str(&format!("{}{polarity}{name}", nested.newline()));
            }
        }
    }
    let brace = if generics::predicates(&item.generics) == 0 {
        2
    } else {
        0
    };
    let used = last_line_width(&text) + if is_trait { 4 } else { 0 } + brace;
    let shape = Shape::legacy(cx.budget(used + 1), indent);
    let keyword = if is_trait { "for " } else { "" };
    let beside = ty::print(cx, &item.self_ty, shape);
    if let Some(name) = beside.filter(|text| !multiline(text)) {
        return Some(format!("{text} {keyword}{name}"));
    }
    let nested = indent.nested();
    text.push_str(&nested.newline());
    text.push_str(keyword);
    let shape = Shape::legacy(cx.budget(last_line_width(&text)), nested);
    text.push_str(&ty::print(cx, &item.self_ty, shape)?);
    Some(text)
}

/// An item's text and whether it may stand without a blank line beside its like.
struct Entry {
    text: String,
    compact: bool,
}

fn impl_items(cx: &Context, items: &[ImplItem], indent: Indent) -> Option<String> {
    let entries = items.iter().map(|item| {
        let text = cx
            .forced(|cx| impl_item(cx, item, indent))
            .unwrap_or_else(|| raw(item));
        let compact = matches!(item, ImplItem::Const(_) | ImplItem::Type(_)) && !multiline(&text);
        Entry { text, compact }
    });
    Some(join(entries.collect(), indent))
}

/// The items of a trait, each on its lines; the first line is still to be started.
pub(super) fn trait_items(cx: &Context, items: &[TraitItem], indent: Indent) -> Option<String> {
    let entries = items.iter().map(|item| {
        let text = cx
            .forced(|cx| trait_item(cx, item, indent))
            .unwrap_or_else(|| raw(item));
        let compact = matches!(item, TraitItem::Const(_) | TraitItem::Type(_)) && !multiline(&text);
        Entry { text, compact }
    });
    Some(join(entries.collect(), indent))
}

fn raw(item: &impl quote::ToTokens) -> String {
    tokens::print(&item.to_token_stream())
}

fn join(entries: Vec<Entry>, indent: Indent) -> String {
    let mut out = String::new();
    let mut compact = true;
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 && !(compact && entry.compact) {
            out.push('\n');
        }
        out.push_str(&indent.newline());
        out.push_str(&entry.text);
        compact = entry.compact;
    }
    out
}

fn impl_item(cx: &Context, item: &ImplItem, indent: Indent) -> Option<String> {
    let (attrs, text) = match item {
        ImplItem::Const(inner) => {
            let start = start(&inner.vis, inner.modifiers.defaultness.is_some());
            let head = format!("{start}const {}: ", inner.ident);
            (
                &inner.attrs,
                item::constant(cx, head, &inner.ty, Some(&inner.expr), indent)?,
            )
        }
        ImplItem::Fn(inner) => {
            let start = start(&inner.vis, inner.modifiers.defaultness.is_some());
            let text = func::with_body(&start, &inner.sig, &inner.block, &inner.attrs, indent, cx)?;
            (&inner.attrs, text)
        }
        ImplItem::Type(inner) => {
            let alias = Alias {
                start: &start(&inner.vis, inner.modifiers.defaultness.is_some()),
                name: &inner.ident,
                generics: &inner.generics,
                bounds: None,
                ty: Some(&inner.ty),
                early_where: false,
            };
            (&inner.attrs, alias.print(cx, indent)?)
        }
        ImplItem::Macro(inner) => {
            let shape = Shape::indented(indent, cx).sub_width(1)?;
            (
                &inner.attrs,
                mac::print(cx, &inner.mac, shape, mac::Position::Item)?,
            )
        }
        _ => return None,
    };
    with_attrs(cx, attrs, text, indent)
}

/// The visibility and `default`.
fn start(visibility: &Visibility, default: bool) -> String {
    item::visibility(visibility) + if default { "default " } else { "" }
}

fn trait_item(cx: &Context, item: &TraitItem, indent: Indent) -> Option<String> {
    let (attrs, text) = match item {
        TraitItem::Const(inner) => {
            let head = format!("const {}: ", inner.ident);
            let value = inner.default.as_ref().map(|(_, value)| value);
            (
                &inner.attrs,
                item::constant(cx, head, &inner.ty, value, indent)?,
            )
        }
        TraitItem::Fn(inner) => {
            let text = match &inner.default {
                Some(body) => func::with_body("", &inner.sig, body, &inner.attrs, indent, cx)?,
                None => func::required(cx, "", &inner.sig, indent)?,
            };
            (&inner.attrs, text)
        }
        TraitItem::Type(inner) => {
            let alias = Alias {
                start: "",
                name: &inner.ident,
                generics: &inner.generics,
                bounds: Some(&inner.bounds),
                ty: inner.default.as_ref().map(|(_, ty)| ty),
                early_where: false,
            };
            (&inner.attrs, alias.print(cx, indent)?)
        }
        TraitItem::Macro(inner) => {
            let shape = Shape::indented(indent, cx).sub_width(1)?;
            (
                &inner.attrs,
                mac::print(cx, &inner.mac, shape, mac::Position::Item)?,
            )
        }
        _ => return None,
    };
    with_attrs(cx, attrs, text, indent)
}

fn with_attrs(
    cx: &Context,
    attrs: &[syn::Attribute],
    text: String,
    indent: Indent,
) -> Option<String> {
    let attrs = attr::outer(cx, attrs, Shape::indented(indent, cx))?;
    Some(if attrs.is_empty() {
        text
    } else {
        format!("{attrs}{}{text}", indent.newline())
    })
}

/// A type alias or associated type.
pub(super) struct Alias<'a> {
    /// What stands before `type`.
    pub(super) start: &'a str,
    pub(super) name: &'a Ident,
    pub(super) generics: &'a Generics,
    pub(super) bounds: Option<&'a Punctuated<TypeParamBound, Token![+]>>,
    pub(super) ty: Option<&'a Type>,
    /// The `where` clause stands before the `=`.
    pub(super) early_where: bool,
}

impl Alias<'_> {
    pub(super) fn print(&self, cx: &Context, indent: Indent) -> Option<String> {
        let mut text = format!("{}type ", self.start);
        let whole = Shape::indented(indent, cx);
        let name = self.name.to_string();
        let shape = whole.offset_left(text.len())?.sub_width(2)?;
        text.push_str(&generics::print(cx, &name, self.generics, shape)?);
        if let Some(bounds) = self.bounds.filter(|bounds| !bounds.is_empty()) {
            let shape = whole.offset_left(text.len() + 2)?;
            text.push_str(": ");
            text.push_str(&generics::bounds(cx, bounds, shape, true)?);
        }
        let has_where = generics::predicates(self.generics) > 0;
        let early = has_where && (self.early_where || self.ty.is_none());
        if early {
            let shape = Shape::legacy(cx.budget(last_line_width(&text)), indent);
            let option = Where {
                no_comma: self.ty.is_none(),
                ..Where::behind(&text)
            };
            text.push_str(&generics::where_clause(cx, self.generics, shape, option)?);
        }
        let Some(ty) = self.ty else {
            return Some(text + ";");
        };
        let late = has_where && !early;
        text.push_str(&match (early, late) {
            (true, _) => indent.newline(),
            (_, true) => indent.nested().newline(),
            _ => " ".to_owned(),
        });
        let right = |shape: Shape| match ty {
            Type::ImplTrait(inner) => {
                let bounds = generics::bounds(cx, &inner.bounds, shape.offset_left(5)?, true)?;
                Some(format!("impl {bounds}"))
            }
            ty => ty::print(cx, ty, shape),
        };
        let shape = if late { whole } else { whole.sub_width(1)? };
        text = assign::print(cx, text + "=", &right, shape, Tactics::Default)?;
        if late {
            let option = Where {
                no_comma: true,
                beside: false,
                single_line: false,
            };
            text.push_str(&generics::where_clause(cx, self.generics, whole, option)?);
        }
        Some(text + ";")
    }
}
