//! A length of a number.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length = "1..20")]
    value: i64,
}

fn main() {}
