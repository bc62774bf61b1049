//! Bounds that no value is between.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(range = "200..1")]
    value: i64,
}

fn main() {}
