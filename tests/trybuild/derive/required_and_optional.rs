//! Both at once.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(required, optional)]
    amount: apiloom::Decimal,
}

fn main() {}
