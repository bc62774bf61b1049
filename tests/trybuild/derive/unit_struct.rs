//! A struct that holds nothing.

#[derive(apiloom::Wire)]
struct Nothing;

fn main() {}
