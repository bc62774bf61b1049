//! A key of a field on the struct.

#[derive(apiloom::Validate)]
#[validate(length = "1..20")]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
