//! A text has nothing inside.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(inside)]
    value: String,
}

fn main() {}
