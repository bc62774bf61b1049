//! What validators cost their compiler: a hundred of the records in [`crate::customer`].
//!
//! All crates have the same structs, constructors, setters, operations and tables for JSON. The crate
//! without rules is the ground; ours is the same spec with its rules, and each peer is the crate without
//! rules, where the structs have the derive and the attributes of `customer/records.rs`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::emit::package::{self, File};
use apiloom_codegen::pipeline;

use crate::report::Line;
use crate::{compile, derived};

const RECORDS: usize = 100;

const SPEC: &str = include_str!("members.yaml");
const ATTRIBUTES: &str = include_str!("customer/records.rs");
const FUNCTIONS: &str = include_str!("customer/rules.rs");

const STEPS: [(&str, &[&str]); 2] = [("cargo check", &["check"]), ("debug build", &["build"])];

/// Writes the crates below the folder, and builds them.
pub(crate) fn lines(folder: &Path) -> Vec<Line> {
    let folder = folder.join("validators");
    let sides = crates(&folder);
    let mut lines = Vec::new();
    for (name, words) in STEPS {
        let [without, ours, garde, validator] =
            compile::best(&sides, words).map(|time| time.as_secs_f64());
        let seconds = |time: f64| format!("{time:.2} s");
        let peers = [
            ("garde", garde),
            ("validator", validator),
            ("no rules at all", without),
        ];
        lines.extend(peers.map(|(peer, time)| {
            let what = format!("{name}, {RECORDS} records with rules; peer: {peer}");
            Line::ratio(&what, seconds(ours), seconds(time), ours / time)
        }));
    }
    lines
}

/// The crates without rules, of ours, of garde and of validator.
fn crates(folder: &Path) -> [PathBuf; 4] {
    let ruled = spec();
    let without = generated(folder, "without", &without_rules(&ruled));
    let ours = generated(folder, "ours", &ruled);
    let garde = derived(&without, "garde");
    let validator = derived(&without, "validate");
    let sides = [
        ("without", without),
        ("ours", ours),
        ("garde", garde),
        ("validator", validator),
    ];
    sides.map(|(name, files)| compile::write(&folder.join(name), &files))
}

/// The spec of so many records, each with a record inside and an operation that sends it.
fn spec() -> String {
    let (head, rest) = SPEC.split_once("types:\n").expect("the types");
    let (types, operations) = rest.split_once("operations:\n").expect("the operations");
    let numbered = |text: &str| -> String {
        let number = |index: usize| {
            text.replace("Customer", &format!("Customer{index}"))
                .replace("Contact", &format!("Contact{index}"))
                .replace("create_customer", &format!("create_customer{index}"))
                .replace("/customers", &format!("/customers{index}"))
        };
        (0..RECORDS).map(number).collect()
    };
    let (types, operations) = (numbered(types), numbered(operations));
    format!("{head}types:\n{types}operations:\n{operations}")
}

/// The spec with the types of its fields alone.
fn without_rules(spec: &str) -> String {
    let mut out = String::new();
    let mut is_rule = false;
    for line in spec.lines() {
        is_rule = match line.trim() {
            "rules:" => true,
            _ => is_rule && line.starts_with("      "),
        };
        if is_rule {
            continue;
        }
        let plain = match line.split_once(": { type: ") {
            Some((name, rest)) if line.starts_with("      ") => {
                let (kind, _) = rest.split_once(',').expect("a constraint");
                format!("{name}: {kind}")
            }
            _ => line
                .replace(": email", ": string")
                .replace(": url", ": string"),
        };
        out.push_str(&plain);
        out.push('\n');
    }
    out
}

/// The files of the crate of a spec.
fn generated(folder: &Path, name: &str, spec: &str) -> Vec<File> {
    let path = folder.join(format!("{name}.yaml"));
    fs::create_dir_all(folder).expect("a folder");
    fs::write(&path, spec).expect("a file");
    let checked = pipeline::check(&[path]);
    let problem = checked.diagnostics.first().map(|found| &found.message);
    assert_eq!(problem, None);
    let api = checked.apis.first().expect("one spec");
    package::files(api, &compile::runtime())
}

