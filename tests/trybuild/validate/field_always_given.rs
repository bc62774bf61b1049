//! A rule over a field that is always there.

#[derive(apiloom::Validate)]
#[validate(at_least_one("a", "b"))]
struct Customer {
    a: Option<i64>,
    b: i64,
}

fn main() {}
