//! What every door calls: files → checked APIs, with all problems of all files.

mod recorded;

use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{self, Code, Diagnostic, Diagnostics, Severity, help};
use crate::model::TypeKind;
use crate::parse::Kept;
pub use crate::parse::Work;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::{check, model, parse, spec};
pub use recorded::Recorded;

/// What became of a set of spec files.
#[derive(Debug)]
pub struct Checked {
    /// The files that were read, the specs and what they include.
    pub sources: Sources,
    /// Every problem, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The APIs without errors, in the order of the files.
    pub apis: Vec<model::Api>,
    /// The same as they are written, with the types that they include.
    pub written: Vec<spec::Api>,
    /// The paths that were read, for tools that watch them.
    pub read: Vec<PathBuf>,
}

impl Checked {
    /// Whether any problem stops generation.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.severity() == Severity::Error)
    }

    /// Refuses what a crate of its own cannot have: a type that is written by hand in another crate and that
    /// the spec does not describe.
    pub fn for_crates(mut self) -> Self {
        let mut found = Diagnostics::default();
        self.diagnostics.drain(..).for_each(|d| found.push(d));
        let declared = self.apis.iter().flat_map(|api| &api.types);
        let opaque = declared.filter(|declared| matches!(declared.kind, TypeKind::Opaque));
        for declared in opaque.filter(|d| d.usage.request || d.usage.response) {
            let message = format!(
                "a crate of its own cannot have the hand-written type `{}`",
                declared.name.camel()
            );
            let help = help!(
                "describe it beside `rust`, with `fields` for example, or generate by a build script or the macro",
                "在 `rust` 旁边描述它（例如用 `fields`），或者改用构建脚本或宏来生成"
            );
            found.push(Diagnostic::new(Code::HandWritten, declared.span, message).help(help));
        }
        self.diagnostics = found.into_sorted();
        self
    }
}

/// What gives the bytes of a file, by its path.
pub type ReadFile<'r> = &'r dyn Fn(&Path) -> std::io::Result<Vec<u8>>;

/// Checks spec files. All problems of all files are reported in one run.
pub fn check(paths: &[PathBuf]) -> Checked {
    run(paths, None, &read_file, None)
}

/// Checks spec files together with a file that says what they do not know of signatures.
///
/// That is for tools that sign: what is generated knows nothing of it.
pub fn check_with(paths: &[PathBuf], auth: Option<&Path>) -> Checked {
    check_with_from(paths, auth, &read_file)
}

/// Checks spec files as [`check_with`] does, by what `read` gives.
pub fn check_with_from(paths: &[PathBuf], auth: Option<&Path>, read: ReadFile<'_>) -> Checked {
    run(paths, auth, read, None)
}

/// Checks spec files that need not be on the disk, such as those of another revision.
pub fn check_from(paths: &[PathBuf], read: ReadFile<'_>) -> Checked {
    run(paths, None, read, None)
}

/// Checks spec files as [`check()`] does, with texts that stand in the place of what is on the disk.
pub fn check_texts(paths: &[PathBuf], texts: &HashMap<PathBuf, String>) -> Checked {
    check_from(paths, &|path| read_text(path, texts))
}

/// Checks the same specs again and again, and reads only the parts of them that changed.
///
/// What it gives is what the functions of the same names give, but for [`Checked::written`], which is empty.
#[derive(Debug, Default)]
pub struct Incremental {
    kept: Kept,
}

impl Incremental {
    /// Checks spec files as [`check()`] does.
    pub fn check(&mut self, paths: &[PathBuf]) -> Checked {
        self.check_from(paths, &read_file)
    }

    /// How much of the files the last check read again.
    pub fn work(&self) -> Work {
        self.kept.work()
    }

    /// Checks spec files as [`check_from`] does.
    pub fn check_from(&mut self, paths: &[PathBuf], read: ReadFile<'_>) -> Checked {
        self.kept.start();
        run(paths, None, read, Some(&mut self.kept))
    }

    /// Checks spec files as [`check_texts`] does.
    pub fn check_texts(&mut self, paths: &[PathBuf], texts: &HashMap<PathBuf, String>) -> Checked {
        self.check_from(paths, &|path| read_text(path, texts))
    }
}

