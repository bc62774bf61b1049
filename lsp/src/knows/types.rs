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
    let mut words = without_null(ty);
    if ty.nullable {
        words.en.push_str(", or null");
        words.zh.push_str("，或 null");
    }
    words
}

fn without_null(ty: &TypeText) -> Both {
    let arguments = ty.arguments.iter().filter_map(|argument| match argument {
        Argument::Type(ty) => Some(inside(ty)),
        Argument::Literal(..) | Argument::Named(..) => None,
    });
    let arguments: Vec<Both> = arguments.collect();
    let joined = |pick: fn(&Both) -> &str, and: &str| {
        let all: Vec<&str> = arguments.iter().map(pick).collect();
        all.join(and)
    };
    // Of a map, the last one is what its values are.
    let parts = match (ty.name.as_str(), arguments.last()) {
        (_, None) => both("values", "值"),
        ("map", Some(last)) => last.clone(),
        _ => Both {
            en: joined(|both| &both.en, " and "),
            zh: joined(|both| &both.zh, "和"),
        },
    };
    match built_in(&ty.name) {
        Some(known) => known.of(&parts),
        None => both(&format!("`{}`", ty.name), &format!("`{}`", ty.name)),
    }
}

/// A type in the parentheses of another one, in words.
fn inside(ty: &TypeText) -> Both {
    let words = without_null(ty);
    match ty.nullable {
        true => Both {
            en: format!("({} or null)", words.en),
            zh: format!("（{}或 null）", words.zh),
        },
        false => words,
    }
}

#[cfg(test)]
mod tests {
    use apiloom_codegen::check::{built_in_types, read_type};

    use super::{BUILT_IN, in_words};

    #[test]
    fn every_type_of_the_language_has_words() {
        let mut known: Vec<&str> = BUILT_IN.iter().map(|known| known.name).collect();
        known.sort();
        assert_eq!(known, built_in_types());
        for known in &BUILT_IN {
            // What is to be filled in stands for itself.
            let text = known
                .snippet
                .replace("${1:", "")
                .replace("${2:", "")
                .replace('}', "");
            let ty = read_type(&text).unwrap_or_else(|| panic!("{text} is no type"));
            assert_eq!(ty.name, known.name);
            assert_eq!(ty.arguments.is_empty(), !known.en.contains("{}"), "{text}");
            assert_eq!(known.en.contains("{}"), known.zh.contains("{}"), "{text}");
        }
    }

    #[test]
    fn types_are_told_from_the_outside_in() {
        for (text, en, zh) in [
            ("string", "text", "文本"),
            (
                "list(Bike?)?",
                "list of (`Bike` or null), or null",
                "（`Bike`或 null）的列表，或 null",
            ),
            (
                "map(int64, csv(string))!",
                "JSON object with free keys and list of text, in one text with commas as values",
                "键不固定的 JSON 对象，值为文本的列表，写成以逗号分隔的文本",
            ),
            (
                "pairs(string, decimal)",
                "list of pairs of text and number with all its digits",
                "由文本和保留全部数位的小数组成的键值对列表",
            ),
            (
                "sentinel(int64, \"none\")",
                "whole number of 64 bits, or a text that stands for none",
                "64 位整数，或表示“无”的文本",
            ),
        ] {
            let words = in_words(&read_type(text).expect("it is a type"));
            assert_eq!((words.en.as_str(), words.zh.as_str()), (en, zh), "{text}");
        }
    }
}
