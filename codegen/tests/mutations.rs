//! No spec makes the front end panic, and whatever passes the checks becomes Rust.
//!
//! A few thousand damaged specs, the same in every run.

#[path = "support/damage.rs"]
mod damage;
#[cfg(feature = "crates")]
#[path = "support/sound.rs"]
mod sound;
mod support;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::rust::{Layout, modules};
use apiloom_codegen::pipeline::{self, Checked};

use damage::{Random, damage};

/// How many damaged forms of each spec are tried; `MUTATION_ROUNDS` asks for another number.
const ROUNDS: usize = 180;
/// How many of the valid ones are emitted, of each spec.
const EMITTED: usize = 4;

#[test]
fn damaged_specs_never_panic() {
    let folder = support::folder("mutations");
    fs::create_dir_all(folder.join("shared")).expect("the folder can be made");
    for shared in support::yaml_files("tests/fixtures/valid/shared") {
        let target = folder
            .join("shared")
            .join(shared.file_name().expect("a file has a name"));
        fs::copy(&shared, target).expect("the file can be copied");
    }
    let path = folder.join("spec.yaml");
    let rounds = std::env::var("MUTATION_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(ROUNDS);
    let (mut tried, mut passed, mut emitted) = (0, 0, 0);
    for (index, source) in support::valid_specs().into_iter().enumerate() {
        let original = fs::read(&source).expect("the spec can be read");
        let mut random = Random(0x5DEE_CE66 + index as u64);
        let mut left = EMITTED;
        for round in 0..rounds {
            let mut damaged = original.clone();
            for _ in 0..=random.below(3) {
                damage(&mut damaged, &mut random);
            }
            fs::write(&path, &damaged).expect("the spec can be written");
            tried += 1;
            let name = format!("{} round {round}", source.display());
            let checked = survive(&name, &damaged, || look(&path));
            let Some(api) = checked.apis.first().filter(|_| !checked.has_errors()) else {
                continue;
            };
            passed += 1;
            if left > 0 {
                left -= 1;
                emitted += 1;
                #[cfg(feature = "crates")]
                survive(&name, &damaged, || sound::emit(api));
                #[cfg(not(feature = "crates"))]
                survive(&name, &damaged, || modules(api, Layout::Crate));
            }
        }
    }
    println!("{tried} damaged specs, {passed} still valid, {emitted} emitted");
    assert!(
        passed > tried / 50,
        "the damage is too great to test the emitter"
    );
}

/// Damaged specs that are still valid become crates that compile without a warning, and modules of one crate
/// that do.
#[test]
#[cfg(feature = "crates")]
fn damaged_specs_that_pass_compile() {
    use apiloom_codegen::emit::package::{self, Runtime};
    use apiloom_codegen::emit::rust::{Part, single};
    use apiloom_codegen::{model, print};

    let rounds: usize = std::env::var("MUTATION_CRATES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(2);
    let folder = support::folder("mutants_specs");
    fs::create_dir_all(folder.join("shared")).expect("the folder can be made");
    fs::copy(
        "tests/fixtures/valid/shared/common.yaml",
        folder.join("shared/common.yaml"),
    )
    .expect("the file can be copied");
    let path = folder.join("spec.yaml");
    let workspace = support::folder("mutants");
    let mut inline = String::from("//! Clients in one crate.\n");
    let mut made = 0;
    for (index, source) in support::yaml_files("tests/fixtures/valid")
        .into_iter()
        .enumerate()
    {
        let original = fs::read(&source).expect("the spec can be read");
        let mut random = Random(0xC0_FFEE + index as u64);
        let mut left = rounds;
        for _ in 0..1000 * rounds {
            let mut damaged = original.clone();
            for _ in 0..=random.below(4) {
                damage(&mut damaged, &mut random);
            }
            fs::write(&path, &damaged).expect("the spec can be written");
            let mut checked = pipeline::check(std::slice::from_ref(&path)).for_crates();
            if checked.has_errors() || checked.apis.is_empty() {
                continue;
            }
            if left == 0 {
                break;
            }
            left -= 1;
            made += 1;
            let name = format!("mutant_{made}");
            let api = &mut checked.apis[0];
            api.vendor = model::Name::derive(&name).expect("a name");
            // Nobody wrote the types by hand that stand for some.
            api.types.iter_mut().for_each(|ty| ty.by_hand = None);
            inline.push_str(&format!(
                "/// A client.\npub mod {name} {{\n{}\n}}\n",
                print::file(single(api, Part::Whole))
            ));
            for file in package::files(api, &Runtime::Workspace) {
                let path = workspace.join(&name).join(&file.path);
                fs::create_dir_all(path.parent().expect("a folder"))
                    .expect("the folder can be made");
                fs::write(&path, &file.text).expect("the file can be written");
            }
            fs::write(workspace.join(&name).join("spec.yaml"), &damaged)
                .expect("the spec can be written");
        }
    }
    assert!(made >= rounds * 10, "{made} mutants");
    fs::create_dir_all(workspace.join("inline/src")).expect("the folder can be made");
    fs::write(
        workspace.join("inline/src/lib.rs"),
        format!("#![recursion_limit = \"1024\"]\n{inline}"),
    )
    .expect("the file can be written");
    let manifest = "[package]\nname = \"inline\"\nedition = \"2024\"\n\n[dependencies]\napiloom = { workspace = true, features = [\"hyper\"] }\n\n[features]\nhyper = []\nserde = []\n";
    fs::write(workspace.join("inline/Cargo.toml"), manifest).expect("the file can be written");
    support::compile(&workspace);
}

/// What a system or an editor adds says nothing: the same bytes are generated.
#[test]
fn line_ends_and_marks_change_nothing() {
    let folder = support::folder("line_ends");
    fs::create_dir_all(folder.join("shared")).expect("the folder can be made");
    for source in support::valid_specs() {
        let text = fs::read_to_string(&source).expect("the spec can be read");
        let path = folder.join("spec.yaml");
        let common = fs::read_to_string("tests/fixtures/valid/shared/common.yaml")
            .expect("the file can be read");
        let mut made = Vec::new();
        for form in [
            |text: &str| text.to_owned(),
            |text: &str| text.replace('\n', "\r\n"),
            |text: &str| format!("\u{feff}{text}"),
        ] {
            fs::write(&path, form(&text)).expect("the spec can be written");
            fs::write(folder.join("shared/common.yaml"), form(&common))
                .expect("the file can be written");
            let checked = pipeline::check(std::slice::from_ref(&path));
            assert!(
                !checked.has_errors(),
                "{}: {:?}",
                source.display(),
                checked.diagnostics
            );
            made.push(modules(&checked.apis[0], Layout::Crate));
        }
        assert!(
            made.windows(2).all(|pair| pair[0] == pair[1]),
            "{}",
            source.display()
        );
    }
}

/// Chains of types as long as a file can hold: no recursion follows them.
#[test]
fn long_chains() {
    let folder = support::folder("chains");
    let head = "apiloom: 1\nvendor: acme\nservers: { default: https://api.acme.test }\n";
    let tail = "operations: { get: { http: GET /get, returns: T0 } }\n";
    let chain = |line: &dyn Fn(usize) -> String, last: &str| -> String {
        let lines: Vec<String> = (0..3000).map(line).collect();
        format!("{head}types:\n{}\n  {last}\n{tail}", lines.join("\n"))
    };
    let specs = [
        (
            "alias",
            chain(&|i| format!("  T{i}: T{}", i + 1), "T3000: string"),
        ),
        (
            "list",
            chain(&|i| format!("  T{i}: list(T{})", i + 1), "T3000: string"),
        ),
        (
            "record",
            chain(
                &|i| format!("  T{i}: {{ fields: {{ a: T{} }} }}", i + 1),
                "T3000: string",
            ),
        ),
        (
            "use",
            chain(
                &|i| format!("  T{i}: {{ fields: {{ use: [T{}] }} }}", i + 1),
                "T3000: { fields: { a: string } }",
            ),
        ),
        (
            "view",
            chain(
                &|i| format!("  T{i}: {{ view: {{ of: T{} }} }}", i + 1),
                "T3000: { fields: { a: string } }",
            ),
        ),
    ];
    for (name, text) in specs {
        let path = folder.join(format!("{name}.yaml"));
        fs::write(&path, &text).expect("the spec can be written");
        survive(name, text.as_bytes(), || look(&path));
    }
}

/// Checks a spec and shows its problems in both forms.
fn look(path: &Path) -> Checked {
    let checked = pipeline::check(&[PathBuf::from(path)]);
    for found in &checked.diagnostics {
        diagnostic::text(&checked.sources, found, false, Language::Chinese);
        diagnostic::summary(&checked.sources, found);
    }
    let _ = diagnostic::json(&checked.sources, &checked.diagnostics, Language::Chinese);
    checked
}

/// Runs something, and says for which spec it panicked.
fn survive<T>(name: &str, spec: &[u8], run: impl FnOnce() -> T + std::panic::UnwindSafe) -> T {
    catch_unwind(run).unwrap_or_else(|_| {
        let kept = support::folder("panicked").join("spec.yaml");
        fs::write(&kept, spec).expect("the spec can be written");
        panic!("{name} panicked; its text is in {}", kept.display());
    })
}
