//! A key that nobody knows.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(nmae = "amt")]
    amount: apiloom::Decimal,
}

fn main() {}
