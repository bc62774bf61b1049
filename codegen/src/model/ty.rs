//! Types.

use apiloom_wire::Json;

use super::{Name, Pattern, WireName};
use crate::expr::Typed;
use crate::source::Span;

/// A text in one or two languages; at least one where there is one at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// English, or the only text.
    pub en: Option<String>,
    /// Chinese.
    pub zh: Option<String>,
}

impl Docs {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.en.is_none() && self.zh.is_none()
    }
}

/// What is said of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A short name.
    pub title: Docs,
    /// What it is.
    pub doc: Docs,
    /// A remark, such as a contradiction and how it was settled.
    pub note: Docs,
    /// Document and section.
    pub from: Option<String>,
    /// `documented`, `example_only` or `inferred`, where it is said.
    pub confidence: Option<String>,
    /// Why it should not be used any more.
    pub deprecated: Option<Docs>,
}

/// Names one of the API's declared types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A declared type.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// Its name.
    pub name: Name,
    /// What is said of it.
    pub facts: Facts,
    /// What it is.
    pub kind: TypeKind,
    /// The path of the type that users of the client wrote by hand to stand for it.
    pub by_hand: Option<String>,
    /// Who uses it.
    pub usage: Usage,
    /// Where it is described.
    pub span: Span,
}

/// In which directions a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// It is part of a request.
    pub request: bool,
    /// It is part of an answer.
    pub response: bool,
}

/// What a declared type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A JSON object with named fields, or a JSON array with named items.
    Record(Record),
    /// Codes.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// A JSON object whose keys follow patterns.
    Patterned(Patterned),
    /// Any JSON value; only the hand-written type knows which.
    Opaque,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A JSON bool.
    Bool,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A number with a binary point.
    Float,
    /// A number with a decimal point, exact.
    Decimal,
    /// A text.
    String(Option<Format>),
    /// Bytes, in base64.
    Bytes,
    /// A file: a body of its own, or a part of one.
    File,
    /// Any JSON value.
    Any,
    /// A text that is never shown.
    Secret,
    /// A date, by one or more formats; the first is written.
    Date(Vec<String>),
    /// A date with a time, likewise, and the zone of texts that say none (an offset, or unknown).
    DateTime {
        /// The formats; none means RFC 3339.
        formats: Vec<String>,
        /// The offset of texts without one.
        zone: Option<String>,
    },
    /// Seconds since 1970, a JSON number.
    EpochSeconds,
    /// Milliseconds since 1970, a JSON number.
    EpochMillis,
    /// A bool written as codes.
    BoolCodes {
        /// True.
        on: Literal,
        /// False.
        off: Literal,
    },
    /// A list.
    List(Box<Type>),
    /// A JSON object with free keys.
    Map(Box<Type>),
    /// A JSON object whose keys are whole numbers.
    IntMap(Box<Type>),
    /// One value or a list of them; a list is written.
    OneOrMany(Box<Type>),
    /// A list as comma-separated text.
    Csv(Box<Type>),
    /// JSON as text inside a JSON string.
    JsonString(Box<Type>),
    /// `[[k, v], …]`.
    Pairs(Box<Type>, Box<Type>),
    /// `[k, v, …]`; the names of the members of the object form that is read as well.
    FlatPairs(Box<Type>, Box<Type>, Option<(String, String)>),
    /// A number that also comes as text, or the other way round.
    IntOrString(WriteForm),
    /// A number or bool as text.
    InString(Box<Type>),
    /// A text, or a code that is a text, without white space around it.
    Trimmed(Box<Type>),
    /// A value, or a text that stands for "empty".
    Sentinel(Box<Type>, String),
    /// One of the API's declared types.
    Named(TypeId),
    /// A value or JSON null.
    Nullable(Box<Type>),
}

impl Type {
    /// Visits every type inside this one, itself included; what declared types hold is not visited.
    pub fn walk(&self, visit: &mut impl FnMut(&Type)) {
        visit(self);
        match self {
            Self::List(inner)
            | Self::Map(inner)
            | Self::IntMap(inner)
            | Self::OneOrMany(inner)
            | Self::Csv(inner)
            | Self::JsonString(inner)
            | Self::InString(inner)
            | Self::Trimmed(inner)
            | Self::Sentinel(inner, _)
            | Self::Nullable(inner) => inner.walk(visit),
            Self::Pairs(key, value) | Self::FlatPairs(key, value, _) => {
                key.walk(visit);
                value.walk(visit);
            }
            _ => {}
        }
    }
}

