//! What is said of a fact, and where it is from.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::model;
use crate::spec::{self, words};

/// Texts without white space around them; an empty one is none.
pub(super) fn docs(docs: Option<&spec::Docs>) -> model::Docs {
    let clean = |text: &Option<String>| {
        text.as_ref()
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty())
    };
    docs.map(|d| model::Docs {
        en: clean(&d.en),
        zh: clean(&d.zh),
    })
    .unwrap_or_default()
}

impl Check<'_> {
    /// `from` starts with a document of the spec, where the spec lists its documents.
    pub(super) fn facts(&mut self, facts: &spec::Facts) -> model::Facts {
        if let Some(from) = &facts.from {
            let document = from.as_str().split_whitespace().next().unwrap_or_default();
            let known: Vec<String> = self.spec.documents.keys().map(str::to_owned).collect();
            if !known.is_empty() && !known.iter().any(|id| id == document) {
                let message = format!("there is no document `{document}`");
                let help = help!(
                    "start with one of: {}",
                    "开头写下列之一：{}",
                    known.join(", ")
                );
                self.report(Code::UnknownReference, from.span, message, help);
            }
        }
        if let Some(confidence) = &facts.confidence {
            self.word(confidence, &words::CONFIDENCE.map(|word| (word, ())));
        }
        model::Facts {
            title: docs(facts.title.as_ref()),
            doc: docs(facts.doc.as_ref()),
            note: docs(facts.note.as_ref()),
            from: facts.from.as_ref().map(|t| t.text.clone()),
            confidence: facts.confidence.as_ref().map(|t| t.text.clone()),
            deprecated: facts.deprecated.as_ref().map(|d| docs(Some(d))),
        }
    }
}
