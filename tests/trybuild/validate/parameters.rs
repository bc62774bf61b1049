//! A type with a parameter.

#[derive(apiloom::Validate)]
struct Page<T> {
    #[validate(items = "1..")]
    items: Vec<T>,
}

fn main() {}
