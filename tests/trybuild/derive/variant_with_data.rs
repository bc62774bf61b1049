//! An enum of several types.

#[derive(apiloom::Wire)]
enum Shape {
    Circle(f64),
    Nothing,
}

fn main() {}