fn run(
    paths: &[PathBuf],
    auth: Option<&Path>,
    read: ReadFile<'_>,
    kept: Option<&mut Kept>,
) -> Checked {
    let mut run = Run::new(read);
    run.kept = kept;
    let mut apis: Vec<model::Api> = Vec::new();
    let mut written: Vec<spec::Api> = Vec::new();
    let mut vendors: HashMap<String, Span> = HashMap::new();
    let mut seen = std::collections::HashSet::new();
    let mut diagnostics = Diagnostics::default();
    let auth_file = auth.map(|path| {
        let id = run.read(path, &shown(path), None)?;
        parse::auth_file(&run.sources, id, &mut run.diagnostics)
    });
    for path in paths.iter().filter(|path| seen.insert(*path)) {
        // Each spec is checked beside its own problems alone.
        diagnostics.append(std::mem::take(&mut run.diagnostics));
        let Some(id) = run.read(path, &shown(path), None) else {
            continue;
        };
        let Some(mut spec) = run.api(id) else {
            continue;
        };
        let included = run.include(path, &mut spec);
        // What a refused file would have brought is not to be missed as well.
        let auth_file = match &auth_file {
            None => None,
            Some(None) => continue,
            Some(Some(file)) => {
                check::join(&mut spec, file, &mut run.diagnostics);
                Some(file)
            }
        };
        let vendor = &spec.vendor;
        if let Some(first) = vendors.insert(vendor.text.clone(), vendor.span) {
            let message = format!("the vendor `{}` has two specs", vendor.text);
            run.diagnostics.push(
                Diagnostic::new(Code::SameVendor, vendor.span, message)
                    .related(first, "the other spec")
                    .help(help!(
                        "rename one of the vendors, or put both specs into one file",
                        "给其中一个厂商改名，或把两份规范合并成一个文件"
                    )),
            );
            continue;
        }
        let name = path
            .file_name()
            .map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned());
        // The name comes to stand in comments of generated files.
        let name = diagnostic::one_line(&name);
        // What a refused file would have brought is not to be missed as well.
        if included
            && let Some(api) = check::api_with(&spec, auth_file, &name, &mut run.diagnostics)
        {
            apis.push(api);
            // The places of parts say nothing outside of them.
            if run.kept.is_none() {
                written.push(spec);
            }
        }
    }
    diagnostics.append(run.diagnostics);
    if let Some(kept) = &run.kept {
        let place = |span| kept.whole().place(span);
        diagnostics.map_places(&place);
        apis.iter_mut().for_each(|api| api.map_places(&place));
    }
    let mut diagnostics = diagnostics.into_sorted();
    once(&run.sources, &mut diagnostics);
    let mut budget = diagnostic::BUDGET;
    diagnostics.iter_mut().for_each(|diagnostic| {
        cut_short(&run.sources, diagnostic);
        full_width(&run.sources, diagnostic);
        diagnostic.settle(&run.sources, &mut budget);
    });
    Checked {
        sources: run.sources,
        diagnostics,
        apis,
        written,
        read: run.read,
    }
}

/// Keeps one of the problems that several specs have found in a file that they include.
fn once(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(String, u32, u32, Code, String), FileId> = HashMap::new();
    diagnostics.retain(|found| {
        let Some(span) = found.span else { return true };
        let path = sources.get(span.file).path.clone();
        let problem = (
            path,
            span.start,
            span.end,
            found.code,
            found.message.clone(),
        );
        *first.entry(problem).or_insert(span.file) == span.file
    });
}

/// Reads files as YAML and no more: problems of what they say are not looked for.
pub fn yaml(paths: &[PathBuf]) -> Checked {
    let mut run = Run::new(&read_file);
    for path in paths {
        let id = run.read(path, &shown(path), None);
        id.map(|id| parse::tree(&run.sources, id, &mut run.diagnostics));
    }
    run.read_only()
}

/// Reads bytes as a file of YAML, as [`yaml`] does; `name` is what problems call it.
pub fn yaml_of(name: &str, bytes: Vec<u8>) -> Checked {
    let mut run = Run::new(&read_file);
    let id = run.decode(bytes, name, None);
    id.map(|id| parse::tree(&run.sources, id, &mut run.diagnostics));
    run.read_only()
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

struct Run<'r> {
    file: ReadFile<'r>,
    sources: Sources,
    diagnostics: Diagnostics,
    read: Vec<PathBuf>,
    /// What was read before, and is not read again.
    kept: Option<&'r mut Kept>,
}

impl<'r> Run<'r> {
    fn new(file: ReadFile<'r>) -> Self {
        Self {
            file,
            sources: Sources::default(),
            diagnostics: Diagnostics::default(),
            read: Vec::new(),
            kept: None,
        }
    }

    fn api(&mut self, id: FileId) -> Option<spec::Api> {
        let (sources, diagnostics) = (&self.sources, &mut self.diagnostics);
        match &mut self.kept {
            Some(kept) => kept.api(sources, id, diagnostics),
            None => parse::api(sources, id, diagnostics),
        }
    }

