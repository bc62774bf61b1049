//! A key that stands twice.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length = "1..", length = "..20")]
    value: String,
}

fn main() {}
