//! A key of the type that nobody knows.

#[derive(apiloom::Wire)]
#[wire(rename_al = "camelCase")]
struct Money {
    amount: apiloom::Decimal,
}

fn main() {}
