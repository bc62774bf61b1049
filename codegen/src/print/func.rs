//! Functions: signatures and parameters.

use syn::{
    Abi, Attribute, FnArg, Pat, Receiver, ReceiverKind, ReturnType, Safety, Signature, Type,
};

use super::block::Body;
use super::generics::{self, Where};
use super::list::{self, Format, ListItem, Tactic, Trailing, Wish};
use super::shape::{ANY_WIDTH, Context, Indent, MAX_WIDTH, Shape};
use super::text::{first_line_width, last_line_used_width, last_line_width, multiline};
use super::{attr, block, pat, ty};

/// A function with a body; `start` is what stands before its qualifiers (visibility).
pub(super) fn with_body(
    start: &str,
    item: &Signature,
    body: &syn::Block,
    attrs: &[Attribute],
    indent: Indent,
    cx: &Context,
) -> Option<String> {
    let (head, newline) = signature(cx, start, item, indent, true)?;
    let empty = block::is_empty(body) && !attrs.iter().any(attr::is_inner);
    if !multiline(&head) && empty && indent.width() + head.len() + 3 <= MAX_WIDTH {
        return Some(format!("{head} {{}}"));
    }
    let below = newline
        || generics::predicates(&item.generics) > 0
        || last_line_width(&head) + 2 > Shape::indented(indent, cx).width;
    let separator = match below {
        true => indent.newline(),
        // rustfmt leaves alone a signature that it cannot fit, but for this space.
        false if cx.max_width > MAX_WIDTH => String::new(),
        false => " ".to_owned(),
    };
    Some(format!(
        "{head}{separator}{}",
        block::body(cx, "", Body::Stmts(&body.stmts), attrs, indent)
    ))
}

/// A function without a body, with its `;`.
pub(super) fn required(
    cx: &Context,
    start: &str,
    item: &Signature,
    indent: Indent,
) -> Option<String> {
    Some(signature(cx, start, item, indent, false)?.0 + ";")
}

/// The signature, and whether the brace must go to the next line.
fn signature(
    cx: &Context,
    start: &str,
    item: &Signature,
    indent: Indent,
    body: bool,
) -> Option<(String, bool)> {
    let brace_beside = body && generics::predicates(&item.generics) == 0;
    let mut brace_below = false;
    let mut text = format!("{start}{}fn ", qualifiers(item));
    let used = last_line_used_width(&text, indent.width());
    let width = cx.budget(used + if brace_beside { 4 } else { 2 });
    let shape = Shape {
        width,
        indent,
        offset: used,
    };
    text.push_str(&generics::print(
        cx,
        &item.ident.to_string(),
        &item.generics,
        shape,
    )?);
    let ret = output(cx, &item.output, Shape::indented(indent, cx))?;
    let ret_len = if multiline(&ret) { 0 } else { ret.len() };
    let budgets = Budgets::new(cx, &text, indent, &ret, body, brace_beside);
    text.push('(');
    let params = params(cx, item, &budgets, indent)?;
    let no_params = item.inputs.is_empty() && item.variadic.is_none();
    let in_block = !no_params && (multiline(&params) || params.len() > budgets.one_line);
    let mut over = false;
    if in_block {
        text.push_str(&format!(
            "{}{params}{})",
            indent.nested().newline(),
            indent.newline()
        ));
    } else {
        text.push_str(&params);
        let used = last_line_used_width(&text, indent.width()) + first_line_width(&ret);
        text.push(')');
        if no_params && used + 1 > cx.max_width {
            text.push_str(&indent.newline());
            over = true;
        }
    }
    if !ret.is_empty() {
        let own_line = if in_block || no_params {
            false
        } else if multiline(&text) || multiline(&ret) {
            true
        } else {
            let brace = if generics::predicates(&item.generics) == 0 {
                2
            } else {
                0
            };
            text.len() + indent.width() + ret_len + 1 + brace > cx.max_width
        };
        let base = Shape::indented(indent, cx);
        let shape = if own_line {
            let mut shape = base;
            if params.is_empty() {
                brace_below = true;
                shape = base.offset_left(4).unwrap_or(base);
            }
            text.push_str(&shape.indent.newline());
            shape
        } else {
            if !params.is_empty() || !over {
                text.push(' ');
            }
            base.offset_left(last_line_width(&text)).unwrap_or(base)
        };
        if multiline(&ret) || own_line {
            text.push_str(&output(cx, &item.output, shape)?);
        } else {
            text.push_str(&ret);
        }
    }
    let option = Where {
        no_comma: !body,
        beside: in_block && ret.is_empty(),
        single_line: false,
    };
    let clause = generics::where_clause(cx, &item.generics, Shape::indented(indent, cx), option)?;
    text.push_str(&clause);
    Some((text, brace_below))
}

fn qualifiers(item: &Signature) -> String {
    let mut out = String::new();
    if item.constness.is_some() {
        out.push_str("const ");
    }
    if item.asyncness.is_some() {
        out.push_str("async ");
    }
    match item.safety {
        Safety::Safe(_) => out.push_str("safe "),
        Safety::Unsafe(_) => out.push_str("unsafe "),
        Safety::Default => {}
    }
    out + &abi(item.abi.as_ref())
}

