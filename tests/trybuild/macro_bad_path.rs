//! There is no such file.

apiloom::api!("specs/acmee.yaml");

fn main() {}
