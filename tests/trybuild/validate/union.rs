//! A union of Rust.

#[derive(apiloom::Validate)]
union Bits {
    #[validate(range = "1..")]
    a: i64,
    b: f64,
}

fn main() {}
