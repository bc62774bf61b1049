//! A key that stands twice.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(name = "amt")]
    #[wire(name = "amount")]
    amount: apiloom::Decimal,
}

fn main() {}
