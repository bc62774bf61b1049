//! A length that no text has which matches the pattern.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length = "5..", pattern = "[a-z]{1,3}")]
    value: String,
}

fn main() {}
