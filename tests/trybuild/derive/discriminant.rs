//! A number of Rust for a code.

#[derive(apiloom::Wire)]
enum Status {
    Open = 1,
    #[wire(code = 2)]
    Closed = 2,
}

fn main() {}
