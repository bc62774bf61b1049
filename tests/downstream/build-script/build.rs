//! Makes the clients.

fn main() {
    apiloom_codegen::build("specs/baiyao.yaml");
    apiloom_codegen::Build::new().spec("specs/dmhub.yaml").run();
}
