//! How an entry of the table describes a function.

use std::fmt;

use crate::expr::types::Kind;
use crate::expr::value::Value;

/// A function of the language.
#[derive(Debug)]
pub struct Function {
    /// Its name in expressions.
    pub name: &'static str,
    /// What it does.
    pub docs: Docs,
    pub(in crate::expr) form: Form,
}

/// One line in each language.
#[derive(Clone, Copy, Debug)]
pub struct Docs {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

#[derive(Debug)]
pub(in crate::expr) enum Form {
    /// Takes values and gives a value. The overloads differ only in types, not in how many
    /// arguments there are.
    Plain {
        overloads: &'static [Overload],
        digest: bool,
    },
    /// Checked by itself; with its signature.
    Special(Special, &'static str),
}

/// The functions that are more than a function of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::expr) enum Special {
    Text,
    List,
    EachKey,
    EachValue,
    Choose,
    If,
    Custom,
    Now,
    Uuid,
    NonceHex,
    NonceDigits,
}

/// One signature of a function.
pub(in crate::expr) struct Overload {
    pub(in crate::expr) takes: &'static [Param],
    pub(in crate::expr) gives: Gives,
    /// The function's name in `apiloom_wire::functions`.
    pub(in crate::expr) rust: &'static str,
    /// The interpreter: values in the order of the parameters, absent ones as `Value::Absent`.
    pub(in crate::expr) run: fn(&[Value]) -> Option<Value>,
    /// Whether the first argument may be absent, and the result then is.
    pub(in crate::expr) lifts: bool,
}

impl fmt::Debug for Overload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Overload")
            .field("rust", &self.rust)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug)]
pub(in crate::expr) struct Param {
    pub(in crate::expr) name: &'static str,
    pub(in crate::expr) takes: Takes,
    pub(in crate::expr) need: Need,
}

/// Whether and how an argument is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::expr) enum Need {
    Required,
    Optional,
    /// Required, as `name=…`.
    Named,
    /// As `name=…`, or left out.
    NamedOptional,
    /// Any number of them, last.
    Many,
}

/// What an argument may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::expr) enum Takes {
    Text,
    Bytes,
    /// Bytes, or text as its UTF-8.
    Octets,
    Int,
    Decimal,
    Bool,
    Instant,
    Pairs,
    Json,
    Texts,
    Ints,
    Items,
    /// One of these literals, printed as the Rust constant beside it.
    Word(&'static [(&'static str, &'static str)]),
    /// A literal date pattern.
    Pattern,
    /// A literal offset from UTC.
    Zone,
}

/// What a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::expr) enum Gives {
    Text,
    Bytes,
    Int,
    Bool,
    Pairs,
    Texts,
    Ints,
    MaybeText,
    MaybeInt,
    MaybeBytes,
    /// An item of the list that is the first argument, if it has one.
    MaybeItem,
}

impl Function {
    /// How it is called: one line for each combination of types.
    pub fn signatures(&self) -> Vec<String> {
        match &self.form {
            Form::Special(_, signature) => vec![(*signature).to_owned()],
            Form::Plain { overloads, .. } => overloads
                .iter()
                .map(|overload| overload.signature(self.name))
                .collect(),
        }
    }
}

#[cfg(feature = "editor")]
impl Function {
    /// Whether it can stand behind `|`: what stands before is its first argument.
    pub fn is_stage(&self) -> bool {
        match &self.form {
            Form::Plain { .. } => true,
            Form::Special(special, _) => matches!(special, Special::EachKey | Special::EachValue),
        }
    }

    /// How many arguments a call is written with.
    pub fn arguments(&self) -> usize {
        match &self.form {
            Form::Plain { overloads, .. } => {
                let takes = overloads.first().map_or(&[][..], |overload| overload.takes);
                let needed = takes.iter().filter(|param| {
                    matches!(param.need, Need::Required | Need::Named | Need::Many)
                });
                needed.count()
            }
            Form::Special(Special::Now | Special::Uuid, _) => 0,
            Form::Special(Special::EachKey | Special::EachValue, _) => 2,
            Form::Special(..) => 1,
        }
    }

