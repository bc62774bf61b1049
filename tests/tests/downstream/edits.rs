//! What is built again after an edit, and how a mistake in a spec is shown through every door.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use crate::cargo::{Said, cargo, repository, run, stranger, target};
use crate::folder::{Folder, write};
use crate::published::{PRODUCT, workspace};

const VENDORS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// The tests edit specs in one workspace: one after the other.
static WORKSPACE: LazyLock<Mutex<PathBuf>> = LazyLock::new(|| {
    let manifest = "[workspace]\n\
                    resolver = \"3\"\n\
                    members = [\"by-build-script\", \"by-macro\", \"app\", \"generated/*\"]\n\n\
                    [workspace.dependencies]\n\
                    apiloom = \"0.1\"\n";
    let root = workspace("edits", manifest, &PRODUCT);
    let source = repository().join("tests/downstream/edits");
    for name in ["app", "by-build-script", "by-macro"] {
        let mut folder = Folder::default();
        folder.copy(&source.join(name), "");
        if name != "app" {
            folder.copy(&source.join("specs"), "specs");
        }
        folder.write(&root.join(name));
    }
    let acme = fs::read_to_string(source.join("specs/acme.yaml")).unwrap();
    let mut specs = Folder::default();
    specs.copy(&source.join("specs/shared"), "shared");
    for vendor in VENDORS {
        specs.file(format!("{vendor}.yaml"), acme.replace("acme", vendor));
    }
    specs.write(&root.join("specs"));
    apiloom(&root, &["generate"]).fine();
    Mutex::new(root)
});

/// The workspace, for one test.
fn lock() -> MutexGuard<'static, PathBuf> {
    // A test that failed may leave an edit, which is undone by whoever made it or by the next run.
    WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The command of this repository.
fn apiloom(folder: &Path, arguments: &[&str]) -> Said {
    let manifest = repository().join("Cargo.toml");
    let mut command = cargo(folder);
    command
        .env("CARGO_TARGET_DIR", target())
        .args(["run", "--quiet", "--package", "apiloom-cli"])
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--");
    run(command, arguments)
}

fn build(root: &Path, package: &str) -> Said {
    run(stranger(root), ["build", "--verbose", "--package", package])
}

/// A file with an edit, which is undone in the end.
struct Edit {
    path: PathBuf,
    before: String,
}

impl Edit {
    #[track_caller]
    fn new(path: PathBuf, from: &str, to: &str) -> Self {
        let before = fs::read_to_string(&path).unwrap();
        assert!(before.contains(from), "{before}");
        write(&path, before.replacen(from, to, 1));
        Self { path, before }
    }
}

impl Drop for Edit {
    fn drop(&mut self) {
        write(&self.path, &self.before);
    }
}

#[track_caller]
fn an_edit_builds_one_crate(package: &str) {
    let root = lock();
    build(&root, package).fine();
    let again = build(&root, package).fine();
    assert_eq!(again.built(), [""; 0], "{}", again.all());
    assert!(again.fresh().contains(&package), "{}", again.all());

    let files = [
        (
            "specs/acme.yaml",
            "id: int64!",
            "id: int64!\n      name: string",
        ),
        ("specs/shared/geo.yaml", "y: float!", "y: float!, z: float"),
    ];
    for (file, from, to) in files {
        let edit = Edit::new(root.join(package).join(file), from, to);
        let edited = build(&root, package).fine();
        assert_eq!(edited.built(), [package], "{file}: {}", edited.all());
        drop(edit);
    }
}

#[test]
fn an_edit_to_the_spec_of_a_build_script_builds_its_crate_alone() {
    an_edit_builds_one_crate("by-build-script");
}

#[test]
fn an_edit_to_the_spec_of_a_macro_builds_its_crate_alone() {
    an_edit_builds_one_crate("by-macro");
}

#[test]
fn an_edit_to_one_spec_of_five_changes_and_builds_one_generated_crate() {
    let root = lock();
    let generated = |vendor: &str| {
        let mut folder = Folder::default();
        folder.copy(&root.join("generated").join(vendor), "");
        folder
    };
    build(&root, "app").fine();
    let again = build(&root, "app").fine();
    assert_eq!(again.built(), [""; 0], "{}", again.all());
    let before = VENDORS.map(generated);

    let edit = Edit::new(
        root.join("specs/third.yaml"),
        "id: int64!",
        "id: int64!\n      name: string",
    );
    apiloom(&root, &["generate"]).fine();
    let changed: Vec<&str> = VENDORS
        .into_iter()
        .zip(before)
        .filter(|(vendor, before)| generated(vendor) != *before)
        .map(|(vendor, _)| vendor)
        .collect();
    assert_eq!(changed, ["third"]);
    let edited = build(&root, "app").fine();
    assert_eq!(edited.built(), ["apiloom-third", "app"], "{}", edited.all());
    drop(edit);
    apiloom(&root, &["generate"]).fine();
}

/// A problem, as far as every door shows it: code, place, help.
#[derive(Debug, PartialEq)]
struct Problem {
    code: String,
    place: String,
    help: String,
}

impl Problem {
    /// Picks the one problem out of what a door printed; the path may begin with the folders of the machine.
    #[track_caller]
    fn find(said: &Said) -> Self {
        let text = said.all();
        let after = |mark: &str| {
            let mut parts = text.split(mark);
            let (_, found) = (parts.next(), parts.next());
            let found = found.unwrap_or_else(|| panic!("there is no `{mark}` in {text}"));
            assert!(parts.next().is_none(), "`{mark}` stands twice in {text}");
            found
        };
        let until = |text: &str, end: &[char]| text.split(end).next().unwrap().to_owned();
        let path = "specs/acme.yaml:";
        let place = until(after(path), &[' ', '\n']);
        Self {
            code: until(after("error[AL"), &[']']),
            place: place.trim_end_matches(':').to_owned(),
            help: until(after("help: "), &['\n']),
        }
    }
}

#[test]
fn a_mistake_is_shown_alike_through_every_door() {
    let root = lock();
    let packages = ["by-build-script", "by-macro"];
    let break_it = |package| {
        let spec = root.join(package).join("specs/acme.yaml");
        Edit::new(spec, "returns: Parcel", "returns: Parsel")
    };
    let edits = packages.map(break_it);

    let by_command = apiloom(&root.join("by-macro"), &["check"]).failed();
    let expected = Problem {
        code: "0202".to_owned(),
        place: "14:14".to_owned(),
        help: "did you mean `Parcel`?".to_owned(),
    };
    assert_eq!(Problem::find(&by_command), expected);
    for package in packages {
        // Without `-v`: only what cargo tells whoever made the mistake.
        let said = run(stranger(&root), ["build", "--quiet", "--package", package]).failed();
        assert_eq!(Problem::find(&said), expected, "{}", said.all());
        assert!(!said.all().contains("panicked"), "{}", said.all());
    }
    drop(edits);
}
