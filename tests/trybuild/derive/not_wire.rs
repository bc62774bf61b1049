//! A field whose type has no form on the wire.

struct Currency(String);

#[derive(apiloom::Wire)]
struct Money {
    amount: apiloom::Decimal,
    currency: Currency,
}

fn main() {}
