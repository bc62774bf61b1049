//! The same exchanges through every door.

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::cargo::{Said, repository, run, stranger};
use crate::folder::Folder;
use crate::published::{CLIENTS, PRODUCT, unpacked, workspace};

/// The crates that call.
const CALLERS: [&str; 4] = [
    "generated",
    "build-script",
    "in-place",
    "no-default-features",
];

/// The crate that only reads and writes.
const TYPES_ONLY: &str = "types-only";

/// What every crate takes of this package: how exchanges are loaded and compared.
const COMPARING: [&str; 6] = [
    "src/check.rs",
    "src/diff.rs",
    "src/exchange.rs",
    "src/json.rs",
    "src/recast.rs",
    "src/seen.rs",
];

/// What the crates that call take too: how the exchanges are called and played, and their tests.
const CALLING: [&str; 9] = [
    "src/calls/any_call.rs",
    "src/calls/baiyao.rs",
    "src/calls/dmhub.rs",
    "src/calls/typed_call.rs",
    "src/play.rs",
    "src/stand_in.rs",
    "tests/exchanges_baiyao.rs",
    "tests/exchanges_dmhub.rs",
    "tests/support",
];

/// The workspace of the crates.
static WORKSPACE: LazyLock<PathBuf> = LazyLock::new(|| {
    let crates = || CALLERS.into_iter().chain([TYPES_ONLY]);
    let members: Vec<String> = crates().map(|name| format!("{name:?}")).collect();
    let members = members.join(", ");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    let root = workspace(
        "strangers",
        &manifest,
        &[PRODUCT.as_slice(), &CLIENTS].concat(),
    );
    let tests = repository().join("tests");
    for name in crates() {
        let mut folder = Folder::default();
        folder.copy(&tests.join("downstream").join(name), "");
        for path in COMPARING {
            folder.copy(&tests.join(path), path);
        }
        if name != TYPES_ONLY {
            folder.copy(&tests.join("downstream/calls.rs"), "src/calls/mod.rs");
            for path in CALLING {
                folder.copy(&tests.join(path), path);
            }
        }
        for vendor in ["baiyao", "dmhub"] {
            let exchanges = format!("exchanges/{vendor}");
            folder.copy(&tests.join(&exchanges), &exchanges);
            let spec = format!("specs/{vendor}.yaml");
            folder.copy(&repository().join(&spec), &spec);
        }
        folder.write(&root.join(name));
    }
    root
});

fn test(name: &str) -> Said {
    let package = format!("downstream-{name}");
    run(
        stranger(&WORKSPACE),
        ["test", "--verbose", "--package", &package],
    )
}

/// The tests of a crate that calls pass, every exchange has been among them, and building again does nothing.
#[track_caller]
fn calls(name: &str) -> Said {
    // One test an exchange, and one a vendor that none is left out.
    passes(name, 11 + 8 + 2)
}

/// The tests of a crate pass, so many at least, and building again does nothing.
#[track_caller]
fn passes(name: &str, tests: usize) -> Said {
    let first = test(name).fine();
    let passed: usize = first
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ok. ")?.split(' ').next())
        .map(|count| count.parse::<usize>().unwrap())
        .sum();
    assert!(passed >= tests, "{}", first.all());
    let second = test(name).fine();
    assert_eq!(second.built(), [""; 0], "{}", second.all());
    assert!(second.fresh().contains(&"apiloom"), "{}", second.all());
    second
}

#[test]
fn generated_crates() {
    let said = calls("generated");
    // What the next test finds nothing of.
    assert_eq!(http_stack(&said), HTTP_STACK);
}

#[test]
fn generated_crates_without_default_features_bring_no_http_stack() {
    let said = calls("no-default-features");
    assert_eq!(http_stack(&said), [""; 0]);
}

#[test]
fn a_build_script() {
    calls("build-script");
}

#[test]
fn in_place() {
    calls("in-place");
}

#[test]
fn types_only() {
    let said = passes(TYPES_ONLY, 1);
    assert_eq!(http_stack(&said), [""; 0]);
}

#[test]
fn packages_have_their_licences_and_a_read_me() {
    for package in [
        "apiloom-wire",
        "apiloom",
        "apiloom-macros",
        "apiloom-codegen",
    ] {
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
            let path = unpacked(package).join(file);
            assert!(path.is_file(), "{package} has no {file}");
        }
    }
}

const HTTP_STACK: [&str; 8] = [
    "flate2",
    "hyper",
    "hyper-rustls",
    "hyper-util",
    "ring",
    "rustls",
    "tokio",
    "webpki-roots",
];

/// Those packages of the HTTP stack that a build has.
fn http_stack(said: &Said) -> Vec<&str> {
    let mut found = said.fresh();
    found.retain(|name| HTTP_STACK.contains(name));
    found
}
