//! An attribute without brackets.

#[derive(apiloom::Validate)]
#[validate]
struct Customer {
    #[validate = "email"]
    value: String,
}

fn main() {}
