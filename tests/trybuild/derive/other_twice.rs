//! Two variants for unknown codes.

#[derive(apiloom::Wire)]
enum Status {
    Open,
    #[wire(other)]
    Other(apiloom::Code),
    #[wire(other)]
    Unlisted(apiloom::Code),
}

fn main() {}
