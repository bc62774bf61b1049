//! Types in words, and as the spec writes them.

use std::collections::BTreeMap;

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::{Format, Type, TypeId, WriteForm};

use super::{say, sentence};
use crate::book::{Paragraph, Piece};

/// The declared types that have a page: their ids and names in Rust, and their names in the spec.
pub(crate) struct TypeNames {
    /// By the place in the model: the id in the book, and the name in Rust.
    pub(crate) names: BTreeMap<TypeId, (String, String)>,
}

impl TypeNames {
    /// A declared type as a piece.
    pub(crate) fn piece(&self, id: TypeId) -> Piece {
        match self.names.get(&id) {
            Some((id, name)) => Piece::Type {
                id: id.clone(),
                text: name.clone(),
            },
            None => Piece::Code {
                text: String::new(),
            },
        }
    }

    fn name(&self, id: TypeId) -> &str {
        self.names.get(&id).map_or("", |(_, name)| name)
    }
}

/// A type in words: "list of strings".
pub(crate) fn type_words(language: Language, names: &TypeNames, ty: &Type) -> Paragraph {
    let plain = |en: &str, zh: &str| sentence(language, en, zh);
    let one = |inner: &Type| type_words(language, names, inner);
    let many = |inner: &Type| plural(language, names, inner);
    match ty {
        Type::Bool | Type::BoolCodes { .. } => plain("boolean", "布尔值"),
        Type::Int32 => plain("32-bit integer", "32 位整数"),
        Type::Int64 | Type::IntOrString(WriteForm::Int) => plain("64-bit integer", "64 位整数"),
        Type::Float => plain("floating-point number", "浮点数"),
        Type::Decimal => plain("decimal number", "十进制数"),
        Type::String(None) | Type::IntOrString(WriteForm::String) => plain("string", "字符串"),
        Type::String(Some(Format::Email)) => plain("e-mail address", "邮箱地址"),
        Type::String(Some(Format::Phone)) => plain("phone number", "电话号码"),
        Type::String(Some(Format::Url)) => plain("URL", "网址"),
        Type::Bytes => plain("bytes", "字节数据"),
        Type::File => plain("file", "文件"),
        Type::Any => plain("any JSON value", "任意 JSON 值"),
        Type::Secret => plain("secret string", "保密字符串"),
        Type::Date(_) => plain("date", "日期"),
        Type::DateTime { .. } => plain("date and time", "日期时间"),
        Type::EpochSeconds | Type::EpochMillis => plain("point in time", "时间点"),
        Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner) => match is_simple(inner) {
            true => say(language, "list of {0}", "{0}列表", &[many(inner)]),
            false => say(language, "list of {0}", "由{0}组成的列表", &[many(inner)]),
        },
        Type::Map(inner) => say(
            language,
            "object that maps free keys to {0}",
            "键名不固定的对象，值为{0}",
            &[many(inner)],
        ),
        Type::IntMap(inner) => say(
            language,
            "object that maps whole numbers to {0}",
            "以整数为键的对象，值为{0}",
            &[many(inner)],
        ),
        Type::Pairs(key, value) | Type::FlatPairs(key, value, _) => say(
            language,
            "list of pairs of {0} and {1}",
            "键值对列表，键为{0}，值为{1}",
            &[one(key), one(value)],
        ),
        Type::JsonString(inner) | Type::InString(inner) | Type::Trimmed(inner) => one(inner),
        Type::Sentinel(inner, _) => say(language, "{0}, or none", "{0}或无值", &[one(inner)]),
        Type::Named(id) => vec![names.piece(*id)],
        Type::Nullable(inner) => say(language, "{0} or null", "{0}或 null", &[one(inner)]),
    }
}

/// Several values of a type; Chinese says them as one.
fn plural(language: Language, names: &TypeNames, ty: &Type) -> Paragraph {
    let plain = |en: &str, zh: &str| sentence(language, en, zh);
    let one = |ty: &Type| type_words(language, names, ty);
    match ty {
        Type::Bool | Type::BoolCodes { .. } => plain("booleans", "布尔值"),
        Type::Int32 => plain("32-bit integers", "32 位整数"),
        Type::Int64 | Type::IntOrString(WriteForm::Int) => plain("64-bit integers", "64 位整数"),
        Type::Float => plain("floating-point numbers", "浮点数"),
        Type::Decimal => plain("decimal numbers", "十进制数"),
        Type::String(None) | Type::IntOrString(WriteForm::String) => plain("strings", "字符串"),
        Type::String(Some(Format::Email)) => plain("e-mail addresses", "邮箱地址"),
        Type::String(Some(Format::Phone)) => plain("phone numbers", "电话号码"),
        Type::String(Some(Format::Url)) => plain("URLs", "网址"),
        Type::File => plain("files", "文件"),
        Type::Any => plain("any JSON values", "任意 JSON 值"),
        Type::Secret => plain("secret strings", "保密字符串"),
        Type::Date(_) => plain("dates", "日期"),
        Type::DateTime { .. } => plain("dates and times", "日期时间"),
        Type::EpochSeconds | Type::EpochMillis => plain("points in time", "时间点"),
        Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner) => {
            let items = plural(language, names, inner);
            match is_simple(inner) {
                true => say(language, "lists of {0}", "{0}列表", &[items]),
                false => say(language, "lists of {0}", "由{0}组成的列表", &[items]),
            }
        }
        Type::JsonString(inner) | Type::InString(inner) | Type::Trimmed(inner) => {
            plural(language, names, inner)
        }
        Type::Nullable(inner) => say(
            language,
            "{0} or nulls",
            "{0}或 null",
            &[plural(language, names, inner)],
        ),
        Type::Map(inner) => say(
            language,
            "objects that map free keys to {0}",
            "键名不固定、值为{0}的对象",
            &[plural(language, names, inner)],
        ),
        Type::IntMap(inner) => say(
            language,
            "objects that map whole numbers to {0}",
            "以整数为键、值为{0}的对象",
            &[plural(language, names, inner)],
        ),
        Type::Pairs(key, value) | Type::FlatPairs(key, value, _) => say(
            language,
            "lists of pairs of {0} and {1}",
            "键为{0}、值为{1}的键值对列表",
            &[one(key), one(value)],
        ),
        Type::Bytes | Type::Named(_) | Type::Sentinel(..) => one(ty),
    }
}

