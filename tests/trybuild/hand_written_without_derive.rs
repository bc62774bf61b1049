//! A type that the spec leaves to hand-written Rust has no form on the wire.

#[derive(Clone, Debug, PartialEq)]
struct Money {
    _amount: i64,
}

apiloom::api!("specs/invoices.yaml", module = acme);

fn main() {}
