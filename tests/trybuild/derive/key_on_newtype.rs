//! A key that a newtype does not have.

#[derive(apiloom::Wire)]
#[wire(tuple)]
struct Cents(#[wire(name = "cents")] i64);

fn main() {}
