//! A codec for unknown members.

#[derive(apiloom::Wire)]
struct Money {
    #[wire(extra, as = apiloom::Plain)]
    extra: apiloom::Extra,
}

fn main() {}
