//! Macro calls: formatted like calls if their arguments parse, else left as they are.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{Expr, Macro, MacroDelimiter, Pat, Token, Type};

use super::list::Trailing;
use super::overflow::{self, FN_CALL_WIDTH, Item};
use super::shape::{Context, Shape, TAB};
use super::text::multiline;
use super::{expr, pat, tokens, ty};

/// Where a macro call stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Expression,
    Statement,
    Item,
}

/// An argument, as the first of these that it parses as.
pub(super) enum MacroArg {
    Keyword(String),
    Expr(Expr),
    Type(Type),
    Pat(Pat),
}

impl MacroArg {
    pub(super) fn print(&self, cx: &Context, shape: Shape) -> Option<String> {
        match self {
            Self::Keyword(item) => Some(item.clone()),
            Self::Expr(item) => expr::sub(cx, item, shape),
            Self::Type(item) => ty::print(cx, item, shape),
            Self::Pat(item) => pat::print(cx, item, shape),
        }
    }
}

/// The arguments of a call.
pub(super) struct Args {
    list: Vec<MacroArg>,
    trailing_comma: bool,
    /// `[value; count]`
    repeat: bool,
}

/// A macro call, without the `;` of a statement.
pub(super) fn print(
    cx: &Context,
    item: &Macro,
    shape: Shape,
    position: Position,
) -> Option<String> {
    let nested = cx.inside_macro.replace(true);
    let text = inner(cx, item, shape, nested, position);
    cx.inside_macro.set(nested);
    let semi = position == Position::Item && !matches!(item.delimiter, MacroDelimiter::Brace(_));
    text.map(|text| if semi { text + ";" } else { text })
}

fn inner(
    cx: &Context,
    item: &Macro,
    shape: Shape,
    nested: bool,
    position: Position,
) -> Option<String> {
    let segments: Vec<String> = item
        .path
        .segments
        .iter()
        .map(|item| item.ident.to_string())
        .collect();
    let colons = if item.path.leading_colon.is_some() {
        "::"
    } else {
        ""
    };
    let name = format!("{colons}{}!", segments.join("::"));
    let vec = name == "vec!";
    let array = vec && !nested;
    let bracket = matches!(item.delimiter, MacroDelimiter::Bracket(_)) || array;
    if matches!(item.delimiter, MacroDelimiter::Brace(_)) && !array {
        return Some(match item.tokens.is_empty() {
            true => format!("{name} {{}}"),
            false if position == Position::Item => table(&name, &item.tokens, shape),
            false => format!("{name} {{ {} }}", tokens::print(&item.tokens)),
        });
    }
    let (open, close) = if bracket { ("[", "]") } else { ("(", ")") };
    if item.tokens.is_empty() {
        return Some(format!("{name}{open}{close}"));
    }
    let Some(args) = cx.memory.args(item, || parse(&item.tokens, vec)) else {
        return Some(format!(
            "{name}{open}{}{close}",
            tokens::print(&item.tokens)
        ));
    };
    if args.repeat {
        return repeat(cx, &name, &args.list, (open, close), shape);
    }
    let items = args.list.iter().map(Item::MacroArg).collect();
    let mut trailing = if args.trailing_comma {
        Trailing::Always
    } else {
        Trailing::Never
    };
    if !bracket {
        return overflow::parens(cx, &name, items, shape, FN_CALL_WIDTH, Some(trailing));
    }
    if array {
        cx.inside_macro.set(false);
        trailing = Trailing::Vertical;
    }
    overflow::squares(cx, &name, items, shape, Some(trailing))
}

/// A call in braces among items: a table with a line for each piece that ends with `;`, which rustfmt leaves
/// as it is.
fn table(name: &str, tokens: &TokenStream, shape: Shape) -> String {
    let mut text = format!("{name} {{");
    let mut piece = TokenStream::new();
    let indent = " ".repeat(shape.indent.width() + TAB);
    for token in tokens.clone() {
        let ends = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
        piece.extend([token]);
        if ends {
            text.push_str(&format!(
                "\n{indent}{}",
                tokens::print(&std::mem::take(&mut piece))
            ));
        }
    }
    if !piece.is_empty() {
        text.push_str(&format!("\n{indent}{}", tokens::print(&piece)));
    }
    text.push_str(&format!("\n{}}}", " ".repeat(shape.indent.width())));
    text
}

fn repeat(
    cx: &Context,
    name: &str,
    args: &[MacroArg],
    (open, close): (&str, &str),
    shape: Shape,
) -> Option<String> {
    let nested = shape.offset_left(name.len())?.block_indent(TAB);
    let [value, count] = args else {
        return None;
    };
    let value = value.print(cx, nested)?;
    let count = count.print(cx, nested)?;
    if !multiline(&value) && !multiline(&count) && value.len() + count.len() + 8 <= shape.width {
        return Some(format!("{name}{open}{value}; {count}{close}"));
    }
    let (inside, outside) = (nested.indent.newline(), shape.indent.newline());
    Some(format!(
        "{name}{open}{inside}{value};{inside}{count}{outside}{close}"
    ))
}

fn parse(tokens: &TokenStream, vec: bool) -> Option<Args> {
    let parser = |input: ParseStream<'_>| {
        let mut args = Args {
            list: Vec::new(),
            trailing_comma: false,
            repeat: false,
        };
        loop {
            args.list.push(argument(input)?);
            if input.is_empty() {
                return Ok(args);
            }
            if vec && args.list.len() == 1 && input.peek(Token![;]) {
                input.parse::<Token![;]>()?;
                args.list.push(argument(input)?);
                args.repeat = true;
                return Ok(args);
            }
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                args.trailing_comma = true;
                return Ok(args);
            }
        }
    };
    parser.parse2(tokens.clone()).ok()
}

fn argument(input: ParseStream<'_>) -> syn::Result<MacroArg> {
    if let Some(keyword) = keyword(input) {
        input.parse::<TokenTree>()?;
        return Ok(MacroArg::Keyword(keyword));
    }
    if let Some(item) = attempt::<Expr>(input, |input| input.parse()) {
        return Ok(MacroArg::Expr(item));
    }
    if let Some(item) = attempt::<Type>(input, |input| input.parse()) {
        return Ok(MacroArg::Type(item));
    }
    Pat::parse_single(input).map(MacroArg::Pat)
}

/// A keyword that is the whole argument.
fn keyword(input: ParseStream<'_>) -> Option<String> {
    const KEYWORDS: [&str; 5] = ["self", "Self", "super", "crate", "_"];
    let ahead = input.fork();
    let TokenTree::Ident(ident) = ahead.parse().ok()? else {
        return None;
    };
    let text = ident.to_string();
    let alone = ahead.is_empty() || ahead.peek(Token![,]);
    (alone && KEYWORDS.contains(&text.as_str())).then_some(text)
}

fn attempt<T>(
    input: ParseStream<'_>,
    parse: impl Fn(ParseStream<'_>) -> syn::Result<T>,
) -> Option<T> {
    use syn::parse::discouraged::Speculative as _;
    let ahead = input.fork();
    let item = parse(&ahead).ok()?;
    input.advance_to(&ahead);
    Some(item)
}
