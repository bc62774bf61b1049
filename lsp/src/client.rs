//! What the editor can do and wants, as it said at first.

use apiloom_codegen::diagnostic::Language;
use serde_json::Value;

use crate::lines::Columns;

/// What the editor can do and wants; what it did not say is what every editor can.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    /// What it counts columns in.
    pub(crate) columns: Columns,
    /// The language of messages.
    pub(crate) language: Language,
    /// Whether it shows Markdown.
    pub(crate) markdown: bool,
    /// Whether completions may have places to fill in.
    pub(crate) snippets: bool,
    /// Whether it knows how to change documents of a version.
    pub(crate) versions: bool,
    /// Whether a problem may have other places.
    pub(crate) related: bool,
    /// Whether it shows the outline as a tree.
    pub(crate) outline: bool,
    /// Whether it can be asked to watch files.
    pub(crate) watches: bool,
    /// The folders that it works in, as addresses.
    pub(crate) folders: Vec<String>,
}

impl Client {
    /// Reads what the editor says of itself.
    ///
    /// Only what counts is read: an editor that says something strange elsewhere is served all the same.
    pub(crate) fn new(params: &Value) -> Self {
        let can = |path: &str| {
            let path = format!("/capabilities/{path}");
            params.pointer(&path).and_then(Value::as_bool) == Some(true)
        };
        let texts = |path: &str| {
            let list = params.pointer(path).and_then(Value::as_array);
            let texts = list.into_iter().flatten().filter_map(Value::as_str);
            texts.collect::<Vec<_>>()
        };
        let offered = texts("/capabilities/general/positionEncodings");
        let formats = texts("/capabilities/textDocument/hover/contentFormat");
        Self {
            columns: Columns::of(&offered),
            language: language(params),
            markdown: formats.contains(&"markdown"),
            snippets: can("textDocument/completion/completionItem/snippetSupport"),
            versions: can("workspace/workspaceEdit/documentChanges"),
            related: can("textDocument/publishDiagnostics/relatedInformation"),
            outline: can("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            folders: folders(params),
        }
    }
}

/// What the user chose for this server, or else the language of the editor.
fn language(params: &Value) -> Language {
    let chosen = params.pointer("/initializationOptions/lang");
    let chosen = chosen.or_else(|| params.get("locale"));
    let name = chosen.and_then(Value::as_str).unwrap_or_default();
    match name.to_ascii_lowercase().starts_with("zh") {
        true => Language::Chinese,
        false => Language::English,
    }
}

fn folders(params: &Value) -> Vec<String> {
    let list = params.get("workspaceFolders").and_then(Value::as_array);
    let listed = list.into_iter().flatten();
    let listed = listed.filter_map(|folder| folder.get("uri"));
    // The way of older editors.
    let single = params.get("rootUri").filter(|_| list.is_none());
    let addresses = listed.chain(single).filter_map(Value::as_str);
    addresses.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use apiloom_codegen::diagnostic::Language;
    use serde_json::json;

    use super::Client;

    #[test]
    fn what_the_user_chose_comes_before_the_editor() {
        for (params, language) in [
            (json!({}), Language::English),
            (json!({"locale": "zh-CN"}), Language::Chinese),
            (json!({"locale": "de"}), Language::English),
            (
                json!({"locale": "zh-cn", "initializationOptions": {"lang": "en"}}),
                Language::English,
            ),
            (
                json!({"locale": "en", "initializationOptions": {"lang": "ZH"}}),
                Language::Chinese,
            ),
        ] {
            assert_eq!(Client::new(&params).language, language, "{params}");
        }
    }

    #[test]
    fn strange_words_are_passed_over() {
        let client = Client::new(&json!({
            "capabilities": {"general": {"positionEncodings": 7}, "workspace": []},
            "workspaceFolders": null,
            "rootUri": "file:///specs",
        }));
        assert!(!client.versions);
        assert_eq!(client.folders, ["file:///specs"]);
    }
}
