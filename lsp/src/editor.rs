//! What is open in the editor.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    Edit, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier,
    TextEdit, Uri, WorkspaceEdit,
};

use crate::address;
use crate::client::Client;
use crate::document::Document;
use crate::lines::Lines;

/// The editor: what it can do, and what is open in it.
#[derive(Debug)]
pub(crate) struct Editor {
    pub(crate) client: Client,
    pub(crate) documents: BTreeMap<PathBuf, Document>,
    /// The texts of the documents, which stand in the place of what is on the disk.
    pub(crate) texts: HashMap<PathBuf, String>,
}

impl Editor {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            documents: BTreeMap::new(),
            texts: HashMap::new(),
        }
    }

    /// The address of a file, as the editor writes it.
    pub(crate) fn uri(&self, path: &Path) -> Uri {
        let open = self.documents.get(path);
        open.map_or_else(|| address::uri(path), |document| document.uri.clone())
    }

    /// The text of what is open, with its lines.
    pub(crate) fn lines(&self, path: &Path) -> Option<Lines<'_>> {
        let text = self.texts.get(path)?;
        Some(Lines::new(text, self.client.columns))
    }

    /// Changes of files as the editor carries them out: of the version that is open, if it knows of versions.
    pub(crate) fn edit(&self, changes: Vec<(PathBuf, Vec<TextEdit>)>) -> WorkspaceEdit {
        if !self.client.versions {
            let changes = changes.into_iter();
            let changes = changes.map(|(path, edits)| (self.uri(&path), edits));
            return WorkspaceEdit {
                changes: Some(changes.collect()),
                ..WorkspaceEdit::default()
            };
        }
        let changes = changes.into_iter().map(|(path, edits)| {
            let document = self.documents.get(&path);
            let text_document = OptionalVersionedTextDocumentIdentifier {
                version: document.map(|document| document.version),
                text_document_identifier: TextDocumentIdentifier::new(self.uri(&path)),
            };
            let edits = edits.into_iter().map(Edit::TextEdit).collect();
            TextDocumentEdit::new(text_document, edits).into()
        });
        WorkspaceEdit {
            document_changes: Some(changes.collect()),
            ..WorkspaceEdit::default()
        }
    }
}
