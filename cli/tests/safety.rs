//! What stands in the folders of crates and documentation, whatever happens to the command: each file whole,
//! old or new.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use tempfile::TempDir;

const VENDORS: usize = 5;

type Tree = BTreeMap<String, Vec<u8>>;

/// Writes a spec for each vendor. All types and operations of one version are called otherwise in another.
fn specs(folder: &Path, version: &str) {
    fs::create_dir_all(folder).expect("a folder");
    for vendor in 0..VENDORS {
        let types: String = (0..10)
            .map(|i| format!("  Kept{i}: {{ fields: {{ {version}_{i}: string }} }}\n  {version}{i}: {{ fields: {{ a: Kept{i} }} }}\n"))
            .collect();
        let operations: String = (0..10)
            .map(|i| format!("  get_{i}: {{ http: GET /{version}{i}, returns: {version}{i} }}\n"))
            .collect();
        let text = format!(
            "apiloom: 1\nvendor: vendor_{vendor}\nservers: {{ default: https://api.acme.example }}\ntypes:\n{types}operations:\n{operations}"
        );
        fs::write(folder.join(format!("{vendor}.yaml")), text).expect("a spec is written");
    }
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_apiloom"))
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs")
}

fn run(folder: &Path, arguments: &[&str]) {
    let output = start(folder, arguments)
        .wait_with_output()
        .expect("it ends");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {text}");
}

/// All files below a folder.
fn tree(folder: &Path) -> Tree {
    fn walk(folder: &Path, below: &str, tree: &mut Tree) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let entry = entry.expect("an entry");
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            match entry.file_type().expect("a type").is_dir() {
                true => walk(&entry.path(), &format!("{path}/"), tree),
                false => drop(tree.insert(path, fs::read(entry.path()).expect("a file"))),
            }
        }
    }
    let mut found = Tree::new();
    walk(folder, "", &mut found);
    found
}

/// A command that writes files, and the folder that it writes them to.
#[derive(Clone, Copy)]
struct Writer {
    command: &'static str,
    out: &'static str,
}

const CRATES: Writer = Writer {
    command: "generate",
    out: "generated",
};
const DOCS: Writer = Writer {
    command: "docs",
    out: "docs",
};

/// Two versions of all specs, `Old` and `New`, and what a run without trouble makes of each.
fn versions(writer: Writer) -> (TempDir, Tree, Tree) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for version in ["Old", "New"] {
        specs(&folder.path().join(version).join("specs"), version);
        let root = folder.path().join(version);
        run(&root, &[writer.command]);
    }
    let made = |version: &str| tree(&folder.path().join(version).join(writer.out));
    let (old, new) = (made("Old"), made("New"));
    assert_ne!(old, new);
    (folder, old, new)
}

/// Puts a version of the specs where the command finds them.
fn put(folder: &TempDir, version: &str) {
    specs(&folder.path().join("work/specs"), version);
}

/// Killed at many moments of a run, over what an earlier run left: each file is that of one version, whole,
/// and the next run makes everything as if nothing had happened.
fn killed(writer: Writer, kills: u32) {
    let (folder, old, new) = versions(writer);
    let work = folder.path().join("work");
    let out = work.join(writer.out);
    put(&folder, "Old");
    let begin = Instant::now();
    run(&work, &[writer.command]);
    let whole = begin.elapsed();
    let (mut halfway, mut versions) = (0, [("New", &new), ("Old", &old)].into_iter().cycle());
    for moment in 0..kills {
        // A quarter of the runs starts from nothing.
        if moment % 4 == 0 {
            fs::remove_dir_all(&out).expect("the folder goes");
        }
        let (version, expected) = versions.next().expect("there are two");
        put(&folder, version);
        let mut child = start(&work, &[writer.command]);
        sleep(whole * moment / kills);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let found = tree(&out);
        for (path, bytes) in &found {
            let name = path.rsplit('/').next().unwrap_or_default();
            // Manifests name both versions for a while, and what is being written has a name of its own.
            if name == ".apiloom" || name.starts_with('.') && name.ends_with(".new") {
                continue;
            }
            let is = |tree: &Tree| tree.get(path) == Some(bytes);
            assert!(
                is(&old) || is(&new),
                "{path} is of neither version after kill {moment}"
            );
        }
        halfway += u32::from(found != old && found != new);
        if moment % 3 != 0 {
            run(&work, &[writer.command]);
            assert_eq!(
                tree(&out).keys().collect::<Vec<_>>(),
                expected.keys().collect::<Vec<_>>()
            );
            assert!(tree(&out) == *expected, "healed after kill {moment}");
        }
    }
    put(&folder, "New");
    run(&work, &[writer.command]);
    assert!(tree(&out) == new, "healed after all");
    println!(
        "{halfway} of {kills} kills of `{}` came halfway",
        writer.command
    );
}

#[test]
fn killed_at_any_moment() {
    killed(CRATES, 40);
}

#[test]
fn documentation_is_killed_at_any_moment() {
    killed(DOCS, 16);
}

