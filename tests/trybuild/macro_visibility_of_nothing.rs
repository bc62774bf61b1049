//! There is no module whose visibility this could be.

apiloom::api!("specs/parcels.yaml", visibility = pub);

fn main() {}
