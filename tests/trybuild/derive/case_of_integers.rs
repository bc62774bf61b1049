//! A case for codes that are integers.

#[derive(apiloom::Wire)]
#[wire(rename_all = "snake_case")]
enum Status {
    #[wire(code = 1)]
    Open,
}

fn main() {}
