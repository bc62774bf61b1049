//! Unknown codes that are lost.

#[derive(apiloom::Wire)]
enum Status {
    Open,
    #[wire(other)]
    Other,
}

fn main() {}
