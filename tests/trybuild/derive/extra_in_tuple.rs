//! Unknown members of an array.

#[derive(apiloom::Wire)]
#[wire(tuple)]
struct Point {
    x: f64,
    #[wire(extra)]
    extra: apiloom::Extra,
}

fn main() {}
