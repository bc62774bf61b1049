//! Two members with one name.

#[derive(apiloom::Wire)]
struct Money {
    amount: apiloom::Decimal,
    #[wire(name = "amount")]
    total: apiloom::Decimal,
}

fn main() {}
