//! A type with parameters.

#[derive(apiloom::Wire)]
struct Page<T> {
    items: Vec<T>,
}

fn main() {}
