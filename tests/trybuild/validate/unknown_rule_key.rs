//! A key of a rule that is misspelled.

#[derive(apiloom::Validate)]
#[validate(all_or_none("a", "created_at", mesage = "Both."))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
