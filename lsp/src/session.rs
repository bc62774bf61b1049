//! What goes on between an editor and this server: documents change, specs are checked, problems are told.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use apiloom_codegen::pipeline::Checked;
use gen_lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidOpenTextDocumentParams, PublishDiagnosticsParams,
    Uri,
};

use crate::client::Client;
use crate::document::{self, Document};
use crate::editor::Editor;
use crate::family::{Family, Files};
use crate::knows::Known;
use crate::outline::Outline;
use crate::problem::problem;
use crate::relatives::Seen;
use crate::{address, log};

/// An editor, the specs that it works on, and what it was told about them.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) editor: Editor,
    /// What the documents that can be specs are.
    outlines: BTreeMap<PathBuf, Outline>,
    families: Vec<Family>,
    /// Whether specs may belong together in another way than before.
    is_regrouped: bool,
    seen: Seen,
    /// The problems that the editor shows, by file.
    told: BTreeMap<PathBuf, Vec<Diagnostic>>,
    /// The documents that changed since.
    changed: Vec<PathBuf>,
}

impl Session {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            editor: Editor::new(client),
            outlines: BTreeMap::new(),
            families: Vec::new(),
            is_regrouped: false,
            seen: Seen::default(),
            told: BTreeMap::new(),
            changed: Vec::new(),
        }
    }

    /// A document was opened.
    pub(crate) fn open(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let path = address::path(&item.uri);
        let text = document::unmarked(item.text);
        let extension = path.extension().and_then(|extension| extension.to_str());
        let yaml = matches!(extension, Some("yaml" | "yml"));
        if yaml || item.language_id.to_string().contains("yaml") {
            let outline = Outline::new(&path, &text);
            self.outlines.insert(path.clone(), outline);
        }
        let (uri, version) = (item.uri, item.version);
        let document = Document { uri, version };
        self.editor.documents.insert(path.clone(), document);
        self.editor.texts.insert(path.clone(), text);
        self.changed.push(path);
        self.is_regrouped = true;
    }

    /// Something was typed.
    pub(crate) fn change(&mut self, params: DidChangeTextDocumentParams) {
        let item = params.text_document;
        let path = address::path(&item.text_document_identifier.uri);
        let columns = self.editor.client.columns;
        let document = self.editor.documents.get_mut(&path);
        let text = self.editor.texts.get_mut(&path);
        let Some((document, text)) = document.zip(text) else {
            return;
        };
        document.version = item.version;
        document::change(text, params.content_changes, columns);
        if let Some(outline) = self.outlines.get_mut(&path) {
            let new = Outline::new(&path, text);
            if new != *outline {
                *outline = new;
                self.is_regrouped = true;
            }
        }
        for family in self.families.iter_mut().filter(|f| f.has(&path)) {
            family.is_stale = true;
        }
        self.changed.push(path);
    }

    /// A document was closed: what is on the disk counts again.
    pub(crate) fn close(&mut self, uri: &Uri) {
        let path = address::path(uri);
        self.editor.documents.remove(&path);
        self.editor.texts.remove(&path);
        self.outlines.remove(&path);
        self.is_regrouped = true;
    }

    /// Files changed on the disk.
    pub(crate) fn refresh(&mut self) {
        self.is_regrouped = true;
    }

    /// Checks what changed; gives what the editor must be told.
    pub(crate) fn settle(&mut self) -> Vec<PublishDiagnosticsParams> {
        if self.is_regrouped {
            self.regroup();
        }
        let mut checked = !self.changed.is_empty();
        for family in self.families.iter_mut().filter(|family| family.is_stale) {
            checked = true;
            let texts = &self.editor.texts;
            // The rest goes on as it was.
            let run = panic::catch_unwind(AssertUnwindSafe(|| family.check(texts)));
            if run.is_err() {
                family.forget();
                log("a check failed; this is a defect of apiloom");
            }
        }
        match checked {
            true => self.tell(),
            false => Vec::new(),
        }
    }

    /// What is known of a document that is a spec or included by one, as it stands.
    pub(crate) fn family(&self, path: &Path) -> Option<&Family> {
        self.families.iter().find(|family| family.has(path))
    }

    /// What is known of a document by a check.
    pub(crate) fn known<'a>(&'a self, path: &'a Path, checked: &'a Checked) -> Option<Known<'a>> {
        let text = self.editor.texts.get(path)?;
        Some(Known {
            checked,
            path,
            text,
        })
    }

    /// What is known of the documents as they stand.
    pub(crate) fn now(&self, path: &Path) -> Option<Rc<Checked>> {
        self.family(path).map(|family| family.now().clone())
    }

    /// Looks anew which specs belong together; what is known of those that stay is kept.
    fn regroup(&mut self) {
        self.is_regrouped = false;
        let open = self.outlines.iter();
        let open = open.map(|(path, outline)| (path.as_path(), outline.clone()));
        let folders = self.editor.client.folders.iter();
        let folders = folders.map(|folder| address::path(&Uri(folder.clone())));
        let workspace: Vec<PathBuf> = folders.collect();
        let groups = self.seen.groups(&open.collect(), &workspace);
        let mut before = std::mem::take(&mut self.families);
        for group in groups {
            let same = before.iter().position(|family| family.is(&group));
            self.families.push(match same {
                Some(at) => {
                    let mut family = before.swap_remove(at);
                    family.renew(group);
                    family
                }
                None => Family::new(group),
            });
        }
        // Those that went away must be told of, too.
        self.changed
            .extend(before.into_iter().flat_map(|f| f.specs));
    }

    /// What the editor does not know yet: problems that are new or gone, and those of what was typed.
    fn tell(&mut self) -> Vec<PublishDiagnosticsParams> {
        let problems = self.problems();
        let mut changed = std::mem::take(&mut self.changed);
        changed.retain(|path| {
            self.editor.documents.contains_key(path) && self.outlines.contains_key(path)
        });
        let known = self.told.keys().chain(problems.keys()).chain(&changed);
        let paths: std::collections::BTreeSet<&PathBuf> = known.collect();
        let news = paths.into_iter().filter(|path| {
            let is_known = self.told.get(*path) == problems.get(*path);
            // A document that never had a problem and is no spec is not spoken of.
            !is_known || changed.contains(path) && self.family(path).is_some()
        });
        let told = news.map(|path| PublishDiagnosticsParams {
            uri: self.editor.uri(path),
            version: self.editor.documents.get(path).map(|d| d.version),
            diagnostics: problems.get(path).cloned().unwrap_or_default(),
        });
        let told = told.collect();
        self.told = problems;
        told
    }

    /// All problems of all files, as the protocol has them.
    fn problems(&self) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let mut problems: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
        for family in &self.families {
            let files = Files::new(family.now(), self.editor.client.columns);
            let Some(first) = family.specs.first() else {
                continue;
            };
            for (path, found) in files.problems(first) {
                let found = found.iter().map(|f| problem(f, &files, &self.editor));
                problems.entry(path.to_owned()).or_default().extend(found);
            }
        }
        problems
    }
}
