//! A rule over several fields that names one.

#[derive(apiloom::Validate)]
#[validate(at_most_one("a"))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
