//! Integers and texts.

#[derive(apiloom::Wire)]
enum Status {
    #[wire(code = 1)]
    Open,
    #[wire(code = "closed")]
    Closed,
    Lost,
}

fn main() {}
