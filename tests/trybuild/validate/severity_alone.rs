//! A severity of nothing.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(severity = "warning")]
    value: String,
}

fn main() {}
