//! A code that is neither.

#[derive(apiloom::Wire)]
enum Status {
    #[wire(code = 1.5)]
    Open,
}

fn main() {}
