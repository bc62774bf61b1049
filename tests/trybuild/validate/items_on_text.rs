//! Items of a text.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(items = "1..20", unique)]
    value: String,
}

fn main() {}
