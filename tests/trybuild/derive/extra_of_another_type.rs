//! Unknown members in a type that cannot keep them.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(extra)]
    extra: Vec<String>,
}

fn main() {}
