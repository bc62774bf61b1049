//! A rule whose fields are not texts.

#[derive(apiloom::Validate)]
#[validate(all_or_none(a, created_at))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
