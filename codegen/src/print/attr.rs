//! Attributes and documentation.

use quote::ToTokens as _;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{AttrStyle, Attribute, Expr, Lit, MacroDelimiter, Meta, Token};

use super::list::{self, Format, ListItem, Trailing, Wish};
use super::overflow::{self, Item};
use super::shape::{Context, Shape, TAB};
use super::text::multiline;
use super::{expr, path, tokens};

/// rustfmt's `attr_fn_like_width`.
const ATTR_FN_LIKE_WIDTH: usize = 70;

/// Whether an attribute is about what it stands in.
pub(super) fn is_inner(item: &Attribute) -> bool {
    matches!(item.style, AttrStyle::Inner(_))
}

/// Whether any attribute is documentation.
pub(super) fn has_doc(items: &[Attribute]) -> bool {
    items.iter().any(|item| doc(item).is_some())
}

/// The outer attributes, one a line, without a newline at the end; empty if there are none.
pub(super) fn outer(cx: &Context, items: &[Attribute], shape: Shape) -> Option<String> {
    lines(cx, items.iter().filter(|item| !is_inner(item)), shape)
}

/// The inner attributes, likewise; a blank line follows documentation at their start.
pub(super) fn inner(cx: &Context, items: &[Attribute], shape: Shape) -> Option<String> {
    let items: Vec<&Attribute> = items.iter().filter(|item| is_inner(item)).collect();
    let docs = items.iter().take_while(|item| doc(item).is_some()).count();
    let (docs, others) = items.split_at(docs);
    let parts = [
        lines(cx, docs.iter().copied(), shape)?,
        lines(cx, others.iter().copied(), shape)?,
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(&format!("\n{}", shape.indent.newline())))
}

fn lines<'a>(
    cx: &Context,
    items: impl Iterator<Item = &'a Attribute>,
    shape: Shape,
) -> Option<String> {
    let mut out = Vec::new();
    let mut derives: Vec<&Attribute> = Vec::new();
    for item in items {
        if item.path().is_ident("derive") && derive_names(item).is_some() {
            derives.push(item);
            continue;
        }
        out.extend(derive(&std::mem::take(&mut derives), shape, cx));
        out.push(attribute(cx, item, shape)?);
    }
    out.extend(derive(&derives, shape, cx));
    Some(out.join(&shape.indent.newline()))
}

/// The text of a documentation attribute.
fn doc(item: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &item.meta else {
        return None;
    };
    match &meta.value {
        Expr::Lit(value) if meta.path.is_ident("doc") => match &value.lit {
            Lit::Str(text) => {
                Some(text.value()).filter(|text| !text.replace("\r\n", "\n").contains('\r'))
            }
            _ => None,
        },
        _ => None,
    }
}

fn attribute(cx: &Context, item: &Attribute, shape: Shape) -> Option<String> {
    if let Some(text) = doc(item) {
        return Some(comment(&text, is_inner(item), shape));
    }
    let prefix = if is_inner(item) { "#!" } else { "#" };
    let text = MetaArg::Meta(item.meta.clone())
        .print(cx, shape.offset_left(prefix.len() + 1)?)
        .unwrap_or_else(|| tokens::print(&item.meta.to_token_stream()));
    Some(format!("{prefix}[{text}]"))
}

/// `text` as `///` lines (or `//!` lines), each with a space before its text.
fn comment(text: &str, inner: bool, shape: Shape) -> String {
    let slashes = if inner { "//!" } else { "///" };
    let text = text.replace("\r\n", "\n");
    let blank = |line: &&str| line.trim().is_empty();
    let bare = text
        .split('\n')
        .filter(|line| !blank(line))
        .any(|line| !line.starts_with(' '));
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let space = if bare && !blank(&line) { " " } else { "" };
            format!("{slashes}{space}{}", line.trim_end())
        })
        .collect();
    lines.join(&shape.indent.newline())
}

fn derive_names(item: &Attribute) -> Option<Vec<String>> {
    let Meta::List(list) = &item.meta else {
        return None;
    };
    let names = Punctuated::<syn::Path, Token![,]>::parse_terminated
        .parse2(list.tokens.clone())
        .ok()?;
    Some(
        names
            .iter()
            .map(|name| tokens::print(&name.to_token_stream()))
            .collect(),
    )
}

/// All derives together, as rustfmt merges them.
fn derive(items: &[&Attribute], shape: Shape, cx: &Context) -> Option<String> {
    let first = items.first()?;
    let names = items.iter().filter_map(|item| derive_names(item)).flatten();
    let names: Vec<ListItem> = names.map(|name| ListItem::new(Some(name))).collect();
    let prefix = if is_inner(first) { "#!" } else { "#" };
    let nested = shape.block_indent(TAB).with_max_width(cx);
    let used = "[derive()]".len() + prefix.len();
    let budget = shape.width.saturating_sub(used + "()]".len());
    let tactic = list::tactic(&names, Wish::HorizontalVertical, 2, nested.width);
    let format = Format::new(nested, tactic)
        .trailing(Trailing::Always)
        .ends_with_newline(false);
    let text = list::write(&names, &format)?;
    if multiline(&text) || text.len() > budget {
        let (start, end) = (nested.indent.newline(), shape.indent.newline());
        return Some(format!("{prefix}[derive({start}{text}{end})]"));
    }
    Some(format!(
        "{prefix}[derive({})]",
        text.strip_suffix(',').unwrap_or(&text)
    ))
}

/// What stands in an attribute's brackets or list.
pub(super) enum MetaArg {
    Meta(Meta),
    Lit(Lit),
}

impl MetaArg {
    pub(super) fn print(&self, cx: &Context, shape: Shape) -> Option<String> {
        let meta = match self {
            Self::Lit(item) => return expr::literal(cx, item, shape),
            Self::Meta(meta) => meta,
        };
        let name = path::print(cx, path::Place::Type, None, meta.path(), shape)?;
        match meta {
            Meta::Path(_) => Some(name),
            Meta::NameValue(inner) => {
                let value = match &inner.value {
                    Expr::Lit(value) => value.lit.to_token_stream().to_string(),
                    // This node is gone before the file is: it needs a memory of its own.
                    value => expr::sub(&Context::new(), value, shape.shrink_left(name.len() + 3)?)?,
                };
                Some(format!("{name} = {value}"))
            }
            Meta::List(inner) => {
                if !matches!(inner.delimiter, MacroDelimiter::Paren(_)) {
                    return None;
                }
                let parser = Punctuated::<MetaArg, Token![,]>::parse_terminated;
                let args = parser.parse2(inner.tokens.clone()).ok()?;
                let items = args.iter().map(Item::Meta).collect();
                let (shape, trailing) = (shape.sub_width(1)?, Some(Trailing::Never));
                overflow::parens(cx, &name, items, shape, ATTR_FN_LIKE_WIDTH, trailing)
            }
        }
    }

    pub(super) fn is_simple(&self) -> bool {
        matches!(self, Self::Lit(_) | Self::Meta(Meta::Path(_)))
    }

    pub(super) fn is_meta(&self) -> bool {
        matches!(self, Self::Meta(_))
    }
}

impl syn::parse::Parse for MetaArg {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Lit) {
            input.parse().map(Self::Lit)
        } else {
            input.parse().map(Self::Meta)
        }
    }
}