    fn fragment(&mut self, id: FileId) -> Option<spec::Fragment> {
        let (sources, diagnostics) = (&self.sources, &mut self.diagnostics);
        match &mut self.kept {
            Some(kept) => kept.fragment(sources, id, diagnostics),
            None => parse::fragment(sources, id, diagnostics),
        }
    }

    /// The result of a run that checked nothing.
    fn read_only(self) -> Checked {
        Checked {
            sources: self.sources,
            diagnostics: self.diagnostics.into_sorted(),
            apis: Vec::new(),
            written: Vec::new(),
            read: self.read,
        }
    }

    /// Reads a file into the sources. `at` is the place that asked for it.
    fn read(&mut self, path: &Path, shown: &str, at: Option<Span>) -> Option<FileId> {
        let problem = |code, message: String| match at {
            Some(span) => Diagnostic::new(code, span, message),
            None => Diagnostic::placeless(code, message),
        };
        let bytes = match (self.file)(path) {
            Ok(bytes) => bytes,
            Err(_) if path.is_dir() => {
                let message = format!("`{shown}` is a folder");
                let help = match at {
                    Some(_) => help!("name one of its files", "写出该目录中的某个文件"),
                    None => help!(
                        "name a spec file, or give the folder with `--specs`",
                        "写出规范文件的路径，或用 `--specs` 指定目录"
                    ),
                };
                self.diagnostics
                    .push(problem(Code::Unreadable, message).help(help));
                return None;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let message = format!("there is no file `{shown}`");
                let help = match at {
                    Some(_) => help!(
                        "correct the path; it starts at the spec's folder",
                        "改正路径；路径从规范所在的目录算起"
                    ),
                    None => help!(
                        "correct the path; a build script and the macro take it from the folder of `Cargo.toml`",
                        "改正路径；构建脚本和宏从 `Cargo.toml` 所在的目录算起"
                    ),
                };
                self.diagnostics
                    .push(problem(Code::Unreadable, message).help(help));
                return None;
            }
            Err(error) => {
                let message = format!("`{shown}` cannot be read: {error}");
                let help = help!(
                    "correct the path, or its permissions",
                    "改正路径，或检查它的权限"
                );
                self.diagnostics
                    .push(problem(Code::Unreadable, message).help(help));
                return None;
            }
        };
        self.read.push(path.to_owned());
        self.decode(bytes, shown, at)
    }

    /// Takes the bytes of a file into the sources.
    fn decode(&mut self, bytes: Vec<u8>, shown: &str, at: Option<Span>) -> Option<FileId> {
        match String::from_utf8(bytes) {
            Ok(text) => Some(self.sources.add(SourceFile::new(shown, text))),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let mark = if bytes.starts_with("\u{feff}".as_bytes()) {
                    3.min(good)
                } else {
                    0
                };
                let file = SourceFile::new(shown, String::from_utf8_lossy(&bytes));
                let start = (good - mark) as u32;
                // What cannot be read is shown as the one character that stands for it.
                let end = (start + 3).min(file.text.len() as u32);
                let here = Span {
                    file: self.sources.add(file),
                    start,
                    end,
                };
                let diagnostic = Diagnostic::new(
                    Code::NotUtf8,
                    here,
                    "the file is not UTF-8 text from here on",
                )
                .help(help!(
                    "save it as UTF-8; it looks like GBK or another encoding",
                    "另存为 UTF-8；它看起来是 GBK 或其他编码"
                ));
                self.diagnostics.push(match at {
                    Some(include) => diagnostic.related(include, "included here"),
                    None => diagnostic,
                });
                None
            }
        }
    }

    /// Takes over the types of the files that a spec includes; they stand under the spec's own folder.
    /// Gives whether all of them could be.
    fn include(&mut self, path: &Path, spec: &mut spec::Api) -> bool {
        let mut fine = true;
        let root = path.parent().unwrap_or_else(|| Path::new(""));
        let root = if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            root
        };
        for include in spec.include.clone() {
            let relative = Path::new(include.as_str());
            let plain = relative
                .components()
                .all(|c| matches!(c, Component::Normal(_)));
            let target = root.join(relative);
            let inside = match (root.canonicalize(), target.canonicalize()) {
                (Ok(root), Ok(target)) => target.starts_with(root),
                // A file that is not there is reported when it is read.
                _ => true,
            };
            if !plain || !inside || include.text.is_empty() {
                let message = format!("`{}` is outside the folder of the spec", include.text);
                let help = help!(
                    "write a path below the spec's folder, such as `shared/types.yaml`",
                    "写规范所在目录之下的路径，例如 `shared/types.yaml`"
                );
                self.diagnostics
                    .push(Diagnostic::new(Code::Include, include.span, message).help(help));
                fine = false;
                continue;
            }
            let fragment = self
                .read(&target, &shown(&target), Some(include.span))
                .and_then(|id| self.fragment(id));
            let Some(fragment) = fragment else {
                fine = false;
                continue;
            };
            spec.types.refused.extend(fragment.types.refused);
            for (key, def) in fragment.types.entries {
                if let Some((first, _)) =
                    spec.types.entries.iter().find(|(k, _)| k.text == key.text)
                {
                    let message = format!("the type `{}` stands twice", key.text);
                    self.diagnostics.push(
                        Diagnostic::new(Code::DuplicateKey, key.span, message)
                            .related(first.span, "the other type")
                            .help(help!("rename one of them", "给其中一个改名")),
                    );
                    continue;
                }
                spec.types.entries.push((key, def));
            }
        }
        fine
    }
}

