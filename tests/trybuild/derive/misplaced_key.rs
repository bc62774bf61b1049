//! A key that belongs elsewhere.

#[derive(apiloom::Wire)]
enum Status {
    #[wire(name = "open")]
    Open,
    Closed,
}

fn main() {}
