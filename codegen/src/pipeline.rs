//! What every door calls: files → checked APIs, with all problems of all files.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::{check, model, parse, spec};

/// What became of a set of spec files.
#[derive(Debug)]
pub struct Checked {
    /// The files that were read, the specs and what they include.
    pub sources: Sources,
    /// Every problem, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The APIs without errors, in the order of the files.
    pub apis: Vec<model::Api>,
    /// The paths that were read, for tools that watch them.
    pub read: Vec<PathBuf>,
}

impl Checked {
    /// Whether any problem stops generation.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity() == Severity::Error)
    }
}

/// Checks spec files. All problems of all files are reported in one run.
pub fn check(paths: &[PathBuf]) -> Checked {
    let mut run = Run { sources: Sources::default(), diagnostics: Diagnostics::default(), read: Vec::new() };
    let mut apis: Vec<model::Api> = Vec::new();
    let mut vendors: HashMap<String, Span> = HashMap::new();
    for path in paths {
        let Some(id) = run.read(path, &shown(path), None) else { continue };
        let Some(mut spec) = parse::api(&run.sources, id, &mut run.diagnostics) else { continue };
        run.include(path, &mut spec);
        let vendor = &spec.vendor;
        if let Some(first) = vendors.insert(vendor.text.clone(), vendor.span) {
            let message = format!("the vendor `{}` has two specs", vendor.text);
            run.diagnostics.push(
                Diagnostic::new(Code::SameVendor, vendor.span, message)
                    .related(first, "the other spec")
                    .help("rename one of them, or put both into one file"),
            );
            continue;
        }
        let name = path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned());
        apis.extend(check::api(&spec, &name, &mut run.diagnostics));
    }
    let diagnostics = run.diagnostics.into_sorted();
    Checked { sources: run.sources, diagnostics, apis, read: run.read }
}

/// The specs of a folder: its `*.yaml` and `*.yml` files, sorted by name.
pub fn specs_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut specs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
        if yaml && path.is_file() {
            specs.push(path);
        }
    }
    specs.sort();
    Ok(specs)
}

struct Run {
    sources: Sources,
    diagnostics: Diagnostics,
    read: Vec<PathBuf>,
}

impl Run {
    /// Reads a file into the sources. `at` is the place that asked for it.
    fn read(&mut self, path: &Path, shown: &str, at: Option<Span>) -> Option<FileId> {
        let problem = |code, message: String| match at {
            Some(span) => Diagnostic::new(code, span, message),
            None => Diagnostic::placeless(code, message),
        };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(_) if path.is_dir() => {
                let message = format!("`{shown}` is a folder");
                let help = "name a spec file, or give the folder to `--specs`";
                self.diagnostics.push(problem(Code::Unreadable, message).help(help));
                return None;
            }
            Err(error) => {
                let message = format!("`{shown}` cannot be read: {error}");
                let help = "check the path and its permissions";
                self.diagnostics.push(problem(Code::Unreadable, message).help(help));
                return None;
            }
        };
        self.read.push(path.to_owned());
        match String::from_utf8(bytes) {
            Ok(text) => Some(self.sources.add(SourceFile::new(shown, &text))),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let message = format!("`{shown}` is not UTF-8 text (byte {at})");
                let help = "it looks like GBK or another encoding; save it as UTF-8";
                self.diagnostics.push(problem(Code::NotUtf8, message).help(help));
                None
            }
        }
    }

    /// Takes over the types of the files that a spec includes; they stand under the spec's own folder.
    fn include(&mut self, path: &Path, spec: &mut spec::Api) {
        let root = path.parent().unwrap_or_else(|| Path::new(""));
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        for include in spec.include.clone() {
            let relative = Path::new(include.as_str());
            let plain = relative.components().all(|c| matches!(c, Component::Normal(_)));
            let target = root.join(relative);
            let inside = match (root.canonicalize(), target.canonicalize()) {
                (Ok(root), Ok(target)) => target.starts_with(root),
                // A file that is not there is reported when it is read.
                _ => true,
            };
            if !plain || !inside || include.text.is_empty() {
                let message = format!("`{}` is outside the folder of the spec", include.text);
                let help = "write a path below the spec's folder, such as `shared/types.yaml`";
                self.diagnostics.push(Diagnostic::new(Code::Include, include.span, message).help(help));
                continue;
            }
            let Some(id) = self.read(&target, &shown(&target), Some(include.span)) else { continue };
            let Some(fragment) = parse::fragment(&self.sources, id, &mut self.diagnostics) else { continue };
            for (key, def) in fragment.types.entries {
                if let Some((first, _)) = spec.types.entries.iter().find(|(k, _)| k.text == key.text) {
                    let message = format!("the type `{}` is there already", key.text);
                    self.diagnostics.push(
                        Diagnostic::new(Code::DuplicateKey, key.span, message)
                            .related(first.span, "the other type")
                            .help("rename one of them"),
                    );
                    continue;
                }
                spec.types.entries.push((key, def));
            }
        }
    }
}

/// A path as diagnostics show it: with `/` on every system.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
