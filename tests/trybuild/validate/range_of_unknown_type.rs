//! A range of a type whose name says nothing.

type Docks = i64;

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(range = "1..200")]
    value: Docks,
}

fn main() {}
