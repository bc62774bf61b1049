//! The door for build scripts: clients written to `$OUT_DIR` while a crate is built.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use quote::ToTokens;

use crate::diagnostic::{self, Diagnostic, Severity};
use crate::emit::rust::Part;
use crate::inline::{self, Module, Options};
use crate::model::Api;
use crate::pipeline::{self, Checked};
use crate::print;

/// Generates the client of one spec for the crate whose build script calls this.
///
/// The path starts at the folder of the crate's `Cargo.toml`.
/// The client is written to `$OUT_DIR/<vendor>.rs`; include it in a module of its own:
///
/// ```text
/// mod acme {
///     include!(concat!(env!("OUT_DIR"), "/acme.rs"));
/// }
/// ```
///
/// Problems are reported the way cargo reports them, and fail the build; nothing panics.
/// Cargo runs the script again when the spec changes, or a file that the spec includes.
pub fn build(spec: impl Into<PathBuf>) {
    Build::new().spec(spec).run();
}

/// What a build script generates: specs, how much of them, and where it goes.
///
/// ```no_run
/// apiloom_codegen::Build::new()
///     .spec("specs/acme.yaml")
///     .operations(["get_parcel", "list_parcels"])
///     .module("acme")
///     .visibility("pub(crate)")
///     .run();
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated until `run` is called"]
pub struct Build {
    specs: Vec<PathBuf>,
    out: Option<PathBuf>,
    part: Part,
    operations: Option<BTreeSet<String>>,
    module: Option<String>,
    visibility: Option<String>,
}

impl Build {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a spec; each gets a file of its own.
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs.push(path.into());
        self
    }

    /// Writes to this folder, in place of `$OUT_DIR`.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out = Some(path.into());
        self
    }

    /// Generates the types of requests and answers, and no client.
    pub fn types_only(mut self) -> Self {
        self.part = Part::Types;
        self
    }

    /// Generates these operations, by their names in the spec, and the types that they need; all others are
    /// left out.
    pub fn operations<I>(mut self, names: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let names = names.into_iter().map(Into::into);
        self.operations.get_or_insert_default().extend(names);
        self
    }

    /// Puts the client into a module of this name.
    ///
    /// The file is then `<module>.rs`, and is included where the module is to stand.
    /// One name serves one spec.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Who sees the module, as Rust writes it: `pub`, `pub(crate)`; private if this is not said.
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = Some(visibility.into());
        self
    }

    /// Generates, and tells cargo what to watch and what is wrong.
    pub fn run(self) {
        for line in self.lines() {
            // What a spec or a path says must not become a line of its own, which cargo would obey.
            println!("{}", diagnostic::one_line(&line));
        }
    }

    /// What cargo is told.
    fn lines(&self) -> Vec<String> {
        if self.specs.is_empty() {
            return vec!["cargo::error=there is no spec to generate from: say `spec`".to_owned()];
        }
        let checked = pipeline::check(&self.specs);
        let mut lines = self.watched(&checked);
        for found in &checked.diagnostics {
            lines.extend(told(&checked, found));
        }
        if checked.has_errors() {
            return lines;
        }
        match self.files(&checked) {
            Ok(files) => lines.extend(files.into_iter().filter_map(written)),
            Err(errors) => lines.extend(errors),
        }
        lines
    }

    /// The files that cargo watches, each once.
    fn watched(&self, checked: &Checked) -> Vec<String> {
        let files: BTreeSet<&PathBuf> = checked.read.iter().chain(&self.specs).collect();
        let watch = |path: &PathBuf| format!("cargo::rerun-if-changed={}", path.display());
        files.into_iter().map(watch).collect()
    }

    /// The files and their texts, or what is wrong with what was asked for.
    fn files(&self, checked: &Checked) -> Result<Vec<(PathBuf, String)>, Vec<String>> {
        let mut errors = Vec::new();
        let names = self.operations.iter().flatten();
        for unknown in names.filter_map(|name| inline::no_operation(&checked.apis, name)) {
            errors.extend(told(checked, &unknown));
        }
        let module = self.module_around().unwrap_or_else(|problem| {
            errors.push(format!("cargo::error={problem}"));
            None
        });
        let out = self.out.clone();
        let Some(out) = out.or_else(|| env::var_os("OUT_DIR").map(PathBuf::from)) else {
            let problem = "there is no OUT_DIR: call this from a build script, or say `out_dir`";
            errors.push(format!("cargo::error={problem}"));
            return Err(errors);
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        let options = Options {
            part: self.part,
            operations: self.operations.clone(),
            module,
        };
        let file = |api: &Api| {
            let name = self.module.clone().unwrap_or_else(|| api.vendor.snake());
            let head = format!(
                "// Generated from `{}` by its crate's build script; edit the spec.\n\n",
                api.path
            );
            let text = head + &print::file(options.client(api));
            (out.join(format!("{name}.rs")), text)
        };
        Ok(checked.apis.iter().map(file).collect())
    }

    /// The module around the client, if one is asked for.
    fn module_around(&self) -> Result<Option<Module>, String> {
        let Some(name) = &self.module else {
            return match &self.visibility {
                Some(_) => {
                    Err("`visibility` is that of a module: name one with `module`".to_owned())
                }
                None => Ok(None),
            };
        };
        if self.specs.len() > 1 {
            return Err(format!(
                "the module `{name}` can hold one client, and there are {} specs: give each a `Build` of its own",
                self.specs.len()
            ));
        }
        let Ok(name) = syn::parse_str(name) else {
            return Err(format!(
                "`{name}` cannot name a module: write a Rust identifier, such as `acme`"
            ));
        };
        let visibility = self.visibility.as_deref().unwrap_or_default();
        let Ok(visibility) = syn::parse_str::<syn::Visibility>(visibility) else {
            return Err(format!(
                "`{visibility}` is no visibility: write it as Rust does, such as `pub` or `pub(crate)`"
            ));
        };
        let visibility = visibility.into_token_stream();
        Ok(Some(Module { name, visibility }))
    }
}

