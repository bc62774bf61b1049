//! A code that repeats.

#[derive(apiloom::Wire)]
enum Status {
    #[wire(code = 1)]
    Open,
    #[wire(code = 1)]
    Closed,
}

fn main() {}
