//! The spec has no such operation.

apiloom::api!("specs/parcels.yaml", module = acme, operations = [get_parcel, list_parcel]);

fn main() {}
