//! Unknown codes in a type that cannot keep all.

#[derive(apiloom::Wire)]
enum Status {
    Open,
    #[wire(other)]
    Other(String),
}

fn main() {}
