//! An item that would be left out.

#[derive(apiloom::Wire)]
#[wire(tuple)]
struct Point {
    #[wire(read_only)]
    x: f64,
    y: f64,
}

fn main() {}