/// `extern "C" ` or nothing.
pub(super) fn abi(item: Option<&Abi>) -> String {
    match item {
        Some(Abi {
            name: Some(name), ..
        }) => format!("extern \"{}\" ", name.value()),
        Some(_) => "extern \"C\" ".to_owned(),
        None => String::new(),
    }
}

/// The widths for the parameters on one line, and for each on its own.
struct Budgets {
    one_line: usize,
    multi_line: usize,
}

impl Budgets {
    fn new(cx: &Context, text: &str, indent: Indent, ret: &str, body: bool, brace: bool) -> Self {
        let multi_line = cx.budget(indent.nested().width() + 1);
        if multiline(text) || multiline(ret) {
            return Self {
                one_line: 0,
                multi_line,
            };
        }
        let parens = if ret.is_empty() { 2 } else { 3 };
        let end = match (body, brace) {
            (false, _) => 1,
            (true, true) => 2,
            (true, false) => 0,
        };
        let used = indent.width() + text.len() + ret.len() + parens + end;
        Self {
            one_line: cx.budget(used),
            multi_line,
        }
    }
}

fn params(cx: &Context, item: &Signature, budgets: &Budgets, indent: Indent) -> Option<String> {
    let shape = Shape::legacy(budgets.multi_line, indent.nested());
    let mut items: Vec<ListItem> = item
        .inputs
        .iter()
        .map(|input| {
            // A parameter that fits nowhere is as long as it is.
            ListItem::new(param(cx, input, shape).or_else(|| {
                let cx = cx.fresh(ANY_WIDTH);
                param(&cx, input, Shape::indented(shape.indent, &cx))
            }))
        })
        .collect();
    if item.variadic.is_some() {
        items.push(ListItem::new(Some("...".to_owned())));
    }
    let tactic = list::tactic(&items, Wish::HorizontalVertical, 2, budgets.one_line);
    let width = match tactic {
        Tactic::Horizontal => budgets.one_line,
        _ => budgets.multi_line,
    };
    let trailing = if item.variadic.is_some() {
        Trailing::Never
    } else {
        Trailing::Vertical
    };
    let format = Format::new(Shape::legacy(width, indent.nested()), tactic).trailing(trailing);
    list::write(&items, &format)
}

fn param(cx: &Context, item: &FnArg, shape: Shape) -> Option<String> {
    match item {
        FnArg::Receiver(inner) => receiver(cx, inner, shape),
        FnArg::Typed(inner) => typed(cx, &inner.attrs, &inner.pat, &inner.ty, shape),
    }
}

fn receiver(cx: &Context, item: &Receiver, shape: Shape) -> Option<String> {
    let mutable = if item.mutability.is_some() {
        "mut "
    } else {
        ""
    };
    let text = match &item.kind {
        ReceiverKind::Value => format!("{mutable}self"),
        ReceiverKind::Reference(_, lifetime, mutability) => {
            let lifetime = lifetime
                .as_ref()
                .map_or(String::new(), |lifetime| format!("{lifetime} "));
            let mutability = if mutability.is_some() { "mut " } else { "" };
            format!("&{lifetime}{mutability}self")
        }
        ReceiverKind::Typed(_, annotation) => {
            let shape = Shape::legacy(cx.max_width, Indent::NONE);
            format!("{mutable}self: {}", ty::print(cx, annotation, shape)?)
        }
        _ => return None,
    };
    behind_attrs(cx, &item.attrs, text, shape)
}

/// A parameter of a function or closure.
pub(super) fn typed(
    cx: &Context,
    attrs: &[Attribute],
    pattern: &Pat,
    annotation: &Type,
    shape: Shape,
) -> Option<String> {
    let pattern = pat::print(cx, pattern, Shape::legacy(shape.width, shape.indent))?;
    named(cx, attrs, &pattern, annotation, shape)
}

/// `name: Type`.
pub(super) fn named(
    cx: &Context,
    attrs: &[Attribute],
    name: &str,
    annotation: &Type,
    shape: Shape,
) -> Option<String> {
    let left = behind_attrs(cx, attrs, format!("{name}: "), shape)?;
    let width = shape.width.checked_sub(last_line_width(&left))?;
    let annotation = ty::print(cx, annotation, Shape::legacy(width, shape.indent))?;
    Some(left + &annotation)
}

fn behind_attrs(cx: &Context, attrs: &[Attribute], text: String, shape: Shape) -> Option<String> {
    let attrs_text = attr::outer(cx, attrs, Shape::legacy(shape.width, shape.indent))?;
    if attrs_text.is_empty() {
        return Some(text);
    }
    let width = last_line_width(&attrs_text) + 1 + first_line_width(&text);
    let beside = !multiline(&attrs_text) && !attr::has_doc(attrs) && width <= shape.width;
    let separator = if beside {
        " ".to_owned()
    } else {
        shape.indent.newline()
    };
    Some(attrs_text + &separator + &text)
}

/// `-> Type` or nothing.
pub(super) fn output(cx: &Context, item: &ReturnType, shape: Shape) -> Option<String> {
    match item {
        ReturnType::Default => Some(String::new()),
        ReturnType::Type(_, inner) => Some(format!(
            "-> {}",
            ty::print(cx, inner, shape.offset_left(3)?)?
        )),
    }
}
