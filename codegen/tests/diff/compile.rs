//! Clients and callers as programs: the runtime is built once by cargo, all else by the compiler itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use apiloom_codegen::model::Api;

use crate::support;

/// What clients are compiled against.
pub(crate) struct Compiler {
    folder: PathBuf,
    runtime: PathBuf,
}

impl Compiler {
    pub(crate) fn new() -> Self {
        let folder = support::folder("diff");
        let package = folder.join("runtime");
        fs::create_dir_all(package.join("src")).expect("a folder can be made");
        fs::write(package.join("src/lib.rs"), "pub use apiloom;\n").expect("a file can be written");
        let manifest = "[package]\nname = \"diff-runtime\"\nedition = \"2024\"\n\n\
                        [dependencies]\napiloom = { workspace = true, features = [\"regex\"] }\n\n\
                        [profile.dev]\ndebug = false\n";
        fs::write(
            package.join("Cargo.toml"),
            manifest.split("\n[profile").next().unwrap_or_default(),
        )
        .expect("a file can be written");
        support::manifest(&folder);
        let runtime = artifact(&folder);
        Self { folder, runtime }
    }

    /// What a caller prints that is compiled against a client; what the compiler says if it cannot be.
    ///
    /// The client is called as its vendor. `answers` is what its first argument holds.
    pub(crate) fn run(
        &self,
        name: &str,
        api: &Api,
        client: &[(String, String)],
        caller: &str,
        answers: &str,
    ) -> Result<String, String> {
        let folder = self.folder.join("cases").join(name);
        let ran = self.run_in(&folder, api, client, caller, answers);
        // A program takes megabytes.
        let _ = fs::remove_dir_all(&folder);
        ran
    }

    fn run_in(
        &self,
        folder: &Path,
        api: &Api,
        client: &[(String, String)],
        caller: &str,
        answers: &str,
    ) -> Result<String, String> {
        let vendor = api.vendor.snake();
        for (path, text) in client {
            let path = folder.join("client").join(path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        fs::write(folder.join("caller.rs"), caller).expect("a file can be written");
        fs::write(folder.join("answers"), answers).expect("a file can be written");
        let client = self.rustc(
            folder,
            "client/lib.rs",
            &["--crate-type=rlib", &format!("--crate-name={vendor}")],
        );
        client.unwrap_or_else(|problem| {
            panic!("the client of {vendor} does not compile:\n{problem}")
        });
        self.rustc(
            folder,
            "caller.rs",
            &[
                "--crate-type=bin",
                &format!("--extern={vendor}=lib{vendor}.rlib"),
            ],
        )?;
        let output = Command::new(folder.join("caller"))
            .arg("answers")
            .current_dir(folder)
            .output()
            .expect("a program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "the caller of {vendor} failed:\n{said}"
        );
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(printed)
    }

    fn rustc(&self, folder: &Path, file: &str, arguments: &[&str]) -> Result<(), String> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let libraries = self.runtime.parent().expect("a library stands in a folder");
        let output = Command::new(rustc)
            .args([
                "--edition=2024",
                "--cap-lints=allow",
                "-Copt-level=0",
                "-Cdebuginfo=0",
                "--out-dir=.",
            ])
            .args(["-Cstrip=symbols", "-Ccodegen-units=4"])
            .arg("--extern")
            .arg(format!("apiloom={}", self.runtime.display()))
            .arg("-L")
            .arg(format!("dependency={}", libraries.display()))
            .args(arguments)
            .arg(file)
            .current_dir(folder)
            .output()
            .expect("the compiler runs");
        match output.status.success() {
            true => Ok(()),
            false => {
                let said = String::from_utf8_lossy(&output.stderr);
                Err(said.lines().take(60).collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

/// Builds the runtime, and gives its library.
fn artifact(folder: &Path) -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--offline", "--quiet", "--message-format=json"])
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("front-target"),
        )
        .output()
        .expect("cargo can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the runtime does not compile:\n{said}"
    );
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let library = messages
        .filter(|message| message["target"]["name"] == "apiloom")
        .filter_map(|message| message["filenames"][0].as_str().map(PathBuf::from))
        .next_back();
    library.expect("cargo tells where the library is")
}
