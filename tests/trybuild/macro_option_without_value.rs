//! An option lacks its value.

apiloom::api!("specs/parcels.yaml", module);

fn main() {}
