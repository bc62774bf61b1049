//! The outline of a document.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location,
    SymbolInformation, SymbolKind, Uri,
};

use crate::address;
use crate::knows::{self, Symbol};
use crate::lines::Lines;
use crate::session::Session;

/// The outline of a document: as a tree, or as a list where the editor knows no trees.
pub(crate) fn symbols(
    session: &Session,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let path = address::path(&params.text_document.uri);
    let checked = session.now(&path)?;
    let known = session.known(&path, &checked)?;
    let lines = session.editor.lines(&path)?;
    let symbols = knows::symbols(&known);
    if session.editor.client.outline {
        let tree: Vec<DocumentSymbol> = symbols.into_iter().map(|s| branch(s, &lines)).collect();
        return Some(tree.into());
    }
    let mut list = Vec::new();
    let uri = session.editor.uri(&path);
    symbols
        .iter()
        .for_each(|symbol| flatten(symbol, None, &uri, &lines, &mut list));
    Some(list.into())
}

fn branch(symbol: Symbol, lines: &Lines<'_>) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol
        .children
        .into_iter()
        .map(|s| branch(s, lines))
        .collect();
    #[expect(deprecated, reason = "an old member of the type has to be named")]
    DocumentSymbol {
        name: shown(&symbol.name),
        detail: None,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: lines.range(&symbol.range),
        selection_range: lines.range(&symbol.name_range),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

fn flatten(
    symbol: &Symbol,
    container: Option<&str>,
    uri: &Uri,
    lines: &Lines<'_>,
    list: &mut Vec<SymbolInformation>,
) {
    #[expect(deprecated, reason = "an old member of the type has to be named")]
    list.push(SymbolInformation {
        deprecated: None,
        location: Location::new(uri.clone(), lines.range(&symbol.range)),
        base_symbol_information: BaseSymbolInformation {
            name: shown(&symbol.name),
            kind: kind(symbol.kind),
            tags: None,
            container_name: container.map(str::to_owned),
        },
    });
    for child in &symbol.children {
        flatten(child, Some(&symbol.name), uri, lines, list);
    }
}

/// Editors refuse names that are empty.
fn shown(name: &str) -> String {
    match name.trim() {
        "" => "…".to_owned(),
        name => name.to_owned(),
    }
}

fn kind(kind: knows::SymbolKind) -> SymbolKind {
    match kind {
        knows::SymbolKind::Section => SymbolKind::Namespace,
        knows::SymbolKind::Type => SymbolKind::Struct,
        knows::SymbolKind::Field => SymbolKind::Field,
        knows::SymbolKind::Variant => SymbolKind::EnumMember,
        knows::SymbolKind::Operation => SymbolKind::Method,
        knows::SymbolKind::Other => SymbolKind::Key,
    }
}
