//! Lists: all items on one line, one a line, or as many as fit a line.

use super::shape::Shape;
use super::text::{multiline, width};

/// An item, printed; `None` if it could not be printed into its shape.
#[derive(Clone, Debug)]
pub(super) struct ListItem {
    pub(super) text: Option<String>,
    /// Whether a blank line follows in a vertical list.
    pub(super) gap: bool,
}

impl ListItem {
    pub(super) fn new(text: Option<String>) -> Self {
        Self { text, gap: false }
    }

    pub(super) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or("")
    }
}

/// The layout wanted.
#[derive(Clone, Copy)]
pub(super) enum Wish {
    HorizontalVertical,
    /// Horizontal up to this width only.
    Limited(usize),
    Mixed,
}

/// The layout chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tactic {
    Vertical,
    Horizontal,
    Mixed,
    /// `format!` and its like: so many arguments, the format, and the rest on one line.
    SpecialMacro(usize),
}

/// When a separator follows the last item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trailing {
    Always,
    Never,
    Vertical,
}

/// The layout for `items` in `width` columns, with separators of `separator` columns.
pub(super) fn tactic(items: &[ListItem], wish: Wish, separator: usize, width: usize) -> Tactic {
    let limit = match wish {
        Wish::Limited(limit) => width.min(limit),
        Wish::HorizontalVertical | Wish::Mixed => width,
    };
    let total: usize = items.iter().map(item_width).sum();
    let separators = separator * items.len().saturating_sub(1);
    if total + separators <= limit && !items.iter().any(|item| multiline(item.text())) {
        Tactic::Horizontal
    } else if matches!(wish, Wish::Mixed) {
        Tactic::Mixed
    } else {
        Tactic::Vertical
    }
}

/// The columns of an item.
pub(super) fn item_width(item: &ListItem) -> usize {
    item.text.as_deref().map_or(0, width)
}

/// How a list is written.
#[derive(Clone, Copy)]
pub(super) struct Format {
    pub(super) shape: Shape,
    pub(super) tactic: Tactic,
    pub(super) separator: &'static str,
    /// Separators lead the next line, as `|` in patterns.
    pub(super) front: bool,
    pub(super) trailing: Trailing,
    pub(super) ends_with_newline: bool,
    /// A `use` list with lists inside.
    pub(super) nested: bool,
}

impl Format {
    pub(super) fn new(shape: Shape, tactic: Tactic) -> Self {
        Self {
            shape,
            tactic,
            separator: ",",
            front: false,
            trailing: Trailing::Never,
            ends_with_newline: true,
            nested: false,
        }
    }

    pub(super) fn trailing(self, trailing: Trailing) -> Self {
        Self { trailing, ..self }
    }

    pub(super) fn ends_with_newline(self, ends_with_newline: bool) -> Self {
        Self {
            ends_with_newline,
            ..self
        }
    }

    pub(super) fn needs_trailing(&self) -> bool {
        match self.trailing {
            Trailing::Always => true,
            Trailing::Vertical => self.tactic == Tactic::Vertical,
            Trailing::Never => self.tactic == Tactic::Vertical && self.front,
        }
    }
}

/// The list's text, or `None` if an item has none.
pub(super) fn write(items: &[ListItem], format: &Format) -> Option<String> {
    let indent = format.shape.indent.newline();
    let front = format.front && (format.tactic == Tactic::Vertical || format.separator != ",");
    let mut trailing = format.needs_trailing();
    let mut out = String::new();
    let mut line = 0;
    let mut after_nested = false;
    for (index, item) in items.iter().enumerate() {
        let text = item.text.as_deref()?;
        let first = index == 0;
        let last = index + 1 == items.len();
        let mut separate = if front { !first } else { !last || trailing };
        let separator = if separate { format.separator.len() } else { 0 };
        if text.is_empty() {
            continue;
        }
        match format.tactic {
            Tactic::Horizontal if !first => out.push(' '),
            Tactic::SpecialMacro(before) if !first => {
                let breaks = index >= before && index <= before + 1;
                out.push_str(if breaks { &indent } else { " " });
            }
            Tactic::Vertical if !first && !out.is_empty() => out.push_str(&indent),
            Tactic::Mixed => {
                let columns = item_width(item) + separator;
                let nested = format.nested && (after_nested || (!first && text.contains("::")));
                if (line > 0 && line + 1 + columns > format.shape.width) || nested {
                    out.push_str(&indent);
                    line = 0;
                    trailing |= format.ends_with_newline;
                } else if line > 0 {
                    out.push(' ');
                    line += 1;
                }
                if last && format.ends_with_newline {
                    separate = format.trailing != Trailing::Never;
                }
                line += columns;
            }
            _ => {}
        }
        if separate && front && !first {
            out.push_str(format.separator.trim());
            out.push(' ');
        }
        out.push_str(text);
        if separate && !front {
            out.push_str(format.separator);
        }
        if item.gap && !last && format.tactic == Tactic::Vertical {
            out.push('\n');
        }
        after_nested = text.contains("::");
    }
    Some(out)
}

/// The shapes for the fields of a struct literal or pattern: on one line (if possible), and one a
/// line.
pub(super) fn struct_shapes(
    shape: Shape,
    cx: &super::shape::Context,
    prefix: usize,
    suffix: usize,
) -> (Option<Shape>, Shape) {
    /// rustfmt's `struct_lit_width`.
    const STRUCT_LIT_WIDTH: usize = 18;
    let vertical = shape.block_indent(super::shape::TAB);
    let vertical = Shape {
        width: cx.budget(vertical.indent.width()),
        ..vertical
    };
    let horizontal = shape
        .width
        .checked_sub(prefix + suffix)
        .map(|width| Shape::legacy(width.min(STRUCT_LIT_WIDTH), shape.indent));
    (horizontal, vertical)
}
