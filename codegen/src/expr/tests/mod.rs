//! Tests of the expression language; printed Rust is tested in `tests/expr_rust`.

mod checker;
mod known;
mod parser;
mod scope;
mod unify;