/// A problem as cargo is told of it.
fn told(checked: &Checked, found: &Diagnostic) -> Vec<String> {
    let word = match found.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let summary = diagnostic::summary(&checked.sources, found);
    let help = found.help.iter().map(|help| format!("  help: {help}"));
    std::iter::once(summary)
        .chain(help)
        .map(|line| format!("cargo::{word}={line}"))
        .collect()
}

/// Writes a file if its text differs; says what stood against it.
fn written((path, text): (PathBuf, String)) -> Option<String> {
    let error = write(&path, &text).err()?;
    Some(format!(
        "cargo::error=`{}` cannot be written: {error}",
        path.display()
    ))
}

/// Writes a file if its text differs.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|before| before == text.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for one test, which goes when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Self {
            let name = format!("apiloom-build-script-{test}-{}", std::process::id());
            let path = env::temp_dir().join(name);
            fs::create_dir_all(&path).expect("a folder");
            Self(path)
        }

        fn spec(&self, name: &str, text: &str) -> PathBuf {
            let path = self.0.join(name);
            fs::write(&path, text).expect("a spec");
            path
        }

        fn made(&self) -> Vec<String> {
            let files = fs::read_dir(&self.0).expect("the folder");
            let names = files.map(|file| {
                file.expect("a file")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            });
            let mut names: Vec<String> = names.filter(|name| name.ends_with(".rs")).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const ACME: &str = "apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
types:
  Parcel: { fields: { id: int64! } }
  Label: { fields: { text: string } }
operations:
  get_parcel: { http: GET /parcel, returns: Parcel }
  get_label: { http: GET /label, returns: Label }
";

    fn errors(build: &Build) -> Vec<String> {
        let lines = build.lines().into_iter();
        lines
            .filter_map(|line| Some(line.strip_prefix("cargo::error=")?.to_owned()))
            .collect()
    }

    #[test]
    fn a_spec_cannot_speak_to_cargo() {
        let folder = Folder::new("evil");
        let text =
            "apiloom: 1\nvendor: evil\nsettings: { \"x\\ncargo::rustc-env=EVIL=1\\ny\": string }\n";
        let spec = folder.spec("evil.yaml", text);
        let lines = Build::new().spec(&spec).out_dir(&folder.0).lines();
        assert!(lines.iter().any(|line| line.contains("EVIL")), "{lines:?}");
        for line in lines.iter().map(|line| diagnostic::one_line(line)) {
            assert!(
                !line.contains('\n') && line.starts_with("cargo::"),
                "{line}"
            );
            assert!(!line.starts_with("cargo::rustc"), "{line}");
        }
    }

    #[test]
    fn what_is_asked_for_is_what_is_written() {
        let folder = Folder::new("asked");
        let spec = folder.spec("acme.yaml", ACME);
        let whole = Build::new().spec(&spec).out_dir(&folder.0);
        let part = whole
            .clone()
            .operations(["get_parcel"])
            .module("parcels")
            .visibility("pub");
        let types = whole.clone().types_only().module("types_of_acme");
        for build in [&whole, &part, &types] {
            assert_eq!(errors(build), [""; 0]);
        }
        assert_eq!(folder.made(), ["acme.rs", "parcels.rs", "types_of_acme.rs"]);
        let read = |name: &str| fs::read_to_string(folder.0.join(name)).expect("a file");
        let (whole, part, types) = (
            read("acme.rs"),
            read("parcels.rs"),
            read("types_of_acme.rs"),
        );
        assert!(whole.contains("pub struct Label") && whole.contains("pub fn get_label"));
        assert!(part.contains("pub mod parcels {") && part.contains("pub fn get_parcel"));
        assert!(
            !part.contains("Label") && !part.contains("get_label"),
            "{part}"
        );
        assert!(types.contains("mod types_of_acme {") && types.contains("pub struct Label"));
        assert!(!types.contains("pub struct Client"), "{types}");
    }

    #[test]
    fn nothing_is_written_twice() {
        let folder = Folder::new("twice");
        let spec = folder.spec("acme.yaml", ACME);
        let build = Build::new().spec(&spec).out_dir(&folder.0);
        assert_eq!(errors(&build), [""; 0]);
        let file = folder.0.join("acme.rs");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let opened = fs::File::options()
            .append(true)
            .open(&file)
            .expect("the file");
        opened.set_modified(long_ago).expect("its time is set");
        assert_eq!(errors(&build), [""; 0]);
        let modified = fs::metadata(&file)
            .and_then(|data| data.modified())
            .expect("its time");
        assert_eq!(modified, long_ago);
    }

    #[test]
    fn what_cannot_be_asked_for_is_an_error() {
        let folder = Folder::new("errors");
        let (acme, other) = (
            folder.spec("acme.yaml", ACME),
            folder.spec("other.yaml", &ACME.replace("vendor: acme", "vendor: other")),
        );
        let build = Build::new().spec(acme).out_dir(&folder.0);
        let cases = [
            (
                Build::new(),
                "there is no spec to generate from: say `spec`",
            ),
            (
                build.clone().operations(["get_parcle"]),
                "error[AL0404]: there is no operation `get_parcle`\n  help: did you mean `get_parcel`?",
            ),
            (
                build.clone().module("my-module"),
                "`my-module` cannot name a module: write a Rust identifier, such as `acme`",
            ),
            (
                build.clone().module("acme").visibility("public"),
                "`public` is no visibility: write it as Rust does, such as `pub` or `pub(crate)`",
            ),
            (
                build.clone().visibility("pub"),
                "`visibility` is that of a module: name one with `module`",
            ),
            (
                build.clone().spec(other).module("acme"),
                "the module `acme` can hold one client, and there are 2 specs: give each a `Build` of its own",
            ),
        ];
        for (build, expected) in cases {
            assert_eq!(errors(&build).join("\n"), expected);
        }
        assert_eq!(folder.made(), [""; 0]);
    }
}
