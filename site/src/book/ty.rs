//! Types and fields.

use serde::Serialize;

use super::{Fact, Paragraph, Prose, Rule};

/// A declared type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Type {
    /// Its name in snake case: its page, and what links name.
    pub id: String,
    /// Its name, as in Rust.
    pub name: String,
    /// What is said of it.
    pub fact: Fact,
    /// What it is.
    pub kind: Kind,
    /// Whether it is part of requests.
    pub sent: bool,
    /// Whether it is part of answers.
    pub received: bool,
    /// The ids of the operations that reach it, in the order of the spec.
    pub operations: Vec<String>,
    /// The ids of the types that hold it directly.
    pub holders: Vec<String>,
    /// A value of it as JSON on the wire, pretty; from an example that shows one.
    pub example: Option<String>,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Kind {
    /// A JSON object with named fields.
    Record {
        /// The fields.
        fields: Vec<Field>,
        /// Whether members that the spec does not name are part of it by the spec's own word.
        open: bool,
        /// Rules over several fields.
        rules: Vec<Rule>,
    },
    /// A JSON array of items by position.
    Tuple {
        /// The items.
        items: Vec<Field>,
        /// What a value does, by which of its items have one.
        actions: Vec<Action>,
        /// Rules over several items.
        rules: Vec<Rule>,
    },
    /// Codes.
    Enum {
        /// Whether codes are JSON numbers.
        numbers: bool,
        /// Whether codes that the spec does not name are kept.
        open: bool,
        /// The codes.
        codes: Vec<Code>,
    },
    /// One of several types.
    Union {
        /// How the variant is told, in words.
        told: Prose,
        /// Whether tags that the spec does not name are kept.
        open: bool,
        /// The variants.
        variants: Vec<Variant>,
    },
    /// A JSON object whose keys follow patterns.
    Patterned {
        /// The patterns: the key is one, such as `SelectField_{int}`.
        keys: Vec<Field>,
    },
    /// Any JSON value.
    Opaque,
}

/// What a value of a tuple does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// Its name.
    pub name: String,
    /// The names of the items that have a value.
    pub with: Vec<String>,
    /// Whether it deletes.
    pub deletes: bool,
    /// What is said of it.
    pub fact: Fact,
}

/// A code of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// The code on the wire.
    pub code: String,
    /// Its name in Rust.
    pub name: String,
    /// Its label.
    pub label: Prose,
    /// What is said of it.
    pub fact: Fact,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// Its tag on the wire; `None` where there is none.
    pub tag: Option<String>,
    /// Its name in Rust.
    pub name: String,
    /// Its content.
    pub ty: TypeText,
    /// What is said of it.
    pub fact: Fact,
}

/// A field, a parameter, a setting, an item of a tuple.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its key on the wire.
    pub wire: String,
    /// Its name in Rust.
    pub name: String,
    /// Its type.
    pub ty: TypeText,
    /// Whether it must be there.
    pub required: bool,
    /// Whether JSON null is a value of it.
    pub nullable: bool,
    /// Who may set it: `read` (the vendor alone), `write` (the caller alone) or `both`.
    pub access: String,
    /// Whether its members stand in the parent.
    pub spread: bool,
    /// Whether it is never shown.
    pub secret: bool,
    /// A value that is always written.
    pub constant: Option<String>,
    /// The expression by which the client computes it.
    pub computed: Option<String>,
    /// What stands for absence.
    pub default: Option<String>,
    /// Other keys that are read.
    pub aliases: Vec<String>,
    /// One value of it, as on the wire.
    pub example: Option<String>,
    /// What its value must be like, in words: "1 to 20 characters".
    pub constraints: Vec<Paragraph>,
    /// Whether a value that is not like that is only worth a warning.
    pub warns: bool,
    /// How it stands on the wire where that is not JSON's own form: "JSON inside a string", in words.
    pub form: Vec<Paragraph>,
    /// What sending it does to what the vendor holds, where nothing is lost.
    pub consequences: Vec<Paragraph>,
    /// What can be lost by sending it or by leaving it out.
    pub dangers: Vec<Paragraph>,
    /// What is said of it.
    pub fact: Fact,
    /// The codes of its type where it is an enum with few, so that a reader need not follow a link.
    pub codes: Vec<Code>,
    /// The ids of the declared types in its type, whose fields can be shown below it.
    pub inside: Vec<String>,
}

/// A type as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TypeText {
    /// In words, with links: "list of Tag".
    pub words: Paragraph,
    /// In Rust: `Vec<Tag>`.
    pub rust: String,
    /// As the spec writes it, in short: `list(Tag)`.
    pub spec: String,
}