/// The crate without rules, with those of the attribute of this name.
fn derived(without: &[File], attribute: &str) -> Vec<File> {
    let mut files: Vec<File> = without.iter().map(|file| ruled(file, attribute)).collect();
    let (imports, functions) = FUNCTIONS
        .split_once("\nconst MESSAGE")
        .expect("the message");
    let (_, imports) = imports.split_once("\n\n").expect("the docs");
    let wanted = |item: &&str| match attribute {
        "garde" => !item.contains("validator::") && !item.contains("Regex"),
        _ => !item.contains("garde::"),
    };
    let functions = format!("const MESSAGE{functions}");
    let functions: Vec<&str> = functions.split("\n\n").filter(wanted).collect();
    files.push(File {
        path: "src/rules.rs".to_owned(),
        text: match attribute {
            "garde" => functions.join("\n\n"),
            _ => format!("{imports}\n{}", functions.join("\n\n")),
        },
    });
    files
}

/// A file of the crate without rules, with rules.
fn ruled(file: &File, attribute: &str) -> File {
    let text = &file.text;
    let path = file.path.as_str();
    let text = match path {
        "Cargo.toml" => manifest(text, attribute),
        "src/lib.rs" => text.replacen("mod client;", "mod client;\nmod rules;", 1),
        _ if path.starts_with("src/types/customer") => record(text, "Customer", attribute),
        _ if path.starts_with("src/types/contact") => record(text, "Contact", attribute),
        _ => text.clone(),
    };
    File {
        path: file.path.clone(),
        text,
    }
}

/// The manifest with the peer, as this crate has it.
fn manifest(text: &str, attribute: &str) -> String {
    let own = include_str!("../Cargo.toml");
    let peers: &[&str] = match attribute {
        "garde" => &["garde", "regex"],
        _ => &["validator", "regex"],
    };
    let wanted = |line: &&str| {
        let name = line.split_once(" = ").map(|(name, _)| name);
        name.is_some_and(|name| peers.contains(&name))
    };
    let peers: Vec<&str> = own.lines().filter(wanted).collect();
    let peers = peers.join("\n");
    let text = match attribute {
        "garde" => text.to_owned(),
        _ => derived::manifest(text),
    };
    text.replacen("[dependencies]", &format!("[dependencies]\n{peers}"), 1)
}

/// The file of a record, with the attributes of the record of this kind.
fn record(text: &str, kind: &str, attribute: &str) -> String {
    let (_, source) = ATTRIBUTES
        .split_once(&format!("struct {kind} {{\n"))
        .expect("the record");
    let (fields, _) = source.split_once("\n}\n").expect("the end of the record");
    let derive = match (attribute, kind) {
        ("garde", _) => "garde::Validate",
        (_, "Customer") => "validator::Validate",
        // What is in a list that has a rule.
        _ => "validator::Validate, serde::Serialize",
    };
    let (before, rest) = text.split_once("#[non_exhaustive]\n").expect("the struct");
    let (own, after) = rest.split_once("\n}\n").expect("the end of the struct");
    let before = before.replacen("PartialEq)]", &format!("PartialEq, {derive})]"), 1);
    let head = own.lines().next().expect("the name of the struct");
    let name = head
        .trim_start_matches("pub struct ")
        .trim_end_matches(" {");
    let mut out = before;
    let mut order = String::new();
    if attribute == "validate" && kind == "Customer" {
        out.push_str("#[validate(schema(function = in_order, skip_on_field_errors = false))]\n");
        let (_, function) = ATTRIBUTES
            .split_once("\nfn in_order")
            .expect("the function");
        order = format!("\nuse validator::Validate as _;\n\nfn in_order{function}")
            .replace("&Customer", &format!("&{name}"));
    }
    for line in own.lines() {
        let field = line.strip_prefix("    pub ");
        if let Some((field, _)) = field.and_then(|field| field.split_once(": ")) {
            attributes(&mut out, fields, field, attribute);
        }
        let _ = writeln!(out, "{line}");
    }
    let text = format!("{out}}}\n{after}{order}");
    text.replace("crate::customer::rules", "crate::rules")
}

/// The attributes of a field.
fn attributes(out: &mut String, fields: &str, field: &str, attribute: &str) {
    let start = format!("    #[{attribute}(");
    let mut own = Vec::new();
    for line in fields.lines() {
        if line.starts_with(&format!("    pub(crate) {field}: ")) {
            let _ = own.iter().try_for_each(|line| writeln!(out, "{line}"));
            return;
        }
        if line.starts_with("    pub(crate) ") {
            own.clear();
        } else if line.starts_with(&start) {
            own.push(line);
        }
    }
    panic!("no field is called {field}");
}
