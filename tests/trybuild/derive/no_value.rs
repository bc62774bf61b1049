//! A key without its value.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(name)]
    amount: apiloom::Decimal,
}

fn main() {}
