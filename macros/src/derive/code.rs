//! A code as it stands behind `code =`.

use std::fmt;

use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use super::problems::Problems;

/// An integer or a text.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Code {
    Int(i64),
    Text(String),
}

impl Code {
    /// The code that an expression spells.
    pub(super) fn read(value: &Expr, problems: &mut Problems) -> Option<Self> {
        match spelled(value) {
            Spelled::Code(code) => Some(code),
            Spelled::TooLarge => {
                let what = "this integer does not fit 64 bits with a sign";
                problems.add(value, what, "a code with more digits is a text in quotes");
                None
            }
            Spelled::Nothing => {
                let what = "a code is an integer or a text in quotes";
                problems.add(value, what, "write `code = 1` or `code = \"…\"`");
                None
            }
        }
    }

    /// Whether it is an integer.
    pub(super) fn is_integer(&self) -> bool {
        matches!(self, Code::Int(_))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::Int(code) => write!(f, "`{code}`"),
            Code::Text(code) => write!(f, "`{code:?}`"),
        }
    }
}

enum Spelled {
    Code(Code),
    TooLarge,
    Nothing,
}

fn spelled(value: &Expr) -> Spelled {
    let (sign, literal) = match value {
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => ("-", &**expr),
        _ => ("", value),
    };
    let Expr::Lit(ExprLit { lit, .. }) = literal else {
        return Spelled::Nothing;
    };
    match lit {
        Lit::Int(digits) => match format!("{sign}{}", digits.base10_digits()).parse() {
            Ok(code) => Spelled::Code(Code::Int(code)),
            Err(_) => Spelled::TooLarge,
        },
        Lit::Str(text) if sign.is_empty() => Spelled::Code(Code::Text(text.value())),
        _ => Spelled::Nothing,
    }
}
