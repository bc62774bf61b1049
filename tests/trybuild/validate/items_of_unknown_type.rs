//! A type of another name that is no list.

struct Tags;

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(items = "1..20")]
    value: Tags,
}

fn main() {}
