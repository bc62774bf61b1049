//! The clients of the specs and fixtures, each as a module, and what drives them from data.

mod glue;

use std::path::{Path, PathBuf};
use std::{env, fs};

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::rust::{self, Part};
use apiloom_codegen::{ident, pipeline, print};
use quote::quote;

/// Folders of specs, and the file that their clients are written to.
const GROUPS: [(&[&str], &str); 2] = [
    (&["../../specs"], "specs.rs"),
    (
        &["../../codegen/tests/fixtures/valid", "specs"],
        "fixtures.rs",
    ),
];

fn main() {
    println!("cargo::rerun-if-changed=build");
    for (folders, file) in GROUPS {
        group(folders, file);
    }
}

/// Writes the clients of all specs in some folders, and a list of them.
fn group(folders: &[&str], file: &str) {
    let mut specs = Vec::new();
    for folder in folders {
        println!("cargo::rerun-if-changed={folder}");
        specs.extend(pipeline::specs_in(Path::new(folder)).expect("the specs are there"));
    }
    let checked = pipeline::check(&specs);
    let problems = checked.diagnostics.iter();
    let problems: Vec<String> = problems
        .map(|d| diagnostic::text(&checked.sources, d, false, Language::English))
        .collect();
    assert!(!checked.has_errors(), "{}", problems.join("\n"));
    let mut text =
        "#[allow(missing_docs, unreachable_pub, clippy::all)]\nmod clients {\n".to_owned();
    let mut sides = Vec::new();
    assert_eq!(checked.apis.len(), specs.len(), "every spec has an API");
    for (api, path) in checked.apis.iter().zip(&specs) {
        let mut api = api.clone();
        // Nobody wrote types by hand here.
        api.types.iter_mut().for_each(|ty| ty.by_hand = None);
        let name = ident::word(&format!("client_{}", api.vendor.snake()));
        let client = rust::module(&api, Part::Whole, &quote!(pub), &name);
        text.push_str(&print::file(client));
        text.push_str(&glue::glue(&api, &name).to_string());
        text.push('\n');
        let (vendor, path) = (api.vendor.snake(), path.display().to_string());
        let glue = glue::module(&name);
        sides.push(quote!((#vendor, #path, clients::#glue::side as harness::MakeSide)));
    }
    text.push_str("}\n");
    let list = quote! {
        /// The vendors: name, spec, and what makes the generated side.
        static VENDORS: &[(&str, &str, harness::MakeSide)] = &[#(#sides),*];
    };
    text.push_str(&list.to_string());
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    fs::write(folder.join(file), text).expect("the file can be written");
}
