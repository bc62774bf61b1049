//! What is said of something.

use apiloom_codegen::emit::words::{self as shared, Saying};
use apiloom_codegen::model::{Docs, Facts, Limit, Type};

use super::{Reader, prose};
use crate::book::{Fact, Paragraph, Prose};
use crate::words;

impl Reader<'_> {
    /// A text of the spec.
    pub(super) fn prose(&self, docs: &Docs) -> Prose {
        prose::prose(&self.mentions, self.language, docs)
    }

    /// A text on one line, for titles.
    pub(super) fn line(&self, docs: &Docs) -> Option<String> {
        prose::line(self.language, docs)
    }

    /// What is said of something whose title stands nowhere else.
    pub(super) fn fact(&self, facts: &Facts) -> Fact {
        let mut fact = self.titled(facts);
        if fact.about.paragraphs.is_empty() {
            fact.about = self.prose(&facts.title);
        }
        fact
    }

    /// What is said of something that has a title of its own.
    pub(super) fn titled(&self, facts: &Facts) -> Fact {
        let from = facts.from.as_deref().map(words::one_line);
        let confidence = facts.confidence.clone();
        let confidence_words = confidence
            .as_deref()
            .and_then(|word| words::confidence(self.language, word));
        Fact {
            about: self.prose(&facts.doc),
            note: self.prose(&facts.note),
            document: from.as_deref().and_then(|from| self.document(from)),
            from,
            confidence_words: confidence_words.map(str::to_owned),
            confidence,
            deprecated: facts.deprecated.as_ref().map(|text| self.prose(text)),
        }
    }

    /// What is said of the API as a whole.
    pub(super) fn fact_of_api(&self) -> Fact {
        Fact {
            about: self.prose(&self.api.doc),
            note: self.prose(&self.api.note),
            ..Fact::default()
        }
    }

    /// The document that `from` starts with.
    fn document(&self, from: &str) -> Option<String> {
        let first = from.split_whitespace().next()?;
        let mut documents = self.api.documents.iter();
        let found = documents.find(|document| document.id == first)?;
        Some(found.id.clone())
    }

    /// What OpenAPI documents and comments say as well.
    pub(super) fn saying(&self, saying: &Saying) -> Paragraph {
        words::told(self.language, saying)
    }

    /// How values of a type stand on the wire; `json` says whether that is in JSON.
    pub(super) fn form_of(&self, ty: &Type, json: bool) -> Vec<Paragraph> {
        let form = shared::form(ty, json);
        form.iter().map(|saying| self.saying(saying)).collect()
    }

    /// How many calls the vendor allows.
    pub(super) fn limit(&self, limit: &Limit) -> String {
        let (en, zh) = shared::limit(limit);
        words::pick(self.language, en, zh)
    }

    /// A sentence in the language of the book.
    pub(super) fn say(&self, en: &str, zh: &str, holes: &[Paragraph]) -> Paragraph {
        words::say(self.language, en, zh, holes)
    }
}
