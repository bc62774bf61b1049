//! The tree that the parser makes of an expression.

use std::collections::BTreeSet;

use super::problem::Span;

/// An expression as it was written, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The characters it was written with.
    pub range: Span,
    /// One more than the height of the highest part; bounds every recursion over the tree.
    pub(super) height: u16,
}

/// The forms of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A whole number.
    Int(i64),
    /// A text literal, without its quotes and escapes.
    Text(String),
    /// The literal of `text(…)`, cut at its holes.
    Template(Vec<Piece>),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// A bare name: an earlier let, a root, or a function without arguments.
    Name(String),
    /// `name(…)`.
    Call(Call),
    /// `value | name(…)`.
    Pipe(Box<Expr>, Call),
    /// `value.name`.
    Member(Box<Expr>, Word),
    /// `value[index]`.
    Index(Box<Expr>, Box<Expr>),
    /// `not value`.
    Not(Box<Expr>),
    /// `a and b and …`, at least two.
    And(Vec<Expr>),
    /// `a or b or …`, at least two.
    Or(Vec<Expr>),
    /// A comparison.
    Compare(Operator, Box<Expr>, Box<Expr>),
    /// `value is [not] present`.
    Is {
        /// What is tested.
        value: Box<Expr>,
        /// Whether `not` was written.
        negated: bool,
        /// What is asked.
        test: Test,
    },
    /// `value ?? fallback`.
    Default(Box<Expr>, Box<Expr>),
}

/// A word with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Its characters.
    pub range: Span,
}

/// A call of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The function.
    pub name: Word,
    /// The arguments between the parentheses, in order.
    pub args: Vec<Arg>,
    /// From the name to the closing parenthesis.
    pub range: Span,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// The name before `=`.
    pub name: Option<Word>,
    /// The value. Stages, as in `each_key(trim | lower)`, are written like a pipe.
    pub value: Expr,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// The expression in a hole.
    Hole(Expr),
}

/// An operator that compares two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `in`
    In,
}

/// What `is` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// There is a value, and it is not null.
    Present,
    /// Absent, null, or of no length.
    Empty,
    /// Absent or null.
    Null,
}

impl Expr {
    pub(super) fn new(kind: ExprKind, range: Span) -> Self {
        let mut height = 0;
        kind.each(&mut |part| height = height.max(part.height));
        Self {
            kind,
            range,
            height: height.saturating_add(1),
        }
    }
}

impl ExprKind {
    /// Calls `visit` with every direct part.
    pub(super) fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        match self {
            Self::Int(_) | Self::Text(_) | Self::Bool(_) | Self::Null | Self::Name(_) => {}
            Self::Template(pieces) => {
                for piece in pieces {
                    if let Piece::Hole(hole) = piece {
                        visit(hole);
                    }
                }
            }
            Self::Call(call) => call.args.iter().for_each(|arg| visit(&arg.value)),
            Self::Pipe(value, call) => {
                visit(value);
                call.args.iter().for_each(|arg| visit(&arg.value));
            }
            Self::Member(value, _) | Self::Not(value) | Self::Is { value, .. } => visit(value),
            Self::Index(left, right)
            | Self::Compare(_, left, right)
            | Self::Default(left, right) => {
                visit(left);
                visit(right);
            }
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(visit),
        }
    }
}

/// Every bare name and root that the expression mentions, without checking it.
///
/// Names of functions written without parentheses (`now`, stages) are among them.
pub fn mentions(expr: &Expr) -> BTreeSet<String> {
    fn walk(expr: &Expr, found: &mut BTreeSet<String>) {
        if let ExprKind::Name(name) = &expr.kind {
            found.insert(name.clone());
        }
        expr.kind.each(&mut |part| walk(part, found));
    }
    let mut found = BTreeSet::new();
    walk(expr, &mut found);
    found
}
