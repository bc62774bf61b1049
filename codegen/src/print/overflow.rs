//! Bracketed lists whose last item may overflow: `call(a, |x| {` … `})`.

use syn::{CapturedParam, Expr, Field, GenericArgument, GenericParam, Pat, Type};

use super::attr::MetaArg;
use super::list::{self, Format, ListItem, Tactic, Trailing, Wish};
use super::mac::MacroArg;
use super::shape::{Context, Shape, TAB};
use super::text::{
    extra_offset, first_line, first_line_width, last_line_width, multiline, newlines,
};
use super::{closure, control, data, expr, generics, kind, pat, path, ty};

/// rustfmt's `fn_call_width`.
pub(super) const FN_CALL_WIDTH: usize = 60;
/// rustfmt's `array_width`.
const ARRAY_WIDTH: usize = 60;
/// rustfmt's `short_array_element_width_threshold`.
const SHORT_ELEMENT_WIDTH: usize = 10;

/// Macros with a format string, and how many arguments stand before it.
const FORMAT_MACROS: &[(&str, usize)] = &[
    ("eprint!", 0),
    ("eprintln!", 0),
    ("format!", 0),
    ("format_args!", 0),
    ("print!", 0),
    ("println!", 0),
    ("panic!", 0),
    ("unreachable!", 0),
    ("debug!", 0),
    ("error!", 0),
    ("info!", 0),
    ("warn!", 0),
    ("trace!", 0),
    ("assert!", 1),
    ("debug_assert!", 1),
    ("write!", 1),
    ("writeln!", 1),
    ("assert_eq!", 2),
    ("assert_ne!", 2),
    ("debug_assert_eq!", 2),
    ("debug_assert_ne!", 2),
];

