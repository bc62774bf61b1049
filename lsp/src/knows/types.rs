//! The types of the language in words.

use apiloom_codegen::check::{Argument, TypeText};

use super::Both;

/// A built-in type: its name, what to write with its arguments, and what it is in both languages. In
/// words, `{}` stands for the types in its parentheses.
pub(super) struct BuiltIn {
    pub(super) name: &'static str,
    pub(super) snippet: &'static str,
    en: &'static str,
    zh: &'static str,
}

const fn new(
    name: &'static str,
    snippet: &'static str,
    en: &'static str,
    zh: &'static str,
) -> BuiltIn {
    BuiltIn {
        name,
        snippet,
        en,
        zh,
    }
}

/// The built-in types, those that are written most first.
pub(super) const BUILT_IN: [BuiltIn; 28] = [
    new("string", "string", "text", "文本"),
    new("int64", "int64", "whole number of 64 bits", "64 位整数"),
    new("int32", "int32", "whole number of 32 bits", "32 位整数"),
    new("bool", "bool", "true or false", "真假值"),
    new("list", "list(${1:string})", "list of {}", "{}的列表"),
    new("datetime", "datetime", "date with a time", "带时间的日期"),
    new("date", "date", "date", "日期"),
    new(
        "decimal",
        "decimal",
        "number with all its digits",
        "保留全部数位的小数",
    ),
    new("float", "float", "number with a binary point", "浮点数"),
    new(
        "secret",
        "secret",
        "text that is never shown",
        "从不显示的机密文本",
    ),
    new("any", "any", "any JSON value", "任意 JSON 值"),
    new(
        "map",
        "map(${1:string})",
        "JSON object with free keys and {} as values",
        "键不固定的 JSON 对象，值为{}",
    ),
    new("email", "email", "e-mail address", "电子邮件地址"),
    new("phone", "phone", "phone number", "电话号码"),
    new("url", "url", "URL", "网址"),
    new(
        "epoch_seconds",
        "epoch_seconds",
        "moment, as seconds since 1970",
        "时刻，自 1970 年起的秒数",
    ),
    new(
        "epoch_millis",
        "epoch_millis",
        "moment, as milliseconds since 1970",
        "时刻，自 1970 年起的毫秒数",
    ),
    new("bytes", "bytes", "bytes, in base64", "字节，以 base64 表示"),
    new("file", "file", "file", "文件"),
    new(
        "json_string",
        "json_string(${1:any})",
        "{} as JSON in a text",
        "写在文本中的 JSON，内容为{}",
    ),
    new(
        "csv",
        "csv(${1:string})",
        "list of {}, in one text with commas",
        "{}的列表，写成以逗号分隔的文本",
    ),
    new(
        "one_or_many",
        "one_or_many(${1:string})",
        "one {}, or a list of them",
        "一个{}，或它们的列表",
    ),
    new(
        "pairs",
        "pairs(${1:string}, ${2:string})",
        "list of pairs of {}",
        "由{}组成的键值对列表",
    ),
    new(
        "flat_pairs",
        "flat_pairs(${1:string}, ${2:string})",
        "list in which {} take turns",
        "{}交替排列的列表",
    ),
    new(
        "int_or_string",
        "int_or_string",
        "number that also comes as text",
        "也可能以文本给出的数字",
    ),
    new(
        "in_string",
        "in_string(${1:int64})",
        "{} in a text",
        "写在文本中的{}",
    ),
    new(
        "trimmed",
        "trimmed(${1:string})",
        "{} without white space around it",
        "去除首尾空白的{}",
    ),
    new(
        "sentinel",
        "sentinel(${1:string}, \"${2:none}\")",
        "{}, or a text that stands for none",
        "{}，或表示“无”的文本",
    ),
];

/// A built-in type.
pub(super) fn built_in(name: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|known| known.name == name)
}

impl BuiltIn {
    /// What it is, with other types in its parentheses.
    pub(super) fn words(&self) -> Both {
        self.of(&both("`T`", "`T`"))
    }

    fn of(&self, inside: &Both) -> Both {
        Both {
            en: self.en.replace("{}", &inside.en),
            zh: self.zh.replace("{}", &inside.zh),
        }
    }
}

fn both(en: &str, zh: &str) -> Both {
    let (en, zh) = (en.to_owned(), zh.to_owned());
    Both { en, zh }
}

/// A type in words, such as "list of `Customer`".
pub(super) fn in_words(ty: &TypeText) -> Both {
    let arguments = ty.arguments.iter().filter_map(|argument| match argument {
        Argument::Type(ty) => Some(in_words(ty)),
        Argument::Literal(..) | Argument::Named(..) => None,
    });
    let arguments: Vec<Both> = arguments.collect();
    let joined = |pick: fn(&Both) -> &str, and: &str| {
        let all: Vec<&str> = arguments.iter().map(pick).collect();
        all.join(and)
    };
    // Of a map, the last one is what its values are.
    let inside = match (ty.name.as_str(), arguments.last()) {
        (_, None) => both("values", "值"),
        ("map", Some(last)) => last.clone(),
        _ => Both {
            en: joined(|both| &both.en, " and "),
            zh: joined(|both| &both.zh, "和"),
        },
    };
    let mut words = match built_in(&ty.name) {
        Some(known) => known.of(&inside),
        None => both(&format!("`{}`", ty.name), &format!("`{}`", ty.name)),
    };
    if ty.nullable {
        words.en.push_str(", or null");
        words.zh.push_str("，或 null");
    }
    words
}
