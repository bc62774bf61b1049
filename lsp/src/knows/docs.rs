//! What a spec says of something, in both languages.

use apiloom_codegen::source::{Node, NodeKind};

use super::Both;

/// The documentation of something: its title and what it is; `None` if nothing is said.
pub(super) fn said(node: &Node) -> Option<Both> {
    let title = texts(node.get("title"));
    let doc = texts(node.get("doc"));
    // The label of a code stands beside its facts.
    let label = Some(Pair {
        en: text(node.get("en")),
        zh: text(node.get("zh")),
    });
    let parts: Vec<Both> = [title, label, doc]
        .into_iter()
        .flatten()
        .filter_map(Pair::both)
        .collect();
    joined(&parts)
}

/// Where a fact is from and how sure it is, with remarks.
pub(super) fn provenance(node: &Node) -> Option<Both> {
    let mut parts = Vec::new();
    if let Some(why) = texts(node.get("deprecated")).and_then(Pair::both) {
        parts.push(Both {
            en: format!("**Deprecated:** {}", why.en),
            zh: format!("**已弃用：** {}", why.zh),
        });
    }
    if let Some(note) = texts(node.get("note")).and_then(Pair::both) {
        parts.push(Both {
            en: format!("Note: {}", note.en),
            zh: format!("备注：{}", note.zh),
        });
    }
    let from = text(node.get("from"));
    let (en, zh) = match text(node.get("confidence")).as_deref() {
        Some("documented") => (", documented", "，文档写明"),
        Some("example_only") => (", in an example only", "，仅见于示例"),
        Some("inferred") => (", inferred", "，为推断"),
        _ => ("", ""),
    };
    match from {
        Some(from) => parts.push(Both {
            en: format!("Source: {from}{en}"),
            zh: format!("来源：{from}{zh}"),
        }),
        None if !en.is_empty() => parts.push(Both {
            en: format!("Source{en}").replacen(',', ":", 1),
            zh: format!("来源{zh}").replacen('，', "：", 1),
        }),
        None => {}
    }
    joined(&parts)
}

/// Paragraphs, in both languages.
pub(super) fn joined(parts: &[Both]) -> Option<Both> {
    let join = |pick: fn(&Both) -> &str| {
        let parts: Vec<&str> = parts.iter().map(pick).collect();
        parts.join("\n\n")
    };
    (!parts.is_empty()).then(|| Both {
        en: join(|both| both.en.as_str()),
        zh: join(|both| both.zh.as_str()),
    })
}

/// The same text in both languages.
pub(super) fn same(text: impl Into<String>) -> Both {
    let en = text.into();
    let zh = en.clone();
    Both { en, zh }
}

/// A text in one or two languages.
struct Pair {
    en: Option<String>,
    zh: Option<String>,
}

impl Pair {
    /// Both texts; one stands for the other where that is missing.
    fn both(self) -> Option<Both> {
        match (self.en, self.zh) {
            (Some(en), Some(zh)) => Some(Both { en, zh }),
            (Some(one), None) | (None, Some(one)) => Some(same(one)),
            (None, None) => None,
        }
    }
}

fn texts(node: Option<&Node>) -> Option<Pair> {
    let node = node?;
    Some(match node.kind {
        NodeKind::Map(_) => Pair {
            en: text(node.get("en")),
            zh: text(node.get("zh")),
        },
        _ => Pair {
            en: text(Some(node)),
            zh: None,
        },
    })
}

fn text(node: Option<&Node>) -> Option<String> {
    let text = node?.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A label such as that of a code, in short form or long.
pub(super) fn label(node: &Node) -> Option<Both> {
    match node.text() {
        Some(_) => texts(Some(node)).and_then(Pair::both),
        None => said(node),
    }
}
