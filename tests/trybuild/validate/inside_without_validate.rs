//! A type inside that does not know what it must be like.

struct Line {
    _docks: i64,
}

#[derive(apiloom::Validate)]
struct Customer {
    #[validate(inside)]
    value: Vec<Line>,
}

fn main() {}
