//! A value in brackets.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length("1..20"))]
    value: String,
}

fn main() {}