/// Whether "list of it" reads well in Chinese without further words.
fn is_simple(ty: &Type) -> bool {
    match ty {
        Type::JsonString(inner) | Type::InString(inner) | Type::Trimmed(inner) => is_simple(inner),
        Type::List(_)
        | Type::OneOrMany(_)
        | Type::Csv(_)
        | Type::Map(_)
        | Type::IntMap(_)
        | Type::Pairs(..)
        | Type::FlatPairs(..)
        | Type::Nullable(_)
        | Type::Sentinel(..) => false,
        _ => true,
    }
}

/// A type as the spec writes it.
pub(crate) fn spec_text(names: &TypeNames, ty: &Type) -> String {
    let inside = |name: &str, inner: &Type| format!("{name}({})", spec_text(names, inner));
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::Int32 => "int32".to_owned(),
        Type::Int64 => "int64".to_owned(),
        Type::Float => "float".to_owned(),
        Type::Decimal => "decimal".to_owned(),
        Type::String(None) => "string".to_owned(),
        Type::String(Some(Format::Email)) => "email".to_owned(),
        Type::String(Some(Format::Phone)) => "phone".to_owned(),
        Type::String(Some(Format::Url)) => "url".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::File => "file".to_owned(),
        Type::Any => "any".to_owned(),
        Type::Secret => "secret".to_owned(),
        Type::Date(formats) => dated("date", formats, None),
        Type::DateTime { formats, zone } => dated("datetime", formats, zone.as_deref()),
        Type::EpochSeconds => "epoch_seconds".to_owned(),
        Type::EpochMillis => "epoch_millis".to_owned(),
        Type::BoolCodes { on, off } => format!("bool: {{ true: {on}, false: {off} }}"),
        Type::List(inner) => inside("list", inner),
        Type::Map(inner) => inside("map", inner),
        Type::IntMap(inner) => format!("map(int64, {})", spec_text(names, inner)),
        Type::OneOrMany(inner) => inside("one_or_many", inner),
        Type::Csv(inner) => inside("csv", inner),
        Type::JsonString(inner) => inside("json_string", inner),
        Type::Pairs(key, value) => pair("pairs", names, key, value, ""),
        Type::FlatPairs(key, value, None) => pair("flat_pairs", names, key, value, ""),
        Type::FlatPairs(key, value, Some((k, v))) => {
            let members = format!(", key=\"{k}\", value=\"{v}\"");
            pair("flat_pairs", names, key, value, &members)
        }
        Type::IntOrString(WriteForm::Int) => "int_or_string".to_owned(),
        Type::IntOrString(WriteForm::String) => "int_or_string(write=string)".to_owned(),
        Type::InString(inner) => inside("in_string", inner),
        Type::Trimmed(inner) => inside("trimmed", inner),
        Type::Sentinel(inner, none) => {
            format!("sentinel({}, \"{none}\")", spec_text(names, inner))
        }
        Type::Named(id) => names.name(*id).to_owned(),
        Type::Nullable(inner) => format!("{}?", spec_text(names, inner)),
    }
}

fn dated(name: &str, formats: &[String], zone: Option<&str>) -> String {
    let formats = formats.iter().map(|format| format!("\"{format}\""));
    let zone = zone.map(|zone| format!("zone=\"{zone}\""));
    let arguments: Vec<String> = formats.chain(zone).collect();
    match arguments.is_empty() {
        true => name.to_owned(),
        false => format!("{name}({})", arguments.join(", ")),
    }
}

fn pair(name: &str, names: &TypeNames, key: &Type, value: &Type, more: &str) -> String {
    let (key, value) = (spec_text(names, key), spec_text(names, value));
    format!("{name}({key}, {value}{more})")
}
