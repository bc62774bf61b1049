//! Fields without names.

#[derive(apiloom::Wire)]
struct Point(f64, f64);

fn main() {}
