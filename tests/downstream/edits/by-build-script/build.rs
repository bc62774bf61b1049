//! Makes the client.

fn main() {
    apiloom_codegen::build("specs/acme.yaml");
}
