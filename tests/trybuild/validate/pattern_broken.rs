//! A pattern that does not compile.

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(pattern = "[a-z")]
    value: String,
}

fn main() {}
