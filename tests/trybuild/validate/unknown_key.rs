//! A key that is misspelled.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(lenght = "1..20")]
    value: String,
}

fn main() {}
