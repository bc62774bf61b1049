//! A type of another name that is no text.

struct Name;

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(length = "1..20")]
    value: Option<Name>,
}

fn main() {}