    /// Whether it belongs to an attempt: it tells the time, or makes something up.
    pub fn is_of_attempt(&self) -> bool {
        let special = match &self.form {
            Form::Special(special, _) => *special,
            Form::Plain { .. } => return false,
        };
        matches!(
            special,
            Special::Now | Special::Uuid | Special::NonceHex | Special::NonceDigits
        )
    }
}

impl Overload {
    fn signature(&self, name: &str) -> String {
        let params: Vec<String> = self.takes.iter().map(ToString::to_string).collect();
        format!("{name}({}) gives {}", params.join(", "), self.gives)
    }
}

impl Param {
    pub(super) const fn new(name: &'static str, takes: Takes) -> Self {
        Self {
            name,
            takes,
            need: Need::Required,
        }
    }

    pub(super) const fn need(mut self, need: Need) -> Self {
        self.need = need;
        self
    }

    pub(in crate::expr) fn is_named(&self) -> bool {
        matches!(self.need, Need::Named | Need::NamedOptional)
    }
}

impl fmt::Display for Param {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, takes, need } = self;
        match need {
            Need::Required => write!(f, "{name}: {takes}"),
            Need::Optional => write!(f, "[{name}: {takes}]"),
            Need::Named => write!(f, "{name}={takes}"),
            Need::NamedOptional => write!(f, "[{name}={takes}]"),
            Need::Many => write!(f, "{name}: {takes}, …"),
        }
    }
}

impl Takes {
    pub(in crate::expr) fn accepts(self, kind: &Kind) -> bool {
        match (self, kind) {
            (_, Kind::Unknown)
            | (
                Self::Text | Self::Octets | Self::Word(_) | Self::Pattern | Self::Zone,
                Kind::Text,
            )
            | (Self::Bytes | Self::Octets, Kind::Bytes)
            | (Self::Int, Kind::Int)
            | (Self::Decimal, Kind::Decimal)
            | (Self::Bool, Kind::Bool)
            | (Self::Instant, Kind::Instant)
            | (Self::Pairs, Kind::Pairs)
            | (Self::Json, Kind::Json)
            | (Self::Items, Kind::List(_)) => true,
            (Self::Texts, Kind::List(item)) => matches!(**item, Kind::Text | Kind::Unknown),
            (Self::Ints, Kind::List(item)) => matches!(**item, Kind::Int | Kind::Unknown),
            _ => false,
        }
    }
}

impl fmt::Display for Takes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Octets => "text or bytes",
            Self::Int => "int",
            Self::Decimal => "decimal",
            Self::Bool => "bool",
            Self::Instant => "instant",
            Self::Pairs => "pairs",
            Self::Json => "json",
            Self::Texts => "list(text)",
            Self::Ints => "list(int)",
            Self::Items => "list",
            Self::Word(words) => {
                let words: Vec<String> = words
                    .iter()
                    .map(|(word, _)| format!("\"{word}\""))
                    .collect();
                return f.write_str(&words.join(" or "));
            }
            Self::Pattern => "\"pattern\"",
            Self::Zone => "\"UTC\" or \"+08:00\"",
        })
    }
}

impl Gives {
    /// The kind, given the kind of the first argument.
    pub(in crate::expr) fn kind(self, first: Option<&Kind>) -> Kind {
        match self {
            Self::Text => Kind::Text,
            Self::Bytes => Kind::Bytes,
            Self::Int => Kind::Int,
            Self::Bool => Kind::Bool,
            Self::Pairs => Kind::Pairs,
            Self::Texts => Kind::List(Box::new(Kind::Text)),
            Self::Ints => Kind::List(Box::new(Kind::Int)),
            Self::MaybeText => Kind::Text.optional(),
            Self::MaybeInt => Kind::Int.optional(),
            Self::MaybeBytes => Kind::Bytes.optional(),
            Self::MaybeItem => match first {
                Some(Kind::List(item)) => item.as_ref().clone().optional(),
                _ => Kind::Unknown,
            },
        }
    }
}

impl fmt::Display for Gives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MaybeItem => f.write_str("optional(item)"),
            gives => gives.kind(None).fmt(f),
        }
    }
}
