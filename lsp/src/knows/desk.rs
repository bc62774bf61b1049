//! The files that belong together, as trees: specs with what they include, and the one that is open.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use apiloom_codegen::pipeline;
use apiloom_codegen::source::{self, Entry, FileId, Node, NodeKind, SourceFile};

use super::Known;
use super::sketch::sketch;
use super::tree::Step;

/// A file with its tree.
pub(super) struct File<'a> {
    pub(super) path: PathBuf,
    pub(super) text: &'a str,
    pub(super) root: Node,
    /// Whether specs include it.
    pub(super) fragment: bool,
}

impl File<'_> {
    /// The whole file as the first step of a walk.
    pub(super) fn step(&self) -> Step<'_> {
        Step::root(&self.root, self.fragment)
    }

    /// The entries of a section.
    pub(super) fn section(&self, key: &str) -> &[Entry] {
        entries(self.root.get(key))
    }
}

/// The entries of a map.
pub(super) fn entries(node: Option<&Node>) -> &[Entry] {
    match node.map(|node| &node.kind) {
        Some(NodeKind::Map(entries)) => entries,
        _ => &[],
    }
}

/// The items of a list.
pub(super) fn items(node: Option<&Node>) -> &[Node] {
    match node.map(|node| &node.kind) {
        Some(NodeKind::List(items)) => items,
        _ => &[],
    }
}

/// All files, the open one first.
pub(super) struct Desk<'a> {
    pub(super) files: Vec<File<'a>>,
    /// Whether specs count that the open file is no part of: they can name what it declares or includes.
    all: bool,
}

/// A spec with what it includes.
pub(super) struct Spec<'d> {
    pub(super) desk: &'d Desk<'d>,
    /// The spec's own file.
    pub(super) own: usize,
    /// That file and those it includes.
    pub(super) files: Vec<usize>,
    /// The types by name, each with its file.
    pub(super) types: HashMap<&'d str, (usize, &'d Entry)>,
}

impl<'a> Desk<'a> {
    /// The open file and those that stand beside it. Without `all`, a spec stands beside what it includes
    /// alone.
    pub(super) fn new(known: &Known<'a>, all: bool) -> Self {
        let text = known.text.strip_prefix('\u{feff}').unwrap_or(known.text);
        Self::beside(known, text, tree(text, all), all)
    }

    /// The open file with a text and a tree of its own, and what stands beside it.
    pub(super) fn with(known: &Known<'a>, text: &'a str, root: Node) -> Self {
        Self::beside(known, text, root, false)
    }

    fn beside(known: &Known<'a>, text: &'a str, open: Node, all: bool) -> Self {
        let mut desk = Self {
            files: Vec::new(),
            all,
        };
        let alone = !all && is_spec(&open);
        let wanted = includes(known.path, &open);
        desk.add(known.path.to_owned(), text, open);
        let shown = pipeline::shown(known.path);
        let paths: HashMap<String, &PathBuf> = known
            .checked
            .read
            .iter()
            .map(|path| (pipeline::shown(path), path))
            .collect();
        let mut seen = std::collections::HashSet::from([shown]);
        for (_, file) in known.checked.sources.iter() {
            let path = paths
                .get(&file.path)
                .map_or_else(|| PathBuf::from(&file.path), |path| (*path).clone());
            let beside = !alone || wanted.contains(&pipeline::shown(&path));
            if beside && seen.insert(file.path.clone()) {
                desk.add(path, &file.text, tree(&file.text, all));
            }
        }
        desk.settle();
        desk
    }

    fn add(&mut self, path: PathBuf, text: &'a str, root: Node) {
        let fragment = !is_spec(&root) && root.get("types").is_some();
        self.files.push(File {
            path,
            text,
            root,
            fragment,
        });
    }

    /// What a spec includes is no spec, whatever stands in it.
    fn settle(&mut self) {
        let included: Vec<String> = self
            .files
            .iter()
            .filter(|file| is_spec(&file.root))
            .flat_map(|file| includes(&file.path, &file.root))
            .collect();
        for file in &mut self.files {
            let named = included.contains(&pipeline::shown(&file.path));
            file.fragment |= named && !is_spec(&file.root);
        }
    }

    /// The open file.
    pub(super) fn open(&self) -> &File<'a> {
        &self.files[0]
    }

    /// The specs that the open file is part of, or all of them.
    pub(super) fn specs(&self) -> Vec<Spec<'_>> {
        let specs = self.files.iter().enumerate();
        let specs = specs.filter(|(_, file)| !file.fragment);
        let all: Vec<Spec<'_>> = specs.map(|(own, _)| self.spec(own)).collect();
        let mine: Vec<Spec<'_>> = all
            .into_iter()
            .filter(|spec| self.all || spec.files.contains(&0))
            .collect();
        match mine.iter().any(|spec| spec.files.contains(&0)) {
            true => mine,
            // An included file that nothing includes stands for itself.
            false => vec![self.spec(0)],
        }
    }

    fn spec(&self, own: usize) -> Spec<'_> {
        let mut files = vec![own];
        for path in includes(&self.files[own].path, &self.files[own].root) {
            let mut others = self.files.iter();
            let found = others.position(|file| pipeline::shown(&file.path) == path);
            files.extend(found.filter(|found| !files.contains(found)));
        }
        let mut types = HashMap::new();
        for index in &files {
            for entry in self.files[*index].section("types") {
                types.entry(entry.key.as_str()).or_insert((*index, entry));
            }
        }
        Spec {
            desk: self,
            own,
            files,
            types,
        }
    }
}

fn is_spec(root: &Node) -> bool {
    root.get("apiloom").is_some() || root.get("vendor").is_some()
}

/// The paths of what a spec includes, as they are shown.
fn includes(path: &Path, root: &Node) -> Vec<String> {
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let names = items(root.get("include")).iter().filter_map(Node::text);
    names
        .map(|name| pipeline::shown(&folder.join(name)))
        .collect()
}

/// The tree of a text; where it is no YAML, what can be told of it.
///
/// What changes files goes by the one reader of YAML that there is; what only shows something need not wait
/// for it.
fn tree(text: &str, exact: bool) -> Node {
    if !exact {
        return sketch(text);
    }
    let file = SourceFile::new("", text);
    match source::read(FileId(0), &file) {
        (Some(root), refused) if refused.is_empty() => root,
        _ => sketch(text),
    }
}

impl<'d> Spec<'d> {
    /// A file of the spec.
    pub(super) fn file(&self, index: usize) -> &'d File<'d> {
        &self.desk.files[index]
    }

    /// The entries of a section of the spec's own file.
    pub(super) fn section(&self, key: &str) -> &'d [Entry] {
        self.file(self.own).section(key)
    }

    /// An entry of a section.
    pub(super) fn named(&self, section: &str, name: &str) -> Option<&'d Entry> {
        let mut entries = self.section(section).iter();
        entries.find(|entry| entry.key == name)
    }

    /// The value of a key under `defaults`.
    pub(super) fn default(&self, key: &str) -> Option<&'d Node> {
        self.file(self.own).root.get("defaults")?.get(key)
    }
}
