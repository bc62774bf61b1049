//! A rule over fields on an enum, and a key on a variant.

#[derive(apiloom::Validate)]
#[validate(all_or_none("a", "b"))]
enum Content {
    #[validate(email)]
    Mail(String),
    Nothing,
}

fn main() {}
