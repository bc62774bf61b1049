//! A rule without its fields.

#[derive(apiloom::Validate)]
#[validate(all_or_none)]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
