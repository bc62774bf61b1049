//! Every valid fixture becomes a crate that compiles without a warning and is formatted as `cargo fmt` would.
#![cfg(feature = "crates")]

mod support;

use std::fs;
use std::path::Path;

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::package::{self, Runtime};
use apiloom_codegen::emit::rust::{self, Part};
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::print;
use quote::{format_ident, quote};

#[test]
fn fixtures_have_no_problems() {
    let checked = pipeline::check(&support::yaml_files("tests/fixtures/valid"));
    let texts: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|d| diagnostic::text(&checked.sources, d, false, Language::English))
        .collect();
    assert!(texts.is_empty(), "\n{}", texts.join("\n\n"));
}

/// One workspace for all, so that the runtime is compiled once; it stands outside of this repository's.
#[test]
fn generated_crates_compile() {
    let checked = pipeline::check(&support::yaml_files("tests/fixtures/valid"));
    assert!(!checked.has_errors(), "the fixtures are not valid");
    let workspace = support::folder("crates");
    for api in &checked.apis {
        let folder = workspace.join(api.vendor.snake());
        for file in package::files(api, &Runtime::Workspace) {
            let path = folder.join(&file.path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("the folder can be made");
            fs::write(&path, &file.text).expect("the file can be written");
        }
    }
    inline(&checked, &workspace);
    support::manifest(&workspace);
    // Not `--all`, which takes in the runtime.
    let mut format = vec!["fmt".to_owned(), "--check".to_owned()];
    format.extend(
        checked
            .apis
            .iter()
            .flat_map(|api| ["--package".to_owned(), package::package_name(api)]),
    );
    support::run(
        &workspace,
        &format.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    support::run(
        &workspace,
        &["check", "--workspace", "--offline", "--quiet"],
    );
    examples(&checked, &workspace);
    samples(&checked, &workspace);
    // What rustdoc says of links, HTML and code blocks that a text of a spec made is an error as well.
    let mut document = vec!["doc", "--no-deps", "--offline", "--quiet"];
    let mut packages: Vec<String> = checked.apis.iter().map(package::package_name).collect();
    packages.push("inline".to_owned());
    document.extend(packages.iter().flat_map(|name| ["--package", name]));
    support::run(&workspace, &document);
}

/// The tests by the examples of the specs pass, and do without the HTTP stack.
fn examples(checked: &Checked, workspace: &Path) {
    let shown = checked.apis.iter().filter(|api| {
        let test = workspace.join(api.vendor.snake()).join("tests/examples.rs");
        test.is_file()
    });
    let packages: Vec<String> = shown.map(package::package_name).collect();
    assert!(!packages.is_empty(), "no fixture has examples");
    let mut test = vec!["test", "--offline", "--quiet", "--no-default-features"];
    test.extend(["--test", "examples"]);
    test.extend(packages.iter().flat_map(|name| ["--package", name]));
    support::run(workspace, &test);
}

/// Samples are doc tests, of the READMEs too, and functions of the example that runs them: all compile.
fn samples(checked: &Checked, workspace: &Path) {
    let packages: Vec<String> = checked.apis.iter().map(package::package_name).collect();
    let mut test = vec!["test", "--doc", "--offline", "--quiet"];
    test.extend(packages.iter().flat_map(|name| ["--package", name]));
    support::run(workspace, &test);
    let shown = checked.apis.iter().filter(|api| {
        let example = workspace.join(api.vendor.snake());
        example.join("examples/operations.rs").is_file()
    });
    let packages: Vec<String> = shown.map(package::package_name).collect();
    assert!(!packages.is_empty(), "no fixture has samples");
    let mut check = vec!["check", "--offline", "--quiet", "--example", "operations"];
    check.extend(packages.iter().flat_map(|name| ["--package", name]));
    support::run(workspace, &check);
}

/// All clients as modules of one crate, as the build script and the macro make them.
fn inline(checked: &Checked, workspace: &Path) {
    let clients = checked.apis.iter().map(|api| {
        let mut api = api.clone();
        // Nobody wrote types by hand here.
        api.types.iter_mut().for_each(|ty| ty.by_hand = None);
        let name = format_ident!("client_{}", api.vendor.snake());
        rust::module(&api, Part::Whole, &quote!(pub), &name)
    });
    let clients = quote!(#(#clients)*);
    // Deep types need it, and only the crate's root can say it.
    let head = "//! Clients in one crate.\n#![recursion_limit = \"1024\"]\n\n";
    let text = format!("{head}{}", print::file(clients));
    let folder = workspace.join("inline");
    fs::create_dir_all(folder.join("src")).expect("the folder can be made");
    fs::write(folder.join("src/lib.rs"), text).expect("the file can be written");
    let manifest = "[package]\nname = \"inline\"\nedition = \"2024\"\n\n[dependencies]\napiloom = { workspace = true }\n";
    fs::write(folder.join("Cargo.toml"), manifest).expect("the file can be written");
}
