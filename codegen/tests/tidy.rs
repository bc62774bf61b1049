//! The directions in which modules and crates know each other, as `ARCHITECTURE.md` draws them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of this crate may name: the smallest table that is true.
const MODULES: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("json", &[]),
    ("diagnostic", &["source"]),
    ("spec", &["json", "source", "diagnostic"]),
    ("format", &["source", "spec"]),
    ("parse", &["source", "diagnostic", "spec"]),
    ("expr", &["source", "diagnostic"]),
    ("model", &["source", "expr"]),
    ("ident", &["model"]),
    ("constraint", &["diagnostic", "model"]),
    ("scaffold", &["diagnostic", "format", "model"]),
    ("lower", &["model", "ident"]),
    (
        "interpret",
        &["expr", "model", "ident", "constraint", "lower"],
    ),
    (
        "check",
        &[
            "source",
            "diagnostic",
            "spec",
            "expr",
            "model",
            "ident",
            "constraint",
            "interpret",
        ],
    ),
    ("schema", &["spec", "check"]),
    ("print", &[]),
    (
        "emit",
        &[
            "json",
            "expr",
            "model",
            "ident",
            "constraint",
            "lower",
            "interpret",
            "print",
        ],
    ),
    ("output", &["emit"]),
    ("cases", &["expr", "model", "ident", "lower"]),
    ("diff", &["diagnostic", "expr", "model", "ident", "lower"]),
    (
        "pipeline",
        &["source", "diagnostic", "spec", "parse", "model", "check"],
    ),
    (
        "stats",
        &[
            "source",
            "diagnostic",
            "spec",
            "expr",
            "model",
            "interpret",
            "check",
            "emit",
            "pipeline",
        ],
    ),
    ("fix", &["source", "diagnostic", "pipeline"]),
    ("inline", &["source", "diagnostic", "model", "emit"]),
    (
        "build_script",
        &["diagnostic", "pipeline", "emit", "print", "inline", "model"],
    ),
];

/// The modules that may use what is on the wire: to evaluate, and to ask what the runtime understands.
const WIRE: &[&str] = &[
    "json",
    "expr",
    "model",
    "constraint",
    "check",
    "lower",
    "interpret",
    "emit",
    "output",
    "cases",
    "stats",
];

/// The only files that write paths into the runtime: the list of its names, and the root of a client.
const RUNTIME: &[&str] = &["src/emit/rust/uses.rs", "src/emit/rust/root.rs"];

/// Which crates of the repository each crate may depend on. Generated crates know the runtime alone, and
/// only the end-to-end tests know them: a broken one must not block its own repair.
const CRATES: &[(&str, &[&str])] = &[
    ("wire", &[]),
    ("runtime", &["apiloom-wire", "apiloom-macros"]),
    ("codegen", &["apiloom-wire"]),
    ("macros", &["apiloom-codegen"]),
    ("interpreter", &["apiloom", "apiloom-codegen"]),
    // The runtime and the interpreter are the clients of its tests.
    (
        "emulator",
        &[
            "apiloom",
            "apiloom-codegen",
            "apiloom-interpreter",
            "apiloom-wire",
        ],
    ),
    ("lsp", &["apiloom-codegen"]),
    (
        "cli",
        &[
            "apiloom",
            "apiloom-codegen",
            "apiloom-emulator",
            "apiloom-interpreter",
            "apiloom-lsp",
            "apiloom-site",
            "apiloom-wire",
        ],
    ),
];

#[test]
fn modules_look_one_way() {
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (module, allowed) in MODULES {
        for path in module_files(module) {
            let code = code(&path);
            for name in modules_named(&code) {
                let known = MODULES.iter().any(|(module, _)| *module == name);
                assert!(
                    known,
                    "{}: the table lacks the module `{name}`",
                    path.display()
                );
                let fine = name == *module || allowed.contains(&name.as_str());
                assert!(
                    fine,
                    "{}: `{module}` must not know `{name}`",
                    path.display()
                );
                used.entry(module).or_default().insert(name);
            }
            let wire = code.contains("apiloom_wire") && !WIRE.contains(module);
            assert!(
                !wire,
                "{}: `{module}` must not know the wire",
                path.display()
            );
        }
    }
    for (module, allowed) in MODULES {
        let used = used.get(module).cloned().unwrap_or_default();
        let unused: Vec<_> = allowed
            .iter()
            .filter(|name| !used.contains(**name))
            .collect();
        assert!(
            unused.is_empty(),
            "the table is too wide: `{module}` does not use {unused:?}"
        );
    }
}

