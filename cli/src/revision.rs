//! Specs of another revision, read through the `git` command.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use apiloom_codegen::pipeline::{self, Checked};

/// A file or folder of a revision.
pub(crate) struct Revision {
    /// Where git is run: names of files that start with `./` start here.
    folder: PathBuf,
    /// The revision, such as `HEAD~1`.
    name: String,
    /// The file or folder in it.
    path: String,
}

impl Revision {
    /// What `REV:PATH` names; a path that starts with `./` starts at this folder, another one at the root of
    /// the repository.
    pub(crate) fn written(text: &str) -> Option<Self> {
        let (name, path) = text.split_once(':')?;
        let plain = !name.is_empty() && !name.starts_with('-');
        plain.then(|| Self {
            folder: PathBuf::from("."),
            name: name.to_owned(),
            path: path.trim_end_matches('/').to_owned(),
        })
    }

    /// What stood at a path on the disk, in a revision; none if there is no such revision.
    pub(crate) fn at(name: &str, path: &Path) -> Option<Self> {
        let (folder, path) = match (path.is_absolute(), path.file_name(), path.parent()) {
            (true, Some(name), Some(parent)) => (parent.to_owned(), PathBuf::from(name)),
            _ => (PathBuf::from("."), path.to_owned()),
        };
        let path = path.to_string_lossy().replace('\\', "/");
        let path = path
            .trim_start_matches("./")
            .trim_end_matches('/')
            .to_owned();
        let found = Self {
            folder,
            name: name.to_owned(),
            path: format!("./{path}"),
        };
        let commit = format!("{name}^{{commit}}");
        let known = found.git(&["rev-parse", "--verify", "--quiet", &commit]);
        (!name.starts_with('-') && known.is_ok_and(|output| output.status.success()))
            .then_some(found)
    }

    /// The specs: the file, or the `*.yaml` and `*.yml` files of the folder, sorted by name.
    ///
    /// # Errors
    /// If git cannot be run, or knows no such revision or path.
    pub(crate) fn specs(&self) -> Result<Vec<PathBuf>, String> {
        let object = format!("{}:{}", self.name, self.path);
        let kind = self.output(&["cat-file", "-t", &object])?;
        if kind.trim_ascii() == b"blob" {
            return Ok(vec![PathBuf::from(object)]);
        }
        let names = self.output(&["ls-tree", "-z", "--name-only", &object])?;
        let names = String::from_utf8_lossy(&names);
        let mut names: Vec<&str> = names
            .split('\0')
            .filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"))
            .collect();
        names.sort_unstable();
        let slash = if self.path.is_empty() { "" } else { "/" };
        let specs = names
            .iter()
            .map(|name| PathBuf::from(format!("{object}{slash}{name}")));
        Ok(specs.collect())
    }

    /// Checks specs of the revision, with what they include there.
    pub(crate) fn check(&self, specs: &[PathBuf]) -> Checked {
        pipeline::check_from(specs, &|path| self.read(path))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let object = self.object(path);
        let output = self.git(&["cat-file", "blob", &object])?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(Error::new(ErrorKind::NotFound, object)),
        }
    }

    /// What git calls a file of the revision. The folder of a spec that stands at the root is that of the
    /// revision's own name, which files that it includes start with.
    fn object(&self, path: &Path) -> String {
        let revision = Path::new(&self.name);
        let root = revision.parent().unwrap_or_else(|| Path::new(""));
        let text = |path: &Path| path.to_string_lossy().replace('\\', "/");
        let shown = text(path);
        if shown.starts_with(&format!("{}:", self.name)) {
            return shown;
        }
        let below = path.strip_prefix(root).unwrap_or(path);
        format!("{}:{}", self.name, text(below).trim_start_matches("./"))
    }

    /// What git prints.
    fn output(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let output = self
            .git(arguments)
            .map_err(|error| format!("git cannot be run: {error}"))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => {
                let said = String::from_utf8_lossy(&output.stderr);
                let said = said.lines().next().unwrap_or("git says no more").trim();
                Err(said.trim_start_matches("fatal: ").to_owned())
            }
        }
    }

    fn git(&self, arguments: &[&str]) -> Result<Output, Error> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments);
        command.output()
    }
}
