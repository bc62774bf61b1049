//! A type that borrows.

#[derive(apiloom::Wire)]
struct Name<'a>(&'a str);

fn main() {}