#[test]
fn every_module_is_in_the_table() {
    let root = code(Path::new("src/lib.rs"));
    let declared = root.lines().filter_map(|line| {
        line.trim_start_matches("pub ")
            .strip_prefix("mod ")?
            .strip_suffix(';')
            .map(str::to_owned)
    });
    let declared: BTreeSet<String> = declared.collect();
    let table: BTreeSet<String> = MODULES
        .iter()
        .map(|(module, _)| (*module).to_owned())
        .collect();
    assert_eq!(declared, table);
    // No module stands left of one that it knows.
    let modules: Vec<&str> = MODULES.iter().map(|(module, _)| *module).collect();
    for (index, (module, allowed)) in MODULES.iter().enumerate() {
        for name in *allowed {
            assert!(
                modules[..index].contains(name),
                "`{module}` stands before `{name}`: a circle"
            );
        }
    }
}

#[test]
fn the_runtime_is_named_in_one_list() {
    for path in rust_files(Path::new("src")) {
        let code = code(&path);
        let names = code.contains("apiloom::") || code.contains("quote!(apiloom)");
        let allowed = RUNTIME.iter().any(|known| path == Path::new(known));
        assert!(!names || allowed, "{} names the runtime", path.display());
    }
}

#[test]
fn crates_look_one_way() {
    for (name, allowed) in CRATES {
        for dependency in own_dependencies(&Path::new("..").join(name)) {
            assert!(
                allowed.contains(&dependency.as_str()),
                "`{name}` must not depend on `{dependency}`"
            );
        }
    }
    for folder in fs::read_dir("../generated").expect("the folder can be read") {
        let folder = folder.expect("the folder can be read").path();
        if folder.join("Cargo.toml").is_file() {
            let found = own_dependencies(&folder);
            assert_eq!(found, ["apiloom"], "{}", folder.display());
        }
    }
}

/// What is true of one vendor stands in its spec.
#[test]
fn no_vendor_is_named_in_rust() {
    let specs = fs::read_dir("../specs").expect("the folder can be read");
    let vendors: Vec<String> = specs
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .filter_map(|path| {
            path.file_stem()
                .map(|stem| stem.to_string_lossy().to_lowercase())
        })
        .collect();
    assert!(!vendors.is_empty(), "there are no specs");
    for (name, _) in CRATES {
        for path in rust_files(&Path::new("..").join(name).join("src")) {
            let tests = path
                .components()
                .any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs");
            if tests {
                continue;
            }
            let text = fs::read_to_string(&path)
                .expect("the file can be read")
                .to_lowercase();
            let found = vendors.iter().find(|vendor| text.contains(vendor.as_str()));
            assert!(found.is_none(), "{} names {found:?}", path.display());
        }
    }
}

/// The files of a module: `src/<module>.rs` or the folder.
fn module_files(module: &str) -> Vec<PathBuf> {
    let file = Path::new("src").join(format!("{module}.rs"));
    let mut files = rust_files(&Path::new("src").join(module));
    files.extend(file.is_file().then_some(file));
    assert!(!files.is_empty(), "there is no module `{module}`");
    files
}

/// The Rust files below a folder, sorted; none if it is not there.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The lines of a file that are not comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("the file can be read");
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The modules after each `crate::`, one or several in braces.
fn modules_named(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let list = match rest.strip_prefix('{') {
            Some(inner) => inner.split('}').next().unwrap_or_default(),
            None => rest.split(',').next().unwrap_or_default(),
        };
        for item in list.split(',') {
            let item = item.trim();
            let end = item
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(item.len());
            // What starts with a capital letter is printed for clients.
            if item[..end].starts_with(|c: char| c.is_ascii_lowercase()) {
                names.insert(item[..end].to_owned());
            }
        }
    }
    names
}

/// The crates of this repository that a manifest depends on, for whatever purpose.
fn own_dependencies(folder: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the manifest can be read");
    let mut section = String::new();
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line.to_owned();
        } else if section.contains("dependencies") {
            let end = line
                .find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))
                .unwrap_or(line.len());
            if line[..end].starts_with("apiloom") {
                found.insert(line[..end].to_owned());
            }
        }
    }
    found.into_iter().collect()
}
