//! A range of a text.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(range = "1..200")]
    value: Option<String>,
}

fn main() {}
