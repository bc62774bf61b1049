//! Bounds that are no text.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(items = 10)]
    value: Vec<String>,
}

fn main() {}
