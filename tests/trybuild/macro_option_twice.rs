//! An option is given twice.

apiloom::api!("specs/parcels.yaml", module = acme, types_only, module = parcels);

fn main() {}