/// What a text is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A URL.
    Url,
}

/// Which of two forms is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteForm {
    /// A JSON number.
    Int,
    /// A JSON string.
    String,
}

/// A code on the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// A JSON number.
    Int(i64),
    /// A JSON string.
    Text(String),
}

impl std::fmt::Display for Literal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(code) => code.fmt(formatter),
            Self::Text(code) => formatter.write_str(code),
        }
    }
}

/// A record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The fields, in the order written.
    pub fields: Vec<Field>,
    /// Whether it is a JSON array of items by position.
    pub tuple: bool,
    /// Whether members that the spec does not name are part of the type by the spec's own word.
    pub open: bool,
    /// Rules over several fields.
    pub rules: Vec<super::Rule>,
    /// What a value of a tuple does, by which of its items have a value; none if it does one thing.
    pub actions: Vec<Action>,
}

/// What a value of a tuple does.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its name.
    pub name: Name,
    /// Whether each item has a value, by position.
    pub with: Vec<bool>,
    /// Whether it deletes.
    pub deletes: bool,
    /// What is said of it.
    pub facts: Facts,
}

/// A field of a record, or an item of a tuple.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its key.
    pub wire: WireName,
    /// Its type, without null.
    pub ty: Type,
    /// Whether JSON null is a value of it.
    pub nullable: bool,
    /// Whether it must be there.
    pub presence: Presence,
    /// Who may set it.
    pub access: Access,
    /// Whether its members stand in the parent.
    pub spread: bool,
    /// How a list or an object is written in a query or form.
    pub style: PairStyle,
    /// How the vendor is told to clear it.
    pub clear: Clear,
    /// A value that is always written.
    pub constant: Option<Constant>,
    /// The expression that gives it, for what is computed rather than given.
    pub value: Option<Typed>,
    /// What stands for absence, as text.
    pub default: Option<String>,
    /// Other keys that are read.
    pub aliases: Vec<WireName>,
    /// One value of it, as JSON has it on the wire.
    pub example: Option<Json>,
    /// What its value must be like.
    pub constraints: Vec<Constraint>,
    /// Whether a value that is not like that is only worth a warning.
    pub warns: bool,
    /// What sending the collection does.
    pub update: Option<super::Update>,
    /// What the spec says of leaving it out of an update, if it does.
    pub omitted: Option<LeftOut>,
    /// What becomes of it where a request leaves it out; known once all operations are.
    pub left_out: LeftOut,
    /// Whether callers decide on leaving it out; known once all operations are.
    pub decided: bool,
    /// Whether its values have items; known once all types are.
    pub many: bool,
    /// Whether it has items, an update may keep those that are there, and nothing says what becomes of them
    /// where others are sent; known once all operations are.
    pub unsettled: bool,
    /// What is said of it.
    pub facts: Facts,
    /// Where it is described.
    pub span: Span,
}

impl Field {
    /// Whether callers give it: it is neither constant nor computed.
    pub fn is_given(&self) -> bool {
        self.constant.is_none() && self.value.is_none()
    }

    /// Whether callers have to say something of it.
    pub fn is_demanded(&self) -> bool {
        self.presence == Presence::Required || self.decided
    }

    /// Whether requests can clear it.
    pub fn is_clearable(&self) -> bool {
        let nullable = self.nullable && self.ty != Type::Any;
        !self.is_demanded()
            && match self.clear {
                Clear::Null | Clear::Empty => true,
                Clear::Unsaid => nullable,
                Clear::Never => false,
            }
    }
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
}

/// Who may set a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only the vendor.
    Read,
    /// Only the caller.
    Write,
    /// Both.
    Both,
}

/// What becomes of a member that a request leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nothing is there that could be lost, as far as the spec says.
    Unsaid,
    /// It stays.
    Kept,
    /// It is erased.
    Erased,
    /// Nobody knows.
    Unknown,
    /// One operation erases it, another does not.
    Either,
}

/// How a vendor is told to clear a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clear {
    /// Nothing is said: null clears what may be null.
    Unsaid,
    /// Not at all.
    Never,
    /// By null.
    Null,
    /// By an empty text.
    Empty,
}

/// A value that is always written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// As text: in a path, query, header, cookie or form.
    pub text: String,
    /// As JSON.
    pub json: ConstantKind,
}

