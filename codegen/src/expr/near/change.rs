//! One change of a computation: what is exchanged, and how that is told.

use crate::diagnostic::Help;
use crate::expr::steps::Steps;
use crate::expr::typed::Typed;

/// The kinds of changes. Of two changes, the one of the earlier kind is made first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Which digest, with a key or without, once or twice.
    Hash,
    /// Where the key stands, and in which form.
    Key,
    /// A part more or less.
    Part,
    /// Which part of the request.
    Source,
    /// Parts with their names or without.
    Name,
    /// The order of the parts.
    Order,
    /// What stands between the parts.
    Separator,
    /// Empty values kept or dropped.
    Empty,
    /// Seconds, milliseconds or a date.
    Time,
    /// Hexadecimal, base64, percent.
    Encoding,
    /// Lower or upper case.
    Case,
    /// What stands at the end.
    End,
}

impl Kind {
    /// Every kind, in the order in which changes are made.
    pub const ALL: [Self; 12] = [
        Self::Hash,
        Self::Key,
        Self::Part,
        Self::Source,
        Self::Name,
        Self::Order,
        Self::Separator,
        Self::Empty,
        Self::Time,
        Self::Encoding,
        Self::Case,
        Self::End,
    ];

    /// Its name for people.
    pub fn name(self) -> Help {
        let (en, zh) = match self {
            Self::Hash => ("hash", "散列"),
            Self::Key => ("key affix", "密钥位置"),
            Self::Part => ("parts", "组成部分"),
            Self::Source => ("source", "来源"),
            Self::Name => ("names", "名称"),
            Self::Order => ("order", "顺序"),
            Self::Separator => ("separator", "分隔符"),
            Self::Empty => ("empty values", "空值"),
            Self::Time => ("time", "时间"),
            Self::Encoding => ("encoding", "编码"),
            Self::Case => ("case", "大小写"),
            Self::End => ("end", "结尾"),
        };
        Help::new(en.to_owned(), zh.to_owned())
    }
}

/// What is exchanged: steps by their numbers, and the trees in their places.
pub(super) struct Change {
    pub(super) kind: Kind,
    pub(super) words: Words,
    pub(super) edits: Vec<(usize, Typed)>,
}

/// How a change is told; made into text only for what is found.
#[derive(Clone)]
pub(super) struct Words {
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
    pub(super) with: [Word; 2],
}

/// What stands in the place of `{0}` or `{1}`.
#[derive(Clone)]
pub(super) enum Word {
    None,
    Text(&'static str),
    Owned(String),
    /// The text of a step.
    Step(usize),
    /// How many.
    Number(usize),
}

impl Words {
    pub(super) fn new(en: &'static str, zh: &'static str) -> Self {
        Self {
            en,
            zh,
            with: [Word::None, Word::None],
        }
    }

    pub(super) fn with(mut self, first: Word) -> Self {
        self.with[0] = first;
        self
    }

    pub(super) fn and(mut self, second: Word) -> Self {
        self.with[1] = second;
        self
    }

    pub(super) fn tell(&self, steps: &Steps) -> Help {
        let [first, second] = self.with.each_ref().map(|word| match word {
            Word::None => String::new(),
            Word::Text(text) => (*text).to_owned(),
            Word::Owned(text) => text.clone(),
            Word::Step(id) => steps.write_step(*id),
            Word::Number(number) => number.to_string(),
        });
        // One after the other: what is put in may itself have braces.
        let fill = |text: &str| {
            let mut filled = String::new();
            let mut rest = text;
            while let Some(at) = rest.find('{') {
                filled.push_str(&rest[..at]);
                filled.push_str(if rest[at..].starts_with("{0}") {
                    &first
                } else {
                    &second
                });
                rest = &rest[at + 3..];
            }
            filled + rest
        };
        Help::new(fill(self.en), fill(self.zh))
    }
}
