//! What can be wrong, and the sentences that say so.

use std::fmt;

use super::{Language, Message};
use crate::Kind;

/// What is wrong, as data: the sentence is made when somebody asks for it, in the language of theirs.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Problem {
    Count {
        unit: Unit,
        found: u64,
        min: u64,
        max: u64,
    },
    Range {
        min: Option<Bound>,
        max: Option<Bound>,
    },
    Pattern {
        source: &'static str,
        /// Why the pattern itself cannot be used.
        broken: Option<String>,
    },
    Format(Format),
    Equal {
        first: usize,
    },
    Type {
        expected: Message,
        /// What is there instead, if anything is.
        found: Option<Kind>,
    },
    Set {
        set: Set,
        names: Vec<&'static str>,
        given: Vec<&'static str>,
        missing: Vec<&'static str>,
    },
    Own {
        rule: &'static str,
        message: Message,
    },
}

/// The bound of a range.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Bound {
    Integer(i64),
    Float(String),
    Decimal(&'static str),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(bound) => bound.fmt(f),
            Self::Float(bound) => bound.fmt(f),
            Self::Decimal(bound) => bound.fmt(f),
        }
    }
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Characters,
    Bytes,
    Items,
}

/// What a text must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Email,
    Phone,
    Url,
    Integer,
    Decimal,
    Time(&'static [&'static str]),
}

/// How many of several fields must be given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    AllOrNone,
    ExactlyOne,
    AtLeastOne,
    AtMostOne,
}

impl Problem {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::Count { unit, .. } => match unit {
                Unit::Characters => "length",
                Unit::Bytes => "byte_length",
                Unit::Items => "items",
            },
            Self::Range { .. } => "range",
            Self::Pattern { .. } => "pattern",
            Self::Format(_) => "format",
            Self::Equal { .. } => "unique",
            Self::Type { .. } => "type",
            Self::Set { set, .. } => set.rule(),
            Self::Own { rule, .. } => rule,
        }
    }

    pub(super) fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Count {
                unit,
                found,
                min,
                max,
            } => {
                let unit = unit.english(*found);
                let allowed = match (min == max, found < min) {
                    (true, _) => format!("exactly {min} {} required", are(*min)),
                    (false, true) => format!("at least {min} {} required", are(*min)),
                    (false, false) => format!("at most {max} {} allowed", are(*max)),
                };
                format!("has {found} {unit}, {allowed}")
            }
            Self::Range { min, max } => match (min, max) {
                (Some(min), Some(max)) => format!("must be from {min} to {max}"),
                (Some(min), None) => format!("must be {min} or more"),
                (None, Some(max)) => format!("must be {max} or less"),
                (None, None) => "must be a number".to_owned(),
            },
            Self::Pattern {
                source,
                broken: None,
            } => format!("does not match the pattern {source}"),
            Self::Pattern {
                source,
                broken: Some(why),
            } => format!("cannot be checked, since the pattern {source} does not compile: {why}"),
            Self::Format(format) => format.english(),
            Self::Equal { first } => {
                format!("is equal to item [{first}], items must differ")
            }
            Self::Type { expected, found } => {
                let expected = expected.text(Language::English);
                format!(
                    "must be {expected}, found {}",
                    found.map_or("nothing", Kind::name)
                )
            }
            Self::Set {
                set,
                names,
                given,
                missing,
            } => set.english(&names.join(", "), &given.join(", "), &missing.join(", ")),
            Self::Own { message, .. } => message.text(Language::English).to_owned(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Count {
                unit,
                found,
                min,
                max,
            } => {
                let (counted, short) = unit.chinese();
                let allowed = match (min == max, found < min) {
                    (true, _) => format!("必须正好 {min} {short}"),
                    (false, true) => format!("至少 {min} {short}"),
                    (false, false) => format!("最多 {max} {short}"),
                };
                format!("有 {found} {counted}，{allowed}")
            }
            Self::Range { min, max } => match (min, max) {
                (Some(min), Some(max)) => format!("必须在 {min} 到 {max} 之间（含两端）"),
                (Some(min), None) => format!("不得小于 {min}"),
                (None, Some(max)) => format!("不得大于 {max}"),
                (None, None) => "必须是数字".to_owned(),
            },
            Self::Pattern {
                source,
                broken: None,
            } => format!("不符合正则表达式 {source}"),
            Self::Pattern {
                source,
                broken: Some(why),
            } => format!("无法检查：正则表达式 {source} 无法编译：{why}"),
            Self::Format(format) => format.chinese(),
            Self::Equal { first } => format!("与第 [{first}] 项相同，各项不得重复"),
            Self::Type { expected, found } => {
                let expected = expected.text(Language::Chinese);
                format!("必须是{expected}，实际是{}", kind_in_chinese(*found))
            }
            Self::Set {
                set,
                names,
                given,
                missing,
            } => set.chinese(&names.join("、"), &given.join("、"), &missing.join("、")),
            Self::Own { message, .. } => message.text(Language::Chinese).to_owned(),
        }
    }
}

