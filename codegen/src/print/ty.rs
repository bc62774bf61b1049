//! Types.

use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{NamedArg, PointerMutability, ReturnType, Token, Type, TypeFnPtr};

use super::list::{self, Format, ListItem, Tactic, Trailing, Wish};
use super::overflow::{self, FN_CALL_WIDTH, Item};
use super::pair::{self, Affixes};
use super::shape::{Context, Shape, TAB};
use super::text::{first_line_width, last_line_width, multiline};
use super::{expr, generics, mac, path, tokens};

/// A type.
pub(super) fn print(cx: &Context, item: &Type, shape: Shape) -> Option<String> {
    match item {
        Type::Array(inner) => {
            let affixes = Affixes {
                prefix: "[",
                infix: "; ",
                suffix: "]",
                front: false,
            };
            let element = |shape| print(cx, &inner.elem, shape);
            pair::print(
                cx,
                &element,
                &|shape| expr::sub(cx, &inner.len, shape),
                &affixes,
                shape,
            )
        }
        Type::FnPtr(inner) => fn_pointer(cx, inner, shape),
        Type::Group(inner) => print(cx, &inner.elem, shape),
        Type::ImplTrait(inner) => Some(format!(
            "impl {}",
            generics::bounds(cx, &inner.bounds, shape, false)?
        )),
        Type::Infer(_) => (shape.width >= 1).then(|| "_".to_owned()),
        Type::Macro(inner) => mac::print(cx, &inner.mac, shape, mac::Position::Expression),
        Type::Never(_) => Some("!".to_owned()),
        Type::Paren(inner) => {
            let beside = shape
                .sub_width(2)
                .and_then(|shape| print(cx, &inner.elem, shape));
            if let Some(text) = beside.filter(|text| !multiline(text)) {
                return Some(format!("({text})"));
            }
            let nested = shape.block_indent(TAB).with_max_width(cx);
            let text = print(cx, &inner.elem, nested)?;
            Some(format!(
                "({}{text}{})",
                nested.newline(),
                shape.indent.newline()
            ))
        }
        Type::Path(inner) => path::print(
            cx,
            path::Place::Type,
            inner.qself.as_ref(),
            &inner.path,
            shape,
        ),
        Type::Ptr(inner) => {
            let prefix = match inner.mutability {
                PointerMutability::Const(_) => "*const ",
                PointerMutability::Mut(_) => "*mut ",
            };
            Some(format!(
                "{prefix}{}",
                print(cx, &inner.elem, shape.offset_left(prefix.len())?)?
            ))
        }
        Type::Reference(inner) => {
            let mut prefix = "&".to_owned();
            if let Some(lifetime) = &inner.lifetime {
                prefix.push_str(&format!("{lifetime} "));
            }
            if inner.mutability.is_some() {
                prefix.push_str("mut ");
            }
            let width = shape.width.checked_sub(prefix.len())?;
            let shape = Shape::legacy(width, shape.indent.plus(prefix.len()));
            Some(prefix + &print(cx, &inner.elem, shape)?)
        }
        Type::Slice(inner) => {
            let shape = Shape::legacy(shape.width.checked_sub(4)?, shape.indent.plus(1));
            Some(format!("[{}]", print(cx, &inner.elem, shape)?))
        }
        Type::TraitObject(inner) => {
            let prefix = if inner.dyn_token.is_some() {
                "dyn "
            } else {
                ""
            };
            let shape = shape.offset_left(prefix.len())?;
            Some(format!(
                "{prefix}{}",
                generics::bounds(cx, &inner.bounds, shape, true)?
            ))
        }
        Type::Tuple(inner) => {
            let written = if inner.elems.trailing_punct() {
                Trailing::Always
            } else {
                Trailing::Never
            };
            let force = if cx.inside_macro.get() {
                Some(written)
            } else {
                (inner.elems.len() == 1).then_some(Trailing::Always)
            };
            let items = inner.elems.iter().map(Item::Type).collect();
            overflow::parens(cx, "", items, shape, FN_CALL_WIDTH, force)
        }
        other => {
            let text = tokens::print(&other.to_token_stream());
            (text.len() <= shape.width).then_some(text)
        }
    }
}

/// Whether the last of `len` types may start beside the others and go on below.
pub(super) fn can_overflow(item: &Type, len: usize) -> bool {
    match item {
        Type::Tuple(_) => len == 1,
        Type::Reference(inner) => can_overflow(&inner.elem, len),
        Type::Ptr(inner) => can_overflow(&inner.elem, len),
        _ => false,
    }
}

fn fn_pointer(cx: &Context, item: &TypeFnPtr, shape: Shape) -> Option<String> {
    let mut prefix = String::new();
    if let Some(lifetimes) = &item.lifetimes {
        prefix.push_str(&generics::bound_lifetimes(cx, lifetimes, shape)?);
    }
    if item.unsafety.is_some() {
        prefix.push_str("unsafe ");
    }
    prefix.push_str(&super::func::abi(item.abi.as_ref()));
    prefix.push_str("fn");
    let shape = shape.offset_left(prefix.len())?;
    Some(
        prefix
            + &function(
                cx,
                &item.inputs,
                item.variadic.is_some(),
                &item.output,
                shape,
            )?,
    )
}

/// `(A, B) -> C` of a function pointer or an `Fn` bound.
pub(super) fn function(
    cx: &Context,
    inputs: &Punctuated<NamedArg, Token![,]>,
    variadic: bool,
    output: &ReturnType,
    shape: Shape,
) -> Option<String> {
    let output_shape = shape.offset_left(4)?;
    let output = match output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", print(cx, ty, output_shape)?),
    };
    let nested = Shape::indented(shape.block().indent.nested(), cx);
    let mut items: Vec<ListItem> = inputs
        .iter()
        .map(|item| ListItem::new(input(cx, item, nested)))
        .collect();
    if variadic {
        items.push(ListItem::new(Some("...".to_owned())));
    }
    let tactic = if multiline(&output) {
        Tactic::Vertical
    } else {
        let width = shape.width.saturating_sub(2 + output.len());
        list::tactic(&items, Wish::HorizontalVertical, 2, width)
    };
    let trailing = if variadic {
        Trailing::Never
    } else {
        Trailing::Vertical
    };
    let format = Format::new(nested, tactic)
        .trailing(trailing)
        .ends_with_newline(tactic != Tactic::Horizontal);
    let list = list::write(&items, &format)?;
    let args = if tactic == Tactic::Horizontal || items.is_empty() {
        format!("({list})")
    } else {
        format!(
            "({}{list}{})",
            nested.indent.newline(),
            shape.block().indent.newline()
        )
    };
    if output.is_empty() || last_line_width(&args) + first_line_width(&output) <= shape.width {
        Some(args + &output)
    } else {
        Some(format!(
            "{args}{}{}",
            nested.indent.newline(),
            output.trim_start()
        ))
    }
}

fn input(cx: &Context, item: &NamedArg, shape: Shape) -> Option<String> {
    match &item.name {
        Some((name, _)) => super::func::named(cx, &item.attrs, &name.to_string(), &item.ty, shape),
        None => print(cx, &item.ty, shape),
    }
}
