//! A name without a character.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(name = "")]
    amount: apiloom::Decimal,
}

fn main() {}