/// What a run was writing when it was killed is not left for ever, also if the file is no longer made.
#[test]
fn leftovers_go() {
    let (folder, old, new) = versions(CRATES);
    let work = folder.path().join("work");
    put(&folder, "Old");
    run(&work, &["generate"]);
    fs::write(work.join("generated/vendor_0/src/.client.rs.new"), "half").expect("a file");
    fs::write(
        work.join("generated/vendor_0/src/types/.old1.rs.new"),
        "half",
    )
    .expect("a file");
    run(&work, &["generate"]);
    assert!(tree(&work.join("generated")) == old);
    fs::write(
        work.join("generated/vendor_0/src/types/.old1.rs.new"),
        "half",
    )
    .expect("a file");
    put(&folder, "New");
    run(&work, &["generate"]);
    assert!(tree(&work.join("generated")) == new);
}

/// Several runs at once with different specs: what is there at last is what one of them makes.
#[test]
fn several_at_once() {
    let (folder, old, new) = versions(CRATES);
    let out = folder.path().join("both/specs_of_nobody/out");
    let mut won = [0, 0];
    for round in 0..10 {
        if round % 3 == 0 {
            // The first run of all makes the folder.
            let _ = fs::remove_dir_all(&out);
        }
        let children: Vec<Child> = (0..6)
            .map(|index| {
                let version = if index % 2 == 0 { "Old" } else { "New" };
                let root = folder.path().join(version);
                start(&root, &["generate", "--out", &out.to_string_lossy()])
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().expect("it ends");
            let text = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "round {round}: {text}");
        }
        // The manifest says where the specs stand.
        let plain = |tree: &Tree| -> Tree {
            let crates = tree.iter().filter(|(path, _)| path.ends_with(".rs"));
            crates
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect()
        };
        let found = plain(&tree(&out));
        let is = [found == plain(&old), found == plain(&new)];
        assert!(is[0] || is[1], "round {round}: a mixture");
        won[usize::from(is[1])] += 1;
    }
    println!("{won:?}");
}

/// The same bytes from any folder, in any order, with any language and zone.
#[test]
fn the_same_bytes_everywhere() {
    let (folder, old, _) = versions(CRATES);
    let all: Vec<String> = (0..5).map(|turn| format!("other{turn}")).collect();
    everywhere(CRATES, &folder);
    for out in all {
        assert!(tree(&folder.path().join("Old").join(&out)) == old, "{out}");
    }
}

/// The same of documentation; what is named is written down in the manifest, as the folder is.
#[test]
fn the_same_documentation_everywhere() {
    let (folder, old, _) = versions(DOCS);
    everywhere(DOCS, &folder);
    let pages = |tree: Tree| -> Tree {
        let pages = tree
            .into_iter()
            .filter(|(path, _)| !path.ends_with("/.apiloom"));
        pages.collect()
    };
    let made = |out: &str| tree(&folder.path().join("Old").join(out));
    assert!(made("other4") == old);
    for out in ["other1", "other2", "other3"] {
        assert!(made(out) == made("other0"), "{out}");
    }
    assert!(pages(made("other0")) == pages(old));
}

/// Writes `other0` to `other3` from specs that are named in other orders, and `other4` from another folder.
fn everywhere(writer: Writer, folder: &TempDir) {
    let root = folder.path().join("Old");
    let mut named: Vec<String> = (0..VENDORS).map(|i| format!("specs/{i}.yaml")).collect();
    for turn in 0..4 {
        named.rotate_left(3);
        if turn % 2 == 1 {
            named.reverse();
        }
        let out = format!("other{turn}");
        let mut arguments = vec![writer.command, "--out", out.as_str()];
        arguments.extend(named.iter().map(String::as_str));
        run(&root, &arguments);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_apiloom"))
        .current_dir(root.join("specs"))
        .args([writer.command, "--specs", ".", "--out", "../other4"])
        .env_clear()
        .envs([
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "zh_CN.GBK"),
            ("TZ", "Pacific/Kiritimati"),
        ])
        .output()
        .expect("the command runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}

/// A run over one folder of specs does not remove what was made from another.
#[test]
fn crates_of_other_specs_stay() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    specs(&root.join("specs"), "Old");
    fs::create_dir(root.join("others")).expect("a folder");
    let spec = "apiloom: 1\nvendor: other\n";
    fs::write(root.join("others/other.yaml"), spec).expect("a spec");
    run(root, &["generate"]);
    run(root, &["generate", "--specs", "others"]);
    assert!(root.join("generated/vendor_0/Cargo.toml").exists());
    run(root, &["generate"]);
    assert!(root.join("generated/other/Cargo.toml").exists());
    fs::remove_file(root.join("others/other.yaml")).expect("the spec goes");
    fs::write(
        root.join("others/another.yaml"),
        spec.replace("other", "another"),
    )
    .expect("a spec");
    run(root, &["generate", "--specs", "others"]);
    assert!(
        !root.join("generated/other").exists(),
        "its own folder removes it"
    );
    assert!(root.join("generated/vendor_0/Cargo.toml").exists());
}
