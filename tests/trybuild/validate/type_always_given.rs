//! A rule over a field whose type says only to the compiler that it is always there.

struct Line;

#[derive(apiloom::Validate)]
#[validate(at_least_one("a", "b"))]
struct Customer {
    a: Option<i64>,
    b: Line,
}

fn main() {}
