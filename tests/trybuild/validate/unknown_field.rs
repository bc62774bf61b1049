//! A rule over a field that is misspelled.

#[derive(apiloom::Validate)]
#[validate(all_or_none("a", "create_at"))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
