//! A number of bytes that no text has which matches the pattern.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(byte_length = "..2", pattern = "[a-z]{3}")]
    value: String,
}

fn main() {}
