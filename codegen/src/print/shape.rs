//! Where text may go: the indentation, what the first line has used already, and the width left.
//!
//! Every printing function takes a [`Shape`] and answers `None` if its node does not fit; its
//! caller then tries the next layout. The arithmetic is rustfmt's, to the column.

use std::cell::Cell;
use std::rc::Rc;

use super::memory::Memory;

/// rustfmt's `max_width`.
pub(super) const MAX_WIDTH: usize = 100;
/// The width of lines that hold what fits no line.
pub(super) const ANY_WIDTH: usize = 100_000;
/// rustfmt's `tab_spaces`.
pub(super) const TAB: usize = 4;

/// What a printing function knows besides its shape.
pub(super) struct Context {
    /// The widest line allowed; larger than [`MAX_WIDTH`] only for what does not fit otherwise.
    pub(super) max_width: usize,
    /// Inside a macro's arguments commas and closure bodies stay as written.
    pub(super) inside_macro: Cell<bool>,
    /// While a last argument is tried beside the others, its method chain must not break.
    pub(super) one_line_chain: Cell<bool>,
    pub(super) memory: Rc<Memory>,
}

impl Context {
    /// For nodes that live as long as the context and those made from it.
    pub(super) fn new() -> Self {
        Self {
            max_width: MAX_WIDTH,
            inside_macro: Cell::new(false),
            one_line_chain: Cell::new(false),
            memory: Rc::default(),
        }
    }

    /// For what does not depend on its surroundings, but for the indentation.
    pub(super) fn fresh(&self, max_width: usize) -> Self {
        Self {
            max_width,
            memory: Rc::clone(&self.memory),
            ..Self::new()
        }
    }

    /// The width that is left after `used` columns.
    pub(super) fn budget(&self, used: usize) -> usize {
        self.max_width.saturating_sub(used)
    }

    /// What `print` gives at the normal width or, if it does not fit there, at any width (rustfmt
    /// leaves alone what it cannot fit).
    pub(super) fn forced(&self, print: impl Fn(&Context) -> Option<String>) -> Option<String> {
        print(self).or_else(|| print(&self.fresh(ANY_WIDTH)))
    }
}

/// The columns before a line: whole blocks, and an alignment on top of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Indent {
    pub(super) block: usize,
    pub(super) align: usize,
}

impl Indent {
    pub(super) const NONE: Self = Self { block: 0, align: 0 };

    pub(super) fn block_only(self) -> Self {
        Self { align: 0, ..self }
    }

    pub(super) fn nested(self) -> Self {
        Self {
            block: self.block + TAB,
            ..self
        }
    }

    pub(super) fn plus(self, columns: usize) -> Self {
        Self {
            align: self.align + columns,
            ..self
        }
    }

    pub(super) fn width(self) -> usize {
        self.block + self.align
    }

    pub(super) fn spaces(self) -> String {
        " ".repeat(self.width())
    }

    pub(super) fn newline(self) -> String {
        format!("\n{}", self.spaces())
    }
}

/// The room a node is printed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// Columns left for the first line (for a node of many lines: also for its last).
    pub(super) width: usize,
    pub(super) indent: Indent,
    /// Columns beyond `indent.block` used on the first line.
    pub(super) offset: usize,
}

impl Shape {
    pub(super) fn legacy(width: usize, indent: Indent) -> Self {
        Self {
            width,
            indent,
            offset: indent.align,
        }
    }

    pub(super) fn indented(indent: Indent, cx: &Context) -> Self {
        Self::legacy(cx.budget(indent.width()), indent)
    }

    pub(super) fn with_max_width(self, cx: &Context) -> Self {
        Self {
            width: cx.budget(self.indent.width()),
            ..self
        }
    }

    pub(super) fn visual_indent(self, delta: usize) -> Self {
        let align = self.offset + delta;
        Self {
            width: self.width,
            indent: Indent {
                align,
                ..self.indent
            },
            offset: align,
        }
    }

    pub(super) fn block_indent(self, delta: usize) -> Self {
        if self.indent.align == 0 {
            let indent = Indent {
                block: self.indent.block + delta,
                align: 0,
            };
            Self {
                width: self.width,
                indent,
                offset: 0,
            }
        } else {
            let indent = self.indent.plus(delta);
            Self {
                width: self.width,
                indent,
                offset: indent.align,
            }
        }
    }

    pub(super) fn block_left(self, delta: usize) -> Option<Self> {
        self.block_indent(delta).sub_width(delta)
    }

    pub(super) fn block(self) -> Self {
        Self {
            indent: self.indent.block_only(),
            ..self
        }
    }

    pub(super) fn sub_width(self, delta: usize) -> Option<Self> {
        Some(Self {
            width: self.width.checked_sub(delta)?,
            ..self
        })
    }

    pub(super) fn shrink_left(self, delta: usize) -> Option<Self> {
        let width = self.width.checked_sub(delta)?;
        Some(Self {
            width,
            indent: self.indent.plus(delta),
            offset: self.offset + delta,
        })
    }

    pub(super) fn offset_left(self, delta: usize) -> Option<Self> {
        Self {
            offset: self.offset + delta,
            ..self
        }
        .sub_width(delta)
    }

    pub(super) fn used_width(self) -> usize {
        self.indent.block + self.offset
    }

    /// What must follow on the last line, such as `;` or `,`.
    pub(super) fn rhs_overhead(self, cx: &Context) -> usize {
        cx.max_width.saturating_sub(self.used_width() + self.width)
    }

    /// A newline and the columns up to this shape's offset.
    pub(super) fn newline(self) -> String {
        Indent {
            align: self.offset,
            ..self.indent
        }
        .newline()
    }
}
