//! An enum as an array.

#[derive(apiloom::Wire)]
#[wire(tuple)]
enum Status {
    Open,
}

fn main() {}
