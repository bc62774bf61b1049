//! The expression language: parser, checker, interpreter and Rust printer.
//!
//! [`parse`] makes a tree of a text, [`check`] gives it types within a [`Scope`], and of what is
//! checked [`eval`] computes the value (for known answers) and [`rust`] prints the Rust that
//! computes it in a client. Both call the functions of `apiloom_wire::functions`.

mod ast;
mod carried;
mod check;
mod eval;
mod lexer;
mod mentioned;
mod near;
mod parser;
mod printer;
mod problem;
mod rust_text;
mod scope;
mod shown;
mod steps;
mod table;
mod template;
mod trace;
mod typed;
mod types;
mod unify;
mod value;
mod writer;

#[cfg(test)]
mod tests;

pub use ast::{Arg, Call, Expr, ExprKind, Operator, Piece, Test, Word, mentions};
pub use check::{check, check_after, check_let, check_predicate, check_rule};
pub use eval::{eval, texts};
pub use mentioned::{Mentioned, mentioned};
pub use near::{Near, NearError, NearKind, NewPart, Variant, near};
pub use parser::{is_reserved, parse};
pub use printer::{rust, rust_condition, rust_let, rust_ref};
pub use problem::{Problem, ProblemKind, Span};
pub use rust_text::RustText;
pub use scope::{Body, Held, Hook, Place, Root, Scope};
pub use shown::{Run, Shown, mask, needles};
pub use steps::{Part, Role};
pub use table::{Docs, Function, functions};
pub use trace::{Hashed, Step, trace};
pub use typed::{Typed, Uses, uses};
pub use types::{Choice, ChoiceType, Kind, RecordMember, RecordType, Type, placeable};
pub use unify::{Moment, Told, from_percent, nonce_length, unify};
pub use value::{Env, EvalError, Value};
pub use writer::write;
