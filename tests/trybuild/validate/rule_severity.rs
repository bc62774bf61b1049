//! A severity that nobody knows, of a rule.

#[derive(apiloom::Validate)]
#[validate(all_or_none("a", "created_at", severity = "fatal"))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
