//! A rule over a field, twice.

#[derive(apiloom::Validate)]
#[validate(exactly_one("a", "a"))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
