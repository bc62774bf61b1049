//! A severity that nobody knows.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length = "1..20", severity = "info")]
    value: String,
}

fn main() {}
