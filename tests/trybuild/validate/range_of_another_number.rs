//! A range of a number that no check compares.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(range = "1..200")]
    value: u64,
}

fn main() {}
