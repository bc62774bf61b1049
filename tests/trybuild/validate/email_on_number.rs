//! A number that is to be an e-mail address.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(email)]
    value: Vec<i64>,
}

fn main() {}
