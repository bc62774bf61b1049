//! A newtype around a type that has no form on the wire.

struct Currency(String);

#[derive(apiloom::Wire)]
struct Home(Currency);

fn main() {}
