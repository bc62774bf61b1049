//! A name of which the case leaves nothing.

#[derive(apiloom::Wire)]
#[wire(rename_all = "camelCase")]
struct Odd {
    __: i64,
}

fn main() {}
