//! Unknown members that nobody keeps.

#[derive(apiloom::Wire)]
struct Money {
    amount: apiloom::Decimal,
    extra: apiloom::Extra,
}

fn main() {}
