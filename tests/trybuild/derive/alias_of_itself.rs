//! An alias that is the name.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(alias = "amount")]
    amount: apiloom::Decimal,
}

fn main() {}
