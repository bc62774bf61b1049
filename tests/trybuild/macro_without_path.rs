//! The path is not in quotes.

apiloom::api!(acme);

fn main() {}
