//! A text that says no bounds.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length = "few")]
    value: String,
}

fn main() {}
