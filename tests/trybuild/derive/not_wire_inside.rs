//! A list of a type that has no form on the wire.

struct Currency(String);

#[derive(apiloom::Wire)]
struct Money {
    currencies: Option<Vec<Currency>>,
}

fn main() {}
