//! What rustfmt's heuristics ask of an expression.

use syn::{Attribute, BinOp, Expr};

/// `return`, `break` and `continue`, which rustfmt ends with `;`.
pub(super) fn is_jump(item: &Expr) -> bool {
    matches!(item, Expr::Return(_) | Expr::Break(_) | Expr::Continue(_))
}

pub(super) fn is_atom(item: &Expr) -> bool {
    matches!(
        item,
        Expr::Path(_)
            | Expr::Lit(_)
            | Expr::Paren(_)
            | Expr::Call(_)
            | Expr::MethodCall(_)
            | Expr::Field(_)
            | Expr::Macro(_)
            | Expr::Tuple(_)
            | Expr::Array(_)
            | Expr::Group(_)
    )
}

/// An expression that may share a line with others of its kind.
pub(super) fn is_simple(item: &Expr) -> bool {
    match item {
        Expr::Lit(_) => true,
        Expr::Path(inner) => inner.qself.is_none() && inner.path.segments.len() <= 1,
        Expr::Reference(inner) => is_simple(&inner.expr),
        Expr::Cast(inner) => is_simple(&inner.expr),
        Expr::Field(inner) => is_simple(&inner.base),
        Expr::Try(inner) => is_simple(&inner.expr),
        Expr::Unary(inner) => is_simple(&inner.expr),
        Expr::Index(inner) => is_simple(&inner.expr) && is_simple(&inner.index),
        Expr::Repeat(inner) => is_simple(&inner.expr) && is_simple(&inner.len),
        _ => false,
    }
}

/// Whether the last of `len` arguments may start beside the others and go on below.
pub(super) fn can_overflow(item: &Expr, len: usize) -> bool {
    match item {
        _ if !attrs(item).is_empty() => false,
        Expr::Async(_) | Expr::Block(_) | Expr::Unsafe(_) | Expr::Closure(_) => true,
        Expr::Match(_)
        | Expr::If(_)
        | Expr::ForLoop(_)
        | Expr::Loop(_)
        | Expr::While(_)
        | Expr::Array(_)
        | Expr::Struct(_)
        | Expr::Macro(_)
        | Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Tuple(_) => len == 1,
        _ => inner(item).is_some_and(|inner| can_overflow(inner, len)),
    }
}

/// Whether the budget of nested calls is reduced for `item`.
pub(super) fn is_nested_call(item: &Expr) -> bool {
    matches!(item, Expr::Call(_) | Expr::Macro(_)) || inner(item).is_some_and(is_nested_call)
}

/// Whether `item` is a method call, but for `&`, `?`, `!` and casts.
pub(super) fn is_method_call(item: &Expr) -> bool {
    matches!(item, Expr::MethodCall(_)) || inner(item).is_some_and(is_method_call)
}

/// What a unary-like expression is about.
pub(super) fn inner(item: &Expr) -> Option<&Expr> {
    match item {
        Expr::Reference(inner) => Some(&inner.expr),
        Expr::RawAddr(inner) => Some(&inner.expr),
        Expr::Try(inner) => Some(&inner.expr),
        Expr::Unary(inner) => Some(&inner.expr),
        Expr::Cast(inner) => Some(&inner.expr),
        _ => None,
    }
}

pub(super) fn assign_operator(operator: &BinOp) -> Option<&'static str> {
    Some(match operator {
        BinOp::AddAssign(_) => "+=",
        BinOp::SubAssign(_) => "-=",
        BinOp::MulAssign(_) => "*=",
        BinOp::DivAssign(_) => "/=",
        BinOp::RemAssign(_) => "%=",
        BinOp::BitXorAssign(_) => "^=",
        BinOp::BitAndAssign(_) => "&=",
        BinOp::BitOrAssign(_) => "|=",
        BinOp::ShlAssign(_) => "<<=",
        BinOp::ShrAssign(_) => ">>=",
        _ => return None,
    })
}

/// The attributes of an expression.
pub(super) fn attrs(item: &Expr) -> &[Attribute] {
    macro_rules! attrs {
        ($($kind:ident)*) => {
            match item {
                $(Expr::$kind(inner) => &inner.attrs,)*
                _ => &[],
            }
        };
    }
    attrs!(Array Assign Async Await Binary Block Break Call Cast Closure Const Continue Field ForLoop
        Group If Index Infer Let Lit Loop Macro Match MethodCall Paren Path Range RawAddr Reference
        Repeat Return Struct Try TryBlock Tuple Unary Unsafe While Yield)
}