/// What a constant is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstantKind {
    /// A string.
    Text,
    /// A whole number.
    Int(i64),
    /// A bool.
    Bool(bool),
    /// A number with a point.
    Float,
}

/// What a value must be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// The number of characters.
    Length(Option<u64>, Option<u64>),
    /// The number of bytes in UTF-8.
    ByteLength(Option<u64>, Option<u64>),
    /// The bounds of a number.
    Range(Option<String>, Option<String>),
    /// A regular expression that the whole text matches.
    Pattern(Pattern),
    /// The number of items.
    Items(Option<u64>, Option<u64>),
    /// The items differ.
    Unique,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Whether codes are numbers or texts.
    pub codes: CodeKind,
    /// Whether codes that the spec does not name are kept.
    pub open: bool,
    /// The codes.
    pub variants: Vec<EnumVariant>,
}

/// Whether codes are numbers or texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// JSON numbers.
    Int,
    /// JSON strings.
    Text,
}

/// A code of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant {
    /// Its name.
    pub name: Name,
    /// Its code.
    pub code: Literal,
    /// Its label.
    pub label: Docs,
    /// What is said of it.
    pub facts: Facts,
    /// The place of its code.
    pub span: Span,
}

/// A union.
#[derive(Clone, Debug)]
pub struct Union {
    /// How it is written.
    pub form: UnionForm,
    /// The variant, by its index, that stands in until one is read: one whose value ends.
    pub blank: usize,
    /// Whether tags that the spec does not name are kept.
    pub open: bool,
    /// The variants.
    pub variants: Vec<UnionVariant>,
}

/// How a union is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnionForm {
    /// Tag and content are members.
    Adjacent {
        /// The member with the tag.
        tag: WireName,
        /// The member with the content.
        content: WireName,
    },
    /// The tag is a member of the content.
    Inline {
        /// The member with the tag.
        tag: WireName,
    },
    /// The tag is a member, and the content stands in the member that it names.
    TagNames {
        /// The member with the tag.
        tag: WireName,
    },
    /// The tag is the only key, the content its value.
    ByVariant,
    /// There is no tag.
    Untagged,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: Name,
    /// Its tag.
    pub tag: WireName,
    /// Its content.
    pub ty: Type,
    /// Whether content of another type is only worth a warning.
    pub warns: bool,
    /// What is said of it.
    pub facts: Facts,
    /// The place of its tag.
    pub span: Span,
}

/// A JSON object whose keys follow patterns.
#[derive(Clone, Debug)]
pub struct Patterned {
    /// The patterns.
    pub keys: Vec<PatternedKey>,
}

/// One pattern of keys.
#[derive(Clone, Debug)]
pub struct PatternedKey {
    /// Its name.
    pub name: Name,
    /// The text before the hole.
    pub prefix: String,
    /// The text after the hole.
    pub suffix: String,
    /// Whether the hole is a whole number.
    pub int: bool,
    /// The type of the values.
    pub ty: Type,
}

/// How a list or an object stands in a query or form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairStyle {
    /// `a=1&a=2`.
    Repeat,
    /// `a=1,2`.
    Csv,
    /// `a=[1,2]`.
    Json,
    /// `a[]=1&a[]=2`, `a[b]=1`.
    Brackets,
    /// `a[0]=1&a[1]=2`, `a[0][b]=1`.
    Index0,
    /// `a[1]=1&a[2]=2`, `a[1][b]=1`.
    Index1,
    /// `a=1&a=2`, `a.b=1`.
    Dots,
    /// `a.0=1&a.1=2`, `a.0.b=1`.
    Dots0,
    /// `a.1=1&a.2=2`, `a.1.b=1`.
    Dots1,
    /// `a[0]=1&a[1]=2`, `a[0].b=1`.
    Index0Dots,
}

impl PairStyle {
    /// Whether it names the members of an object.
    pub fn names_members(self) -> bool {
        !matches!(self, Self::Repeat | Self::Csv | Self::Json)
    }

    /// Whether it numbers the items of a list, so that they can be lists and objects themselves.
    pub fn numbers_items(self) -> bool {
        match self {
            Self::Index0 | Self::Index1 | Self::Dots0 | Self::Dots1 | Self::Index0Dots => true,
            Self::Repeat | Self::Csv | Self::Json | Self::Brackets | Self::Dots => false,
        }
    }
}

/// An item of a tuple is a field whose key is its name.
pub type Item = Field;
