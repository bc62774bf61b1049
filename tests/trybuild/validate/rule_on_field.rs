//! A rule over several fields on one of them.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(all_or_none("a", "b"))]
    a: Option<i64>,
    #[validate(exactly_one)]
    b: Option<i64>,
}

fn main() {}
