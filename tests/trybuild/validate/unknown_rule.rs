//! A rule that is misspelled.

#[derive(apiloom::Validate)]
#[validate(all_or_nothing("a", "created_at"))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
