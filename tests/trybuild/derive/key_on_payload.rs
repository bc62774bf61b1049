//! A key on what a variant holds.

#[derive(apiloom::Wire)]
enum Status {
    Open,
    #[wire(other)]
    Other(#[wire(as = apiloom::Plain)] apiloom::Code),
}

fn main() {}
