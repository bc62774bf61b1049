//! Checks in variants that do not hold one value.

#[derive(apiloom::Validate)]
enum Content {
    Pair(#[validate(email)] String, i64),
    Named {
        #[validate(email)]
        mail: String,
    },
    Fine(#[validate(email)] String),
}

fn main() {}
