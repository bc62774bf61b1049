//! Writes the documentation of specs: `cargo run -p apiloom-site --example pages -- OUT specs/acme.yaml`.

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let out = arguments.next().ok_or("name a folder")?;
    let paths: Vec<PathBuf> = arguments.collect();
    let checked = apiloom_codegen::pipeline::check(&paths);
    if checked.has_errors() {
        return Err("a spec has errors: run `apiloom check`".into());
    }
    for file in apiloom_site::files(&checked.apis)? {
        let path = out.join(file.path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(path, file.text)?;
    }
    Ok(())
}
