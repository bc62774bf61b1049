//! Prints the books of specs as JSON: `cargo run -p apiloom-site --example book -- specs/acme.yaml`.

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let checked = apiloom_codegen::pipeline::check(&paths);
    if checked.has_errors() {
        return Err("a spec has errors: run `apiloom check`".into());
    }
    for pair in apiloom_site::books(&checked.apis) {
        println!("{}", serde_json::to_string_pretty(&[&pair.en, &pair.zh])?);
    }
    Ok(())
}
