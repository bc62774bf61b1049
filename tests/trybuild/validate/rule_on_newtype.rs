//! A rule over fields on a struct without names of fields.

#[derive(apiloom::Validate)]
#[validate(exactly_one("a", "b"))]
struct Mail(String);

fn main() {}
