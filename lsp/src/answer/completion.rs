//! What can be written at a place.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, InsertTextFormat, InsertTextMode,
    MarkupContent, MarkupKind, TextEdit,
};

use crate::answer::{both, place};
use crate::client::Client;
use crate::knows::{self, Completion, CompletionKind};
use crate::lines::Lines;
use crate::session::Session;

/// What can be written at a place.
pub(crate) fn completion(
    session: &Session,
    params: &CompletionParams,
) -> Option<Vec<CompletionItem>> {
    let (path, offset) = place(session, &params.text_document_position_params)?;
    let checked = session.family(&path)?.whole(&path);
    let known = session.known(&path, checked)?;
    let lines = session.editor.lines(&path)?;
    let found = knows::completions(&known, offset).into_iter();
    let found = found.filter(|c| known.text.get(c.replaces.clone()).is_some());
    Some(
        found
            .map(|c| item(c, &lines, &session.editor.client))
            .collect(),
    )
}

fn item(completion: Completion, lines: &Lines<'_>, client: &Client) -> CompletionItem {
    let is_snippet = completion.snippet && client.snippets;
    let text = match completion.snippet && !client.snippets {
        true => plain(&completion.insert),
        false => completion.insert,
    };
    // Lines after the first are indented as the first one is.
    let mode = text
        .contains('\n')
        .then_some(InsertTextMode::AdjustIndentation);
    let docs = completion.docs.map(|docs| {
        let text = both(&docs, client.language);
        MarkupContent::new(MarkupKind::Markdown, text).into()
    });
    CompletionItem {
        label: completion.label,
        kind: Some(kind(completion.kind)),
        detail: completion.detail,
        documentation: docs,
        sort_text: Some(format!("{:05}", completion.sort)),
        insert_text_format: is_snippet.then_some(InsertTextFormat::Snippet),
        insert_text_mode: mode,
        text_edit: Some(TextEdit::new(lines.range(&completion.replaces), text).into()),
        ..CompletionItem::default()
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Key => CompletionItemKind::Property,
        CompletionKind::Type => CompletionItemKind::Struct,
        CompletionKind::Field => CompletionItemKind::Field,
        CompletionKind::Function => CompletionItemKind::Function,
        CompletionKind::Value => CompletionItemKind::Value,
        CompletionKind::Operation => CompletionItemKind::Method,
        CompletionKind::Setting => CompletionItemKind::Variable,
    }
}

/// A text with places to fill in as what stands there if nobody fills them in.
fn plain(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut rest = snippet;
    while let Some(at) = rest.find(['$', '\\', '}']) {
        out.push_str(&rest[..at]);
        let (mark, after) = (&rest[at..=at], &rest[at + 1..]);
        let digits =
            |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        rest = match mark {
            "\\" => {
                let next = after.chars().next();
                out.extend(next);
                &after[next.map_or(0, char::len_utf8)..]
            }
            "$" => {
                let inner = after.strip_prefix('{').unwrap_or(after);
                let inner = &inner[digits(inner)..];
                inner
                    .strip_prefix(':')
                    .filter(|_| after.starts_with('{'))
                    .unwrap_or(inner)
            }
            // The end of a place, since one that stands for itself has a mark before it.
            _ => after,
        };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn places_to_fill_in_become_what_they_propose() {
        for (snippet, text) in [
            ("name: $1", "name: "),
            ("${1:string}?$0", "string?"),
            ("a: {b: ${1:中文}\\}$0", "a: {b: 中文}"),
            ("len($1)", "len()"),
            ("cost \\$5", "cost $5"),
            ("", ""),
        ] {
            assert_eq!(plain(snippet), text, "{snippet}");
        }
    }
}
