//! An enum without a code.

#[derive(apiloom::Wire)]
enum Status {
    #[wire(other)]
    Other(apiloom::Code),
}

fn main() {}
