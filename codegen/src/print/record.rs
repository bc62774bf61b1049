//! Struct literals.

use syn::{ExprStruct, Member};

use super::list::{self, Format, ListItem, Trailing, Wish};
use super::shape::{Context, Shape};
use super::text::multiline;
use super::{attr, expr, path};

/// `Name { field: value, ..rest }`.
pub(super) fn print(cx: &Context, item: &ExprStruct, shape: Shape) -> Option<String> {
    let place = path::Place::Expression;
    let name = path::print(
        cx,
        place,
        item.qself.as_ref(),
        &item.path,
        shape.sub_width(2)?,
    )?;
    let open = item.dot2_token.is_some();
    if item.fields.is_empty() && item.rest.is_none() {
        return Some(format!("{name} {}", if open { "{ .. }" } else { "{}" }));
    }
    let (horizontal, vertical) = list::struct_shapes(shape, cx, name.len() + 3, 2);
    let one_line = horizontal.map_or(0, |shape| shape.width);
    let field_shape = vertical.sub_width(1)?;
    let mut items: Vec<ListItem> = item
        .fields
        .iter()
        .map(|item| ListItem::new(field(cx, item, field_shape)))
        .collect();
    if open {
        items.push(ListItem::new(match &item.rest {
            Some(rest) => {
                expr::sub(cx, rest, vertical.offset_left(2)?).map(|text| format!("..{text}"))
            }
            None => Some("..".to_owned()),
        }));
    }
    let tactic = list::tactic(&items, Wish::HorizontalVertical, 2, one_line);
    let no_comma = open || (cx.inside_macro.get() && !item.fields.trailing_punct());
    let format = Format::new(vertical, tactic).trailing(if no_comma {
        Trailing::Never
    } else {
        Trailing::Vertical
    });
    let fields = list::write(&items, &format)?;
    Some(format!(
        "{name} {{{}}}",
        wrap_fields(&fields, shape, vertical, one_line)
    ))
}

/// What stands between the braces of a struct literal or pattern.
pub(super) fn wrap_fields(fields: &str, shape: Shape, vertical: Shape, one_line: usize) -> String {
    if multiline(fields) || fields.len() > one_line {
        format!(
            "{}{fields}{}",
            vertical.indent.newline(),
            shape.indent.newline()
        )
    } else {
        format!(" {fields} ")
    }
}

fn field(cx: &Context, item: &syn::FieldValue, shape: Shape) -> Option<String> {
    let mut attrs = attr::outer(cx, &item.attrs, shape)?;
    if !attrs.is_empty() {
        attrs.push_str(&shape.indent.newline());
    }
    let name = match &item.member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    };
    if item.colon_token.is_none() {
        return Some(attrs + &name);
    }
    let value_shape = shape.offset_left(name.len() + 2)?;
    match expr::sub(cx, &item.expr, value_shape) {
        Some(value) => Some(format!("{attrs}{name}: {value}")),
        None => {
            let indent = shape.indent.nested();
            let value = expr::sub(cx, &item.expr, Shape::indented(indent, cx))?;
            Some(format!("{attrs}{name}:{}{value}", indent.newline()))
        }
    }
}
