//! A struct of several fields without names.

#[derive(apiloom::Validate)]
struct Pair(#[validate(email)] String, i64);

fn main() {}
