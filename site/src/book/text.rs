//! Texts.

use serde::Serialize;

/// A text of one or more paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The language that the text is really in, where the spec has it in no other; `None` is the book's.
    pub language: Option<String>,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph: pieces that follow each other.
pub type Paragraph = Vec<Piece>;

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Piece {
    /// Words.
    Text {
        /// The words.
        text: String,
    },
    /// Code, such as names on the wire and values.
    Code {
        /// The code.
        text: String,
    },
    /// A type of the book.
    Type {
        /// The id of the type.
        id: String,
        /// Its name.
        text: String,
    },
    /// An operation of the book.
    Operation {
        /// The id of the operation.
        id: String,
        /// Its name.
        text: String,
    },
    /// A link; only URLs of the schemes http and https.
    Link {
        /// Where it leads.
        url: String,
        /// What is shown.
        text: String,
    },
}

/// What is said of something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub about: Prose,
    /// Remarks: contradictions of the vendor's document, and how they were settled.
    pub note: Prose,
    /// Where it is from: document and section as the spec writes it.
    pub from: Option<String>,
    /// The id of the document in it, where it is one of the book's.
    pub document: Option<String>,
    /// `documented`, `example_only` or `inferred`, where it is said.
    pub confidence: Option<String>,
    /// The same in words.
    pub confidence_words: Option<String>,
    /// Why it should not be used any more.
    pub deprecated: Option<Prose>,
}
