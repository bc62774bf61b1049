//! Writes the types that are measured: a spec, from which the generator makes
//! a client, and the same structs with serde's derive.

#[path = "src/schema.rs"]
mod schema;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let spec = out.join("vendor.yaml");
    write(&spec, &schema::spec())?;
    write(&out.join("peer.rs"), &schema::peer())?;
    println!("cargo::rerun-if-changed=src/schema.rs");
    apiloom_codegen::build(spec);
    apiloom_codegen::build("src/shop.yaml");
    apiloom_codegen::build("src/members.yaml");
    Ok(())
}

/// Writes a file if its text differs: cargo would run this again for a file
/// that is newer than its own record.
fn write(path: &Path, text: &str) -> io::Result<()> {
    match fs::read_to_string(path) {
        Ok(found) if found == text => Ok(()),
        _ => fs::write(path, text),
    }
}
