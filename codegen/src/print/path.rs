//! Paths and their generic arguments.

use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Path, PathArguments, PathSegment, QSelf, Token,
};

use super::overflow::{self, Item};
use super::shape::{Context, Shape};
use super::text::extra_offset;
use super::{expr, generics, ty};

/// Whether generic arguments need a `::`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Expression,
    Type,
}

/// `<Self as Trait>::path::<Argument>`.
pub(super) fn print(
    cx: &Context,
    place: Place,
    qself: Option<&QSelf>,
    item: &Path,
    shape: Shape,
) -> Option<String> {
    let mut out = String::new();
    let skip = qself.map_or(0, |qself| qself.position);
    let colons = if item.leading_colon.is_some() {
        "::"
    } else {
        ""
    };
    if let Some(qself) = qself {
        out.push('<');
        out.push_str(&ty::print(cx, &qself.ty, shape)?);
        if skip > 0 {
            out.push_str(" as ");
            out.push_str(colons);
            let segments: Vec<&PathSegment> = item.segments.iter().take(skip).collect();
            out = self::segments(cx, Place::Type, out, &segments, shape.sub_width(3)?)?;
        }
        out.push_str(">::");
    } else {
        out.push_str(colons);
    }
    let rest: Vec<&PathSegment> = item.segments.iter().skip(skip).collect();
    segments(cx, place, out, &rest, shape)
}

fn segments(
    cx: &Context,
    place: Place,
    mut out: String,
    items: &[&PathSegment],
    shape: Shape,
) -> Option<String> {
    let shape = shape.visual_indent(0);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str("::");
        }
        let shape = shape.shrink_left(extra_offset(&out, shape))?;
        out.push_str(&segment(cx, place, item, shape)?);
    }
    Some(out)
}

fn segment(cx: &Context, place: Place, item: &PathSegment, shape: Shape) -> Option<String> {
    let mut out = item.ident.to_string();
    let shape = shape.offset_left(out.len())?;
    match &item.arguments {
        PathArguments::None => {}
        PathArguments::AngleBracketed(inner) if inner.args.is_empty() => {}
        PathArguments::AngleBracketed(inner) => {
            let written = cx.inside_macro.get() && inner.colon2_token.is_some();
            if place == Place::Expression || written {
                out.push_str("::");
            }
            out.push_str(&arguments(cx, inner, shape)?);
        }
        PathArguments::Parenthesized(inner) => {
            out.push_str(&ty::function(
                cx,
                &inner.inputs,
                false,
                &inner.output,
                shape,
            )?);
        }
    }
    Some(out)
}

/// `<A, B>`.
fn arguments(cx: &Context, item: &AngleBracketedGenericArguments, shape: Shape) -> Option<String> {
    overflow::angles(cx, "", list(&item.args), shape)
}

fn list(args: &Punctuated<GenericArgument, Token![,]>) -> Vec<Item<'_>> {
    args.iter().map(Item::Argument).collect()
}

/// A generic argument.
pub(super) fn argument(cx: &Context, item: &GenericArgument, shape: Shape) -> Option<String> {
    match item {
        GenericArgument::Lifetime(inner) => Some(inner.to_string()),
        GenericArgument::Type(inner) => ty::print(cx, inner, shape),
        GenericArgument::Const(inner) => expr::sub(cx, inner, shape),
        GenericArgument::AssocType(inner) => {
            let name = bound_name(cx, &inner.ident, inner.generics.as_ref(), shape)? + " = ";
            let shape = behind(shape, &name)?;
            Some(name + &ty::print(cx, &inner.ty, shape)?)
        }
        GenericArgument::AssocConst(inner) => {
            let name = bound_name(cx, &inner.ident, inner.generics.as_ref(), shape)? + " = ";
            let shape = behind(shape, &name)?;
            Some(name + &expr::sub(cx, &inner.value, shape)?)
        }
        GenericArgument::Constraint(inner) => {
            let name = bound_name(cx, &inner.ident, inner.generics.as_ref(), shape)? + ": ";
            let shape = behind(shape, &name)?;
            Some(name + &generics::bounds(cx, &inner.bounds, shape, true)?)
        }
        _ => None,
    }
}

fn bound_name(
    cx: &Context,
    name: &syn::Ident,
    args: Option<&AngleBracketedGenericArguments>,
    shape: Shape,
) -> Option<String> {
    let name = name.to_string();
    match args {
        Some(args) if !args.args.is_empty() => {
            let args = arguments(cx, args, behind(shape, &name)?)?;
            Some(name + &args)
        }
        _ => Some(name),
    }
}

fn behind(shape: Shape, text: &str) -> Option<Shape> {
    Some(Shape::legacy(
        shape.width.checked_sub(text.len())?,
        shape.indent.plus(text.len()),
    ))
}
