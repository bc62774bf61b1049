//! The spec has two mistakes.

mod acme {
    apiloom::api!("specs/misspelled.yaml");
}

fn main() {}
