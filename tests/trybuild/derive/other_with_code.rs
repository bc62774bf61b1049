//! A code for unknown codes.

#[derive(apiloom::Wire)]
enum Status {
    Open,
    #[wire(other, code = "x")]
    Other(apiloom::Code),
}

fn main() {}