/// A comma inside `{ }` ends a value, also in the middle of a call: says so where that is what went wrong.
fn cut_short(sources: &Sources, diagnostic: &mut Diagnostic) {
    let Some(span) = diagnostic.span else { return };
    let unfinished = matches!(diagnostic.code, Code::ExpressionSyntax | Code::TypeSyntax);
    let rest = sources
        .get(span.file)
        .text
        .get(span.end as usize..)
        .unwrap_or_default();
    if unfinished && rest.starts_with([',', '[', ']', '{', '}']) {
        let help = help!(
            "put the value on a line of its own, or into quotes: inside `{{ }}` a comma or bracket ends it",
            "把该值单独写一行，或加上引号：在 `{{ }}` 中，逗号或括号会结束这个值"
        );
        diagnostic.help = Some(help);
    }
}

/// Full-width quotes and commas neither quote nor separate: says so where what they stand in was refused.
fn full_width(sources: &Sources, diagnostic: &mut Diagnostic) {
    let Some(span) = diagnostic.span else { return };
    let refused = matches!(
        diagnostic.code,
        Code::UnknownKey
            | Code::BadValue
            | Code::BadName
            | Code::TypeSyntax
            | Code::UnknownType
            | Code::NoName
            | Code::HttpLine
            | Code::ServerTemplate
            | Code::UnknownReference
    );
    let file = sources.get(span.file);
    let text = file.slice(span);
    if !refused || text.starts_with(['"', '\'']) {
        return;
    }
    if text.starts_with(['“', '‘']) || text.ends_with(['”', '’']) {
        let help = help!(
            "write `\"` for `“` and `”`",
            "把 `“` 和 `”` 改成半角的 `\"`"
        );
        diagnostic.help = Some(match quotes(file, span) {
            Some(places) => help.changing(places),
            None => help,
        });
    } else if text.contains('，') {
        let help = help!("write `, ` for `，`", "把 `，` 改成半角的 `, `");
        let apart = text.replace("， ", "，").replace('，', ", ");
        diagnostic.help = Some(match in_list(file, span) {
            true => help.replacing(text, apart),
            false => help,
        });
    }
}

/// What makes true quotes of the only full-width ones on a line.
fn quotes(file: &SourceFile, span: Span) -> Option<Vec<(Span, String)>> {
    let text = &file.text;
    let start = text[..span.start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let line = text[start..].lines().next()?;
    let mut marks = line.match_indices(['“', '”', '‘', '’']);
    let (Some((open, first)), Some((close, last)), None) =
        (marks.next(), marks.next(), marks.next())
    else {
        return None;
    };
    let fits = matches!((first, last), ("“", "”") | ("‘", "’"));
    let inner = line.get(open + first.len()..close)?;
    let place = |at: usize, mark: &str| Span {
        start: (start + at) as u32,
        end: (start + at + mark.len()) as u32,
        ..span
    };
    let both = [(open, first), (close, last)];
    let both = both.map(|(at, mark)| (place(at, mark), "\"".to_owned()));
    (fits && !inner.contains(['"', '\\'])).then(|| both.to_vec())
}

/// Whether a place is in a list in brackets, going by its line.
fn in_list(file: &SourceFile, span: Span) -> bool {
    let before = &file.text[..span.start as usize];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut open = Vec::new();
    for c in line.chars() {
        match c {
            '[' | '{' => open.push(c),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    open.last() == Some(&'[')
}

/// Reads the text that stands in the place of a file, or the file.
fn read_text(path: &Path, texts: &HashMap<PathBuf, String>) -> std::io::Result<Vec<u8>> {
    match texts.get(path) {
        Some(text) => Ok(text.clone().into_bytes()),
        None => read_file(path),
    }
}

/// Reads a file, but not much more than a spec may have: a device may never end.
pub fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = crate::source::MAX_BYTES as u64 + 4;
    fs::File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A path as diagnostics show it: with `/` on every system.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
