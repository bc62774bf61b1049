//! A rule over a field by its name on the wire.

#[derive(apiloom::Wire, apiloom::Validate)]
#[wire(rename_all = "camelCase")]
#[validate(all_or_none("a", "createdAt"))]
struct Customer {
    a: Option<i64>,
    created_at: Option<i64>,
}

fn main() {}
