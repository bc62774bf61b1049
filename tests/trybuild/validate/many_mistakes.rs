//! Every mistake is shown at once, and uses of the type are none.

#[derive(apiloom::Validate)]
#[validate(exactly_one("id", "nam"))]
struct Customer {
    #[validate(range = "1")]
    id: Option<String>,
    #[validate(lenth = "1..20", pattern = "(")]
    name: Option<String>,
}

fn check(customer: &Customer) -> bool {
    apiloom::Validate::validate(customer).is_ok()
}

fn main() {}
