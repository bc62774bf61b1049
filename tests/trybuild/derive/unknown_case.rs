//! A case that nobody knows.

#[derive(apiloom::Wire)]
#[wire(rename_all = "camel_case")]
struct Money {
    amount: apiloom::Decimal,
}

fn main() {}
