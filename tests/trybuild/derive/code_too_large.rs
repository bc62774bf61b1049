//! An integer beyond 64 bits.

#[derive(apiloom::Wire)]
enum Status {
    #[wire(code = 9223372036854775808)]
    Open,
}

fn main() {}
