//! A value where none belongs.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(read_only = true)]
    id: Option<i64>,
}

fn main() {}
