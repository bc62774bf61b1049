//! A required member that would be left out.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(required)]
    price: Option<i64>,
}

fn main() {}
