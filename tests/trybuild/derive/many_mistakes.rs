//! All mistakes of a type at once, and nothing about its users.

#[derive(apiloom::Wire)]
#[wire(rename_all = "camel")]
struct Money {
    #[wire(nam = "amt")]
    amount: apiloom::Decimal,
    #[wire(required, optional, name = "")]
    tags: Vec<String>,
    #[wire(extra)]
    extra: i64,
}

#[derive(apiloom::Wire)]
struct Order {
    price: Money,
}

fn main() {}
