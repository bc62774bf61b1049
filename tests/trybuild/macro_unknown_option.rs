//! An option is misspelled.

apiloom::api!("specs/parcels.yaml", type_only);

fn main() {}
