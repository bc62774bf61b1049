//! A codec of another type, of a newtype.

#[derive(apiloom::Wire)]
struct Cents(#[wire(as = apiloom::Csv(apiloom::Plain))] i64);

fn main() {}
