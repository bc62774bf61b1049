//! An alias that is the name of another member.

#[derive(apiloom::Wire)]
struct Money {
    amount: apiloom::Decimal,
    #[wire(alias = "amount")]
    total: apiloom::Decimal,
}

fn main() {}
