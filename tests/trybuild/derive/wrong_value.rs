//! A name that is no text.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(name = amt)]
    amount: apiloom::Decimal,
}

fn main() {}
