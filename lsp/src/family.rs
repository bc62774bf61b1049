//! Specs that belong together, and what the last check knows of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use apiloom_codegen::diagnostic::Diagnostic;
use apiloom_codegen::pipeline::{self, Checked, Incremental};
use apiloom_codegen::source::FileId;

use crate::lines::{Columns, Lines};
use crate::relatives::Group;

/// Specs that belong together.
#[derive(Debug)]
pub(crate) struct Family {
    /// The specs, sorted.
    pub(crate) specs: Vec<PathBuf>,
    /// The specs and what they include.
    files: BTreeSet<PathBuf>,
    /// Whether something changed since they were checked.
    pub(crate) is_stale: bool,
    checks: Incremental,
    now: Rc<Checked>,
    /// The last check that had an API for a spec, by its name.
    whole: HashMap<String, Rc<Checked>>,
}

impl Family {
    pub(crate) fn new(group: Group) -> Self {
        Self {
            specs: group.specs.into_iter().collect(),
            files: group.files,
            is_stale: true,
            checks: Incremental::default(),
            now: Rc::new(pipeline::yaml(&[])),
            whole: HashMap::new(),
        }
    }

    /// Whether these are its specs.
    pub(crate) fn is(&self, group: &Group) -> bool {
        self.specs.iter().eq(&group.specs)
    }

    /// Takes over what its specs include now; they are to be checked.
    pub(crate) fn renew(&mut self, group: Group) {
        self.files = group.files;
        self.is_stale = true;
    }

    /// Checks its specs anew.
    pub(crate) fn check(&mut self, texts: &HashMap<PathBuf, String>) {
        // What makes the check fail would make it fail again.
        self.is_stale = false;
        let checked = Rc::new(self.checks.check_texts(&self.specs, texts));
        for api in &checked.apis {
            self.whole.insert(api.path.clone(), checked.clone());
        }
        self.now = checked;
    }

    /// Begins anew after a check that failed halfway.
    pub(crate) fn forget(&mut self) {
        self.checks = Incremental::default();
    }

    /// What is known of the texts as they are.
    pub(crate) fn now(&self) -> &Rc<Checked> {
        &self.now
    }

    /// The last check that had an API for a file, or else the last one.
    pub(crate) fn whole(&self, path: &Path) -> &Rc<Checked> {
        let own = path.file_name().map(|name| name.to_string_lossy());
        let own = own.and_then(|name| self.whole.get(name.as_ref()));
        let users = || self.specs.iter().filter_map(|spec| spec.file_name());
        let user = || users().find_map(|name| self.whole.get(name.to_string_lossy().as_ref()));
        match self.specs.iter().any(|spec| spec == path) {
            true => own.unwrap_or(&self.now),
            false => user().unwrap_or(&self.now),
        }
    }

    /// Whether a file is one of its specs, or included by one.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.files.contains(path)
    }
}

/// The files of a check by their paths; one that several specs include is there once for each.
#[derive(Debug)]
pub(crate) struct Files<'c> {
    checked: &'c Checked,
    paths: HashMap<String, &'c Path>,
    lines: HashMap<&'c str, Lines<'c>>,
}

impl<'c> Files<'c> {
    pub(crate) fn new(checked: &'c Checked, columns: Columns) -> Self {
        let paths = checked.read.iter();
        let paths = paths.map(|path| (pipeline::shown(path), path.as_path()));
        let mut lines = HashMap::new();
        for (_, file) in checked.sources.iter() {
            let new = || Lines::new(&file.text, columns);
            lines.entry(file.path.as_str()).or_insert_with(new);
        }
        Self {
            checked,
            paths: paths.collect(),
            lines,
        }
    }

    /// The path of a file.
    pub(crate) fn path(&self, id: FileId) -> Option<&'c Path> {
        let file = self.checked.sources.get(id);
        self.paths.get(&file.path).copied()
    }

    /// The lines of a path as they were checked.
    pub(crate) fn lines(&self, path: &Path) -> Option<&Lines<'c>> {
        self.lines.get(pipeline::shown(path).as_str())
    }

    /// The problems of each file; what several specs find in one file counts once.
    ///
    /// What has no place is a problem of the spec that is named: it could not be read.
    pub(crate) fn problems(&self, placeless: &'c Path) -> BTreeMap<&'c Path, Vec<&'c Diagnostic>> {
        let mut problems: BTreeMap<&Path, Vec<&Diagnostic>> = BTreeMap::new();
        let mut seen = HashSet::new();
        for found in &self.checked.diagnostics {
            let path = match found.span {
                Some(span) => self.path(span.file),
                None => Some(placeless),
            };
            let place = found.span.map(|span| (span.start, span.end));
            let Some(path) = path else { continue };
            if seen.insert((path, place, found.code.id(), &found.message)) {
                problems.entry(path).or_default().push(found);
            }
        }
        problems
    }
}
