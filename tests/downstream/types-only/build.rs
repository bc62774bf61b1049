//! Makes the types of one vendor.

fn main() {
    apiloom_codegen::Build::new()
        .spec("specs/dmhub.yaml")
        .types_only()
        .module("dmhub")
        .visibility("pub")
        .run();
}