/// What can stand in a bracketed list.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    Expr(&'a Expr),
    MacroArg(&'a MacroArg),
    Param(&'a GenericParam),
    Argument(&'a GenericArgument),
    Captured(&'a CapturedParam),
    Field(&'a Field),
    Type(&'a Type),
    Meta(&'a MetaArg),
    /// In a tuple pattern.
    TuplePat(&'a Pat),
    /// In a slice pattern.
    SlicePat(&'a Pat),
}

impl<'a> Item<'a> {
    fn print(&self, cx: &Context, shape: Shape) -> Option<String> {
        match self {
            Self::Expr(item) => expr::sub(cx, item, shape),
            Self::MacroArg(item) => item.print(cx, shape),
            Self::Param(item) => generics::param(cx, item, shape),
            Self::Argument(item) => path::argument(cx, item, shape),
            Self::Captured(CapturedParam::Lifetime(item)) => Some(item.to_string()),
            Self::Captured(CapturedParam::Ident(item)) => Some(item.to_string()),
            Self::Captured(_) => None,
            Self::Field(item) => data::field(cx, item, shape),
            Self::Type(item) => ty::print(cx, item, shape),
            Self::Meta(item) => item.print(cx, shape),
            Self::TuplePat(item) | Self::SlicePat(item) => pat::print(cx, item, shape),
        }
    }

    /// The expression, also inside a macro.
    pub(super) fn expr(&self) -> Option<&'a Expr> {
        match self {
            Self::Expr(item) => Some(item),
            Self::MacroArg(MacroArg::Expr(item)) => Some(item),
            _ => None,
        }
    }

    fn is_simple(&self) -> bool {
        match self {
            Self::MacroArg(MacroArg::Keyword(_)) => true,
            Self::Meta(item) => item.is_simple(),
            _ => self.expr().is_some_and(kind::is_simple),
        }
    }

    fn can_overflow(&self, len: usize) -> bool {
        match self {
            Self::Expr(item) => kind::can_overflow(item, len),
            Self::MacroArg(MacroArg::Expr(item)) => kind::can_overflow(item, len),
            Self::Type(item) => ty::can_overflow(item, len),
            Self::MacroArg(MacroArg::Type(item)) => ty::can_overflow(item, len),
            Self::Argument(GenericArgument::Type(item)) => ty::can_overflow(item, len),
            Self::Meta(item) => len == 1 && item.is_meta(),
            Self::TuplePat(item) => pat::can_overflow(item, len),
            _ => false,
        }
    }

    /// How many arguments stand before the format string, if `callee` is a macro that has one.
    fn format_macro(&self, callee: &str) -> Option<usize> {
        let Self::MacroArg(_) = self else {
            return None;
        };
        FORMAT_MACROS
            .iter()
            .find(|(name, _)| *name == callee)
            .map(|(_, before)| *before)
    }
}

/// `callee(items)`, whose items share a line up to `width` columns.
pub(super) fn parens(
    cx: &Context,
    callee: &str,
    items: Vec<Item<'_>>,
    shape: Shape,
    width: usize,
    trailing: Option<Trailing>,
) -> Option<String> {
    List::new(cx, callee, items, shape, ("(", ")"), width, trailing).print(shape)
}

/// `callee<items>`.
pub(super) fn angles(
    cx: &Context,
    callee: &str,
    items: Vec<Item<'_>>,
    shape: Shape,
) -> Option<String> {
    List::new(cx, callee, items, shape, ("<", ">"), cx.max_width, None).print(shape)
}

/// `callee[items]`.
pub(super) fn squares(
    cx: &Context,
    callee: &str,
    items: Vec<Item<'_>>,
    shape: Shape,
    trailing: Option<Trailing>,
) -> Option<String> {
    List::new(cx, callee, items, shape, ("[", "]"), ARRAY_WIDTH, trailing).print(shape)
}

struct List<'a> {
    cx: &'a Context,
    callee: &'a str,
    items: Vec<Item<'a>>,
    brackets: (&'static str, &'static str),
    one_line_shape: Shape,
    one_line_width: usize,
    nested_shape: Shape,
    item_max_width: usize,
    trailing: Option<Trailing>,
}

impl<'a> List<'a> {
    fn new(
        cx: &'a Context,
        callee: &'a str,
        items: Vec<Item<'a>>,
        shape: Shape,
        brackets: (&'static str, &'static str),
        item_max_width: usize,
        trailing: Option<Trailing>,
    ) -> Self {
        let used = extra_offset(callee, shape);
        let one_line_shape = shape
            .offset_left(last_line_width(callee) + 1)
            .and_then(|shape| shape.sub_width(1))
            .unwrap_or(Shape { width: 0, ..shape });
        let nested = shape.block().block_indent(TAB).with_max_width(cx);
        // The last column is for the comma.
        let nested_shape = Shape {
            width: nested.width.saturating_sub(1),
            ..nested
        };
        let one_line_width = shape.width.saturating_sub(used + 2);
        Self {
            cx,
            callee,
            items,
            brackets,
            one_line_shape,
            one_line_width,
            nested_shape,
            item_max_width,
            trailing,
        }
    }

    fn print(&self, shape: Shape) -> Option<String> {
        let mut items: Vec<ListItem> = match self.items.split_last() {
            Some((_, before)) => before
                .iter()
                .map(|item| ListItem::new(self.nested(item)))
                .collect(),
            None => Vec::new(),
        };
        if !self.items.is_empty() {
            items.push(ListItem::new(None));
        }
        let tactic = self.lay_out(&mut items);
        let format = Format::new(self.nested_shape, tactic)
            .trailing(self.trailing.unwrap_or(Trailing::Vertical))
            .ends_with_newline(matches!(tactic, Tactic::Vertical | Tactic::Mixed));
        let text = list::write(&items, &format)?;
        Some(self.wrap(&text, shape, tactic == Tactic::Horizontal))
    }

    fn nested(&self, item: &Item<'_>) -> Option<String> {
        item.print(self.cx, self.nested_shape)
    }

    fn default_tactic(&self, items: &[ListItem]) -> Tactic {
        list::tactic(
            items,
            Wish::Limited(self.item_max_width),
            2,
            self.one_line_width,
        )
    }

    /// Prints the last item and chooses the layout of all.
    fn lay_out(&self, items: &mut [ListItem]) -> Tactic {
        let cx = self.cx;
        let Some(last) = self.items.last() else {
            return self.default_tactic(items);
        };
        let at = items.len() - 1;
        let single = self.items.len() == 1;
        let plain = last.expr().is_some_and(|item| kind::attrs(item).is_empty());
        let hug = single && plain && self.callee.len() < TAB;
        let overflow = hug || last.can_overflow(self.items.len());
        let mut overflowed = None;
        if overflow {
            let before = cx.one_line_chain.get();
            if !hug && last.expr().is_some_and(kind::is_method_call) {
                cx.one_line_chain.set(true);
            }
            overflowed = self
                .last_shape(last, items)
                .and_then(|shape| self.overflow_last(last, shape));
            cx.one_line_chain.set(before);
            if let Some(text) = &overflowed {
                items[at].text = Some(first_line(text).to_owned());
            }
        }
        let mut tactic = self.default_tactic(items);
        match overflowed {
            Some(text) if tactic == Tactic::Horizontal => {
                items[at].text = Some(text);
                if single && newlines(items[at].text()) == 1 {
                    // A lone break is not worth it if the item fits the next line.
                    if let Some(text) = self.nested(last).filter(|text| !multiline(text)) {
                        items[at].text = Some(text);
                    }
                }
            }
            _ => {
                items[at].text = self.nested(last);
                if single
                    && self.one_line_width != 0
                    && !multiline(items[0].text())
                    && list::item_width(&items[0]) <= self.one_line_width
                {
                    return Tactic::Horizontal;
                }
                tactic = self.default_tactic(items);
                if tactic == Tactic::Vertical {
                    tactic = self.instead_of_vertical(items);
                }
            }
        }
        tactic
    }

    fn instead_of_vertical(&self, items: &[ListItem]) -> Tactic {
        let all_simple = |items: &[Item<'_>]| items.iter().all(Item::is_simple);
        let width = self.nested_shape.width;
        let one_line =
            |items| list::tactic(items, Wish::HorizontalVertical, 2, width) == Tactic::Horizontal;
        if let Some(before) = self
            .items
            .first()
            .and_then(|item| item.format_macro(self.callee))
        {
            let special = self.items.len() > before
                && all_simple(&self.items[..before])
                && all_simple(&self.items[before + 1..])
                && one_line(&items[..before])
                && one_line(&items[before + 1..]);
            return if special {
                Tactic::SpecialMacro(before)
            } else {
                Tactic::Vertical
            };
        }
        let short = items
            .iter()
            .all(|item| item.text().len() <= SHORT_ELEMENT_WIDTH);
        if short && all_simple(&self.items) {
            Tactic::Mixed
        } else {
            Tactic::Vertical
        }
    }

    /// The last item beside the others, over as many lines as it likes.
    fn overflow_last(&self, last: &Item<'_>, shape: Shape) -> Option<String> {
        let cx = self.cx;
        let Item::Expr(item) = last else {
            return last.print(cx, shape);
        };
        match item {
            Expr::Closure(closure) => {
                let closures = |item: &&Item<'_>| matches!(item.expr(), Some(Expr::Closure(_)));
                if self.items.iter().filter(closures).count() > 1 {
                    return None;
                }
                closure::last_argument(cx, closure, item, shape)
            }
            Expr::If(_) | Expr::ForLoop(_) | Expr::Loop(_) | Expr::While(_) | Expr::Match(_) => {
                if control::condition(cx, item, shape).is_some_and(|text| multiline(&text)) {
                    return None;
                }
                expr::sub(cx, item, shape)
            }
            _ => expr::sub(cx, item, shape),
        }
    }

    fn last_shape(&self, last: &Item<'_>, items: &[ListItem]) -> Option<Shape> {
        let shape = self.one_line_shape;
        if items.len() == 1 && !last.expr().is_some_and(kind::is_nested_call) {
            return Some(shape);
        }
        let before = &items[..items.len() - 1];
        let offset = before.iter().map(|item| 2 + item.text().len()).sum();
        Shape {
            width: self.item_max_width.min(shape.width),
            ..shape
        }
        .offset_left(offset)
    }

    fn wrap(&self, items: &str, shape: Shape, extendable: bool) -> String {
        let width = shape.width.saturating_sub(last_line_width(self.callee));
        let first = if items.is_empty() {
            2
        } else {
            first_line_width(items) + 1
        };
        let (open, close) = self.brackets;
        let callee = self.callee;
        if extendable && first <= width {
            return format!("{callee}{open}{items}{close}");
        }
        let end = shape.block().indent.newline();
        if items.is_empty() {
            return format!("{callee}{open}{end}{close}");
        }
        let start = self.nested_shape.indent.newline();
        format!("{callee}{open}{start}{items}{end}{close}")
    }
}
