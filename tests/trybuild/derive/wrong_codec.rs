//! A codec of another type.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(as = apiloom::Csv(apiloom::Plain))]
    tags: Option<Vec<String>>,
}

fn main() {}
