//! A value in brackets.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(name("amt"))]
    amount: apiloom::Decimal,
}

fn main() {}
