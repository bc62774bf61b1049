//! An attribute without brackets.

#[derive(apiloom::Wire)]
struct Money {
    #[wire = "amt"]
    amount: apiloom::Decimal,
}

fn main() {}