impl Unit {
    fn english(self, count: u64) -> &'static str {
        match (self, count) {
            (Self::Characters, 1) => "character",
            (Self::Characters, _) => "characters",
            (Self::Bytes, 1) => "byte",
            (Self::Bytes, _) => "bytes",
            (Self::Items, 1) => "item",
            (Self::Items, _) => "items",
        }
    }

    /// The unit behind the number that was found, and behind the number that is allowed.
    fn chinese(self) -> (&'static str, &'static str) {
        match self {
            Self::Characters => ("个字符", "个"),
            Self::Bytes => ("个字节", "个"),
            Self::Items => ("项", "项"),
        }
    }
}

impl Format {
    fn english(self) -> String {
        let what = match self {
            Self::Email => "no e-mail address such as name@example.com",
            Self::Phone => "no phone number such as 13800138000, 0571-88888888 or +44 20 7946 0958",
            Self::Url => "no address such as https://example.com/path",
            Self::Integer => "no integer such as 12 or -3",
            Self::Decimal => "no number such as 12.5 or -3",
            Self::Time(patterns) => {
                return format!("is no date or time written as {}", patterns.join(" or "));
            }
        };
        format!("is {what}")
    }

    fn chinese(self) -> String {
        let what = match self {
            Self::Email => "电子邮件地址，例如 name@example.com",
            Self::Phone => "电话号码，例如 13800138000、0571-88888888 或 +44 20 7946 0958",
            Self::Url => "网址，例如 https://example.com/path",
            Self::Integer => "整数，例如 12 或 -3",
            Self::Decimal => "数字，例如 12.5 或 -3",
            Self::Time(patterns) => {
                return format!("不是格式为 {} 的日期或时间", patterns.join(" 或 "));
            }
        };
        format!("不是{what}")
    }
}

impl Set {
    pub(super) fn rule(self) -> &'static str {
        match self {
            Self::AllOrNone => "all_or_none",
            Self::ExactlyOne => "exactly_one",
            Self::AtLeastOne => "at_least_one",
            Self::AtMostOne => "at_most_one",
        }
    }

    fn english(self, names: &str, given: &str, missing: &str) -> String {
        match self {
            Self::AllOrNone => {
                format!("all of {names} must be given, or none; missing: {missing}")
            }
            Self::ExactlyOne if given.is_empty() => {
                format!("exactly one of {names} must be given; none is")
            }
            Self::ExactlyOne => format!("exactly one of {names} must be given; given: {given}"),
            Self::AtLeastOne => format!("at least one of {names} must be given"),
            Self::AtMostOne => format!("at most one of {names} may be given; given: {given}"),
        }
    }

    fn chinese(self, names: &str, given: &str, missing: &str) -> String {
        match self {
            Self::AllOrNone => format!("{names} 必须全部给出或全部不给出；缺少 {missing}"),
            Self::ExactlyOne if given.is_empty() => {
                format!("{names} 必须且只能给出一个；一个也没有给出")
            }
            Self::ExactlyOne => format!("{names} 必须且只能给出一个；给出了 {given}"),
            Self::AtLeastOne => format!("{names} 至少要给出一个"),
            Self::AtMostOne => format!("{names} 最多只能给出一个；给出了 {given}"),
        }
    }
}

fn are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn kind_in_chinese(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "空缺",
        Some(Kind::Null) => "null",
        Some(Kind::Bool) => "布尔值",
        Some(Kind::Number) => "数字",
        Some(Kind::String) => "文本",
        Some(Kind::Array) => "数组",
        Some(Kind::Object) => "对象",
    }
}
