//! Cargo as a stranger calls it, and what it says that it did.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository.
pub(crate) fn repository() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap().to_owned()
}

/// The folder in which this test was built.
pub(crate) fn target() -> &'static Path {
    // Cargo gives `<target>/tmp`.
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// The folder of everything that these tests write, apart from what cargo builds.
pub(crate) fn scratch() -> PathBuf {
    target().join("downstream")
}

/// Cargo in a folder, without what the cargo that runs this test tells it about this package.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let told = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_TARGET_DIR",
    ];
    for (name, _) in env::vars_os() {
        let name_text = name.to_string_lossy();
        if told.iter().any(|start| name_text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    command.current_dir(folder);
    command
}

/// Cargo as a stranger has it, but with the target folder of this repository: the crates of the registry that were built
/// for this test need not be built again.
pub(crate) fn stranger(folder: &Path) -> Command {
    let mut command = cargo(folder);
    command
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_TERM_COLOR", "never");
    command
}

/// Runs cargo; the answer is what it printed and whether it succeeded.
pub(crate) fn run<A: AsRef<OsStr>>(
    mut command: Command,
    arguments: impl IntoIterator<Item = A>,
) -> Said {
    command.args(arguments);
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    Said {
        asked: format!("{command:?}"),
        fine: status.success(),
        out: text(&stdout),
        err: text(&stderr),
    }
}

/// What a command said.
pub(crate) struct Said {
    asked: String,
    fine: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// The command succeeded.
    #[track_caller]
    pub(crate) fn fine(self) -> Self {
        assert!(self.fine, "{}", self.all());
        self
    }

    /// The same, if the command succeeded.
    pub(crate) fn fine_or_none(self) -> Option<Self> {
        self.fine.then_some(self)
    }

    /// The command failed.
    #[track_caller]
    pub(crate) fn failed(self) -> Self {
        assert!(!self.fine, "this must fail: {}", self.all());
        self
    }

    /// Everything, for a message.
    pub(crate) fn all(&self) -> String {
        format!("{}\n{}\n{}", self.asked, self.out, self.err)
    }

    /// The packages that were built, with `-v`.
    pub(crate) fn built(&self) -> Vec<&str> {
        self.packages(&["Compiling", "Checking", "Dirty"])
    }

    /// The packages that needed no building, with `-v`.
    pub(crate) fn fresh(&self) -> Vec<&str> {
        self.packages(&["Fresh"])
    }

    fn packages(&self, words: &[&str]) -> Vec<&str> {
        let mut found: Vec<&str> = self
            .err
            .lines()
            .filter_map(|line| {
                let (word, rest) = line.trim_start().split_once(' ')?;
                words.contains(&word).then(|| rest.split(' ').next())?
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
