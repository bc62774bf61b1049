//! A key without its value.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length)]
    value: String,
}

fn main() {}
