//! The types of expressions.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::rust_text::RustText;

use super::scope::Held;

/// The type of an expression: what kind of value, and whether it carries a secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// The kind of value.
    pub kind: Kind,
    /// Whether a secret is in it. Spreads to whatever is made of it, except digests.
    pub secret: bool,
}

/// The kinds of values.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Unicode text; Rust `String` and `&str`.
    Text,
    /// Bytes; Rust `Vec<u8>` and `&[u8]`.
    Bytes,
    /// A whole number of 64 bits; Rust `i64`.
    Int,
    /// A decimal number kept as text; Rust `Decimal`.
    Decimal,
    /// True or false.
    Bool,
    /// An instant; Rust `Timestamp`.
    Instant,
    /// A day; Rust `Date`.
    Date,
    /// A day with a time; Rust `DateTime`.
    DateTime,
    /// Something of which an expression only sees whether it is there; the text says what it is.
    Opaque(Arc<str>),
    /// Ordered (name, value) texts, duplicates kept; Rust `Vec<(String, String)>`.
    Pairs,
    /// JSON without a declared shape; Rust `Json`.
    Json,
    /// A list of values of one kind; Rust `Vec<T>`.
    List(Box<Kind>),
    /// A value that may be absent; Rust `Option<T>`.
    Optional(Box<Kind>),
    /// A record of a declared shape.
    Record(Arc<RecordType>),
    /// One of the codes of an enum.
    Choice(Arc<ChoiceType>),
    /// The literal `null`.
    Null,
    /// What a part with a problem has; fits everywhere, and never leaves the checker.
    Unknown,
}

/// A declared record.
#[derive(Clone, Debug)]
pub struct RecordType {
    /// Its name in the spec.
    pub name: String,
    /// Its members by their names on the wire.
    pub members: BTreeMap<String, RecordMember>,
}

/// A member of a declared record.
#[derive(Clone, Debug)]
pub struct RecordMember {
    /// Its type.
    pub ty: Type,
    /// The Rust that follows the record: `.total`, `.token.expose()`.
    pub access: RustText,
    /// What this Rust gives.
    pub held: Held,
}

/// A closed enum.
#[derive(Clone, Debug)]
pub struct ChoiceType {
    /// Its name in the spec.
    pub name: String,
    /// Its codes.
    pub variants: Vec<Choice>,
}

/// A code of an enum.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name as an argument of `choose`.
    pub key: String,
    /// The code: the literal it is compared with, and its value when interpreted.
    pub code: String,
    /// The Rust pattern: `Mode::Secret`.
    pub pattern: RustText,
}

impl Type {
    /// A type without a secret.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            secret: false,
        }
    }

    /// Text.
    pub fn text() -> Self {
        Self::new(Kind::Text)
    }

    /// Bytes.
    pub fn bytes() -> Self {
        Self::new(Kind::Bytes)
    }

    /// A whole number.
    pub fn int() -> Self {
        Self::new(Kind::Int)
    }

    /// A decimal number.
    pub fn decimal() -> Self {
        Self::new(Kind::Decimal)
    }

    /// True or false.
    pub fn bool() -> Self {
        Self::new(Kind::Bool)
    }

    /// An instant.
    pub fn instant() -> Self {
        Self::new(Kind::Instant)
    }

    /// Ordered pairs of texts.
    pub fn pairs() -> Self {
        Self::new(Kind::Pairs)
    }

    /// JSON.
    pub fn json() -> Self {
        Self::new(Kind::Json)
    }

    /// A list.
    pub fn list(item: Kind) -> Self {
        Self::new(Kind::List(Box::new(item)))
    }

    /// A declared record.
    pub fn record(record: Arc<RecordType>) -> Self {
        Self::new(Kind::Record(record))
    }

    /// A closed enum.
    pub fn choice(choice: Arc<ChoiceType>) -> Self {
        Self::new(Kind::Choice(choice))
    }

    /// The same type with a secret in it.
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same type, but the value may be absent.
    pub fn optional(self) -> Self {
        Self {
            kind: self.kind.optional(),
            secret: self.secret,
        }
    }
}

/// Whether a value of this type may be placed in a query, header, path or body.
pub fn placeable(ty: &Type) -> bool {
    matches!(
        ty.kind,
        Kind::Text | Kind::Int | Kind::Decimal | Kind::Bool | Kind::Choice(_)
    )
}

impl Kind {
    pub(super) fn optional(self) -> Self {
        match self {
            Self::Optional(_) | Self::Unknown => self,
            kind => Self::Optional(Box::new(kind)),
        }
    }

    /// The kind without `optional` around it.
    pub(super) fn plain(&self) -> &Self {
        match self {
            Self::Optional(kind) => kind,
            kind => kind,
        }
    }

    pub(super) fn is_optional(&self) -> bool {
        matches!(self, Self::Optional(_))
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.plain(), Self::Unknown)
    }

    /// Whether Rust copies it, so that borrowing is never needed.
    pub(super) fn is_copy(&self) -> bool {
        match self {
            Self::Int | Self::Bool | Self::Instant | Self::Date | Self::DateTime => true,
            Self::Optional(kind) => kind.is_copy(),
            _ => false,
        }
    }

    /// What both are, if there is such a kind: plain and optional make optional.
    pub(super) fn join(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Unknown, kind) | (kind, Self::Unknown) => Some(kind.clone()),
            (Self::Null, Self::Null) => Some(Self::Null),
            (Self::Null, kind) | (kind, Self::Null) => Some(kind.clone().optional()),
            (a, b) if a == b => Some(a.clone()),
            (a, b) if a.plain() == b.plain() => Some(a.clone().optional()),
            _ => None,
        }
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) | (Self::Optional(a), Self::Optional(b)) => a == b,
            (Self::Record(a), Self::Record(b)) => Arc::ptr_eq(a, b) || a.name == b.name,
            (Self::Choice(a), Self::Choice(b)) => Arc::ptr_eq(a, b) || a.name == b.name,
            (Self::Opaque(a), Self::Opaque(b)) => a == b,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Bytes => f.write_str("bytes"),
            Self::Int => f.write_str("int"),
            Self::Decimal => f.write_str("decimal"),
            Self::Bool => f.write_str("bool"),
            Self::Instant => f.write_str("instant"),
            Self::Date => f.write_str("date"),
            Self::DateTime => f.write_str("datetime"),
            Self::Opaque(what) => f.write_str(what),
            Self::Pairs => f.write_str("pairs"),
            Self::Json => f.write_str("json"),
            Self::List(item) => write!(f, "list({item})"),
            Self::Optional(kind) => write!(f, "optional({kind})"),
            Self::Record(record) => f.write_str(&record.name),
            Self::Choice(choice) => f.write_str(&choice.name),
            Self::Null => f.write_str("null"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.secret {
            f.write_str("secret ")?;
        }
        self.kind.fmt(f)
    }
}
