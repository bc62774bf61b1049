//! Texts for people, and where a fact is from.

use super::decode::{Cx, Decode, Shape, Text, spec_map};
#[cfg(feature = "schema")]
use super::schema::{Definitions, Describe, Schema};
use crate::source::{Node, NodeKind};

/// A text in one or two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// English, or the only text.
    pub en: Option<String>,
    /// Chinese.
    pub zh: Option<String>,
}

impl Decode for Docs {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, .. } => Some(Self {
                en: Some(text.clone()),
                zh: None,
            }),
            NodeKind::Map(_) => {
                let both = Languages::decode(node, cx)?;
                Some(Self {
                    en: both.en.map(|t| t.text),
                    zh: both.zh.map(|t| t.text),
                })
            }
            NodeKind::List(_) | NodeKind::Refused => {
                cx.wrong_kind(node, "a text, or a map with `en` and `zh`");
                None
            }
        }
    }

    fn shape() -> Shape {
        Languages::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for Docs {
    const NAME: Option<&'static str> = Some("Docs");

    fn schema(all: &mut Definitions) -> Schema {
        Languages::schema(all).or(Text::schema(all))
    }
}

spec_map! {
    /// A text in two languages.
    "a text in two languages" Languages {
        /// English.
        "en" opt en: Text;
        /// Chinese.
        "zh" opt zh: Text;
    }
}

spec_map! {
    /// What can be said of any fact.
    "a fact" Facts {
        /// A short name for people.
        "title" opt title: Docs;
        /// What it is, in words.
        "doc" opt doc: Docs;
        /// A remark for maintainers and readers: a contradiction and how it was settled.
        "note" opt note: Docs;
        /// Where the fact is from: a document and a section.
        "from" opt from: Text;
        /// How sure it is: documented, example_only or inferred.
        "confidence" opt confidence: Text as CONFIDENCE;
        /// Why it should not be used any more.
        "deprecated" opt deprecated: Docs;
    }
}
