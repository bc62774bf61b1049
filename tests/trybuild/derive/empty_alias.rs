//! An alias without a character.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(alias = "")]
    amount: apiloom::Decimal,
}

fn main() {}
