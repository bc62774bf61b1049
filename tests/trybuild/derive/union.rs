//! A union of Rust.

#[derive(apiloom::Wire)]
union Bits {
    whole: i64,
    real: f64,
}

fn main() {}
