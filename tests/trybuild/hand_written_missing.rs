//! A type that the spec leaves to hand-written Rust is not there.

apiloom::api!("specs/invoices.yaml", module = acme);

fn main() {}
