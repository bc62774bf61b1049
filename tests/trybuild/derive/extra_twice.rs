//! Two fields for unknown members.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(extra)]
    extra: apiloom::Extra,
    #[wire(extra)]
    more: apiloom::Extra,
}

fn main() {}
