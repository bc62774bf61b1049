//! The built-in types: their names, their arguments, and how other languages spell them.

use std::collections::HashMap;

use super::Check;
use super::type_text::{Argument, TypeText};
use crate::diagnostic::{Code, Help, help};
use crate::model::{Format, Type, WriteForm};
use crate::spec::Text;

/// The built-in types, for "did you mean".
pub(super) const BUILT_IN: &[&str] = &[
    "any",
    "bool",
    "bytes",
    "csv",
    "date",
    "datetime",
    "decimal",
    "email",
    "epoch_millis",
    "epoch_seconds",
    "file",
    "flat_pairs",
    "float",
    "in_string",
    "int32",
    "int64",
    "int_or_string",
    "json_string",
    "list",
    "map",
    "one_or_many",
    "pairs",
    "phone",
    "secret",
    "sentinel",
    "string",
    "trimmed",
    "url",
];

/// The names of the built-in types, for the language's reference.
pub fn built_in_types() -> &'static [&'static str] {
    BUILT_IN
}

/// The built-in types that take no arguments.
const BARE: &[&str] = &[
    "any",
    "bool",
    "bytes",
    "decimal",
    "email",
    "epoch_millis",
    "epoch_seconds",
    "file",
    "float",
    "int32",
    "int64",
    "phone",
    "secret",
    "string",
    "url",
];
impl Check<'_> {
    pub(super) fn built_in(&mut self, text: &Text, parsed: &TypeText) -> Option<Type> {
        let here = text.part(parsed.at.0, parsed.at.1);
        if BARE.contains(&parsed.name.as_str()) && !parsed.arguments.is_empty() {
            let message = format!("`{}` takes no arguments", parsed.name);
            let help = match parsed.name.as_str() {
                "string" => help!(
                    "write `type: string`, and `length: ..20` beside it",
                    "写 `type: string`，并在旁边写 `length: ..20`"
                ),
                "decimal" | "float" | "int32" | "int64" => {
                    help!(
                        "remove them; write `range: 1..20` beside `type` for bounds",
                        "删除参数；范围写在 `type` 旁边：`range: 1..20`"
                    )
                }
                _ => help!("remove them", "删除参数"),
            };
            self.report(Code::TypeArguments, here, message, help);
            return None;
        }
        let mut types = Vec::new();
        let mut literals = Vec::new();
        let mut places = Vec::new();
        let mut named: HashMap<&str, &str> = HashMap::new();
        for argument in &parsed.arguments {
            match argument {
                Argument::Type(inner) => {
                    if let Some(at) = inner.required {
                        let span = text.part(at, at + 1);
                        let message = "`!` means nothing inside a type";
                        self.report(Code::BadMarker, span, message, moved_marker(text, at));
                        return None;
                    }
                    let (ty, null) = self.resolve(text, inner)?;
                    types.push(match inner.nullable || null {
                        true => Type::Nullable(Box::new(ty)),
                        false => ty,
                    });
                }
                Argument::Literal(literal, (from, to)) => {
                    literals.push(literal.clone());
                    places.push(text.part(*from, *to));
                }
                Argument::Named(name, value) => drop(named.insert(name.as_str(), value.as_str())),
            }
        }
        let (signature, ty) = built_in(&parsed.name, types, literals.clone(), &named);
        if matches!(parsed.name.as_str(), "date" | "datetime") {
            for (format, place) in literals.iter().zip(places) {
                if apiloom_wire::check_pattern(format).is_err() {
                    let message = format!("`{format}` is not a date format");
                    self.report(Code::DateFormat, place, message, date_format_help(format));
                    return None;
                }
                if let Some(part) = repeated_part(format) {
                    let message = format!("`{part}` stands twice in `{format}`");
                    self.report(Code::DateFormat, place, message, date_format_help(format));
                    return None;
                }
            }
            if let Some(zone) = named
                .get("zone")
                .filter(|zone| ty.is_none() && **zone != "unknown")
            {
                let message = format!("`{zone}` is not a zone");
                let help = help!(
                    "write an offset such as `zone=\"+08:00\"`, or `zone=\"unknown\"`",
                    "写时差，例如 `zone=\"+08:00\"`，或写 `zone=\"unknown\"`"
                );
                self.report(Code::TypeArguments, here, message, help);
                return None;
            }
        }
        if ty.is_none() {
            let message = format!("`{}` is given the wrong arguments", parsed.name);
            let help = match parsed.name.as_str() {
                "csv" if !named.is_empty() => help!(
                    "write `csv(T)`; a comma is its only separator",
                    "写成 `csv(T)`；它只能用逗号分隔"
                ),
                "csv" if parsed.arguments.is_empty() => help!(
                    "write `file` for a file that is downloaded or sent, or `csv(T)` for a text of items between commas",
                    "下载或上传的文件写 `file`；逗号分隔各项的文本写 `csv(T)`"
                ),
                _ => help!("write `{signature}`", "写成 `{signature}`"),
            };
            self.report(Code::TypeArguments, here, message, help);
        }
        ty
    }
}

/// A built-in type by its name and arguments, beside the way to write it; `None` if they do not fit.
fn built_in(
    name: &str,
    types: Vec<Type>,
    literals: Vec<String>,
    named: &HashMap<&str, &str>,
) -> (&'static str, Option<Type>) {
    let only_named = |allowed: &[&str]| named.keys().all(|key| allowed.contains(key));
    let bare = types.is_empty() && literals.is_empty() && named.is_empty();
    let none = |ty: Type| bare.then_some(ty);
    let plain_types = literals.is_empty() && named.is_empty();
    let mut types = types.into_iter();
    let mut one = |wrap: fn(Box<Type>) -> Type| match (types.next(), types.next(), plain_types) {
        (Some(ty), None, true) => Some(wrap(Box::new(ty))),
        _ => None,
    };
    match name {
        "any" => ("any", none(Type::Any)),
        "bool" => ("bool", none(Type::Bool)),
        "bytes" => ("bytes", none(Type::Bytes)),
        "decimal" => ("decimal", none(Type::Decimal)),
        "file" => ("file", none(Type::File)),
        "email" => ("email", none(Type::String(Some(Format::Email)))),
        "phone" => ("phone", none(Type::String(Some(Format::Phone)))),
        "url" => ("url", none(Type::String(Some(Format::Url)))),
        "string" => ("string", none(Type::String(None))),
        "secret" => ("secret", none(Type::Secret)),
        "float" => ("float", none(Type::Float)),
        "int32" => ("int32", none(Type::Int32)),
        "int64" => ("int64", none(Type::Int64)),
        "epoch_seconds" => ("epoch_seconds", none(Type::EpochSeconds)),
        "epoch_millis" => ("epoch_millis", none(Type::EpochMillis)),
        "list" => ("list(T)", one(Type::List)),
        "one_or_many" => ("one_or_many(T)", one(Type::OneOrMany)),
        "csv" => ("csv(T)", one(Type::Csv)),
        "json_string" => ("json_string(T)", one(Type::JsonString)),
        "in_string" => ("in_string(int64)", one(Type::InString)),
        "trimmed" => (
            "trimmed(string)",
            match one(Type::Trimmed) {
                Some(Type::Trimmed(inner))
                    if matches!(*inner, Type::String(_) | Type::Named(_)) =>
                {
                    Some(Type::Trimmed(inner))
                }
                _ => None,
            },
        ),
        "map" => (
            "map(T)",
            match (types.next(), types.next(), types.next(), plain_types) {
                (Some(value), None, None, true) => Some(Type::Map(Box::new(value))),
                (Some(Type::String(None)), Some(value), None, true) => {
                    Some(Type::Map(Box::new(value)))
                }
                (Some(Type::Int64), Some(value), None, true) => Some(Type::IntMap(Box::new(value))),
                _ => None,
            },
        ),
        "pairs" => (
            "pairs(K, V)",
            match (types.next(), types.next(), types.next(), plain_types) {
                (Some(key), Some(value), None, true) => {
                    Some(Type::Pairs(Box::new(key), Box::new(value)))
                }
                _ => None,
            },
        ),
        "flat_pairs" => ("flat_pairs(K, V, key=\"id\", value=\"content\")", {
            let names = match (named.get("key"), named.get("value")) {
                (Some(key), Some(value)) => Some(Some(((*key).to_owned(), (*value).to_owned()))),
                (None, None) if named.is_empty() => Some(None),
                _ => None,
            };
            match (types.next(), types.next(), types.next(), names) {
                (Some(key), Some(value), None, Some(names)) if literals.is_empty() => {
                    Some(Type::FlatPairs(Box::new(key), Box::new(value), names))
                }
                _ => None,
            }
        }),
        "int_or_string" => ("int_or_string(write=int)", {
            let form = match named.get("write").copied() {
                None | Some("int") => Some(WriteForm::Int),
                Some("string") => Some(WriteForm::String),
                Some(_) => None,
            };
            let fits = types.next().is_none() && literals.is_empty() && only_named(&["write"]);
            form.filter(|_| fits).map(Type::IntOrString)
        }),
        "sentinel" => (
            "sentinel(T, \"_empty\")",
            match (types.next(), types.next(), literals.as_slice()) {
                (Some(ty), None, [text]) if named.is_empty() => {
                    Some(Type::Sentinel(Box::new(ty), text.clone()))
                }
                _ => None,
            },
        ),
        "date" => ("date(\"yyyy-MM-dd\")", {
            let fits = types.next().is_none() && named.is_empty();
            fits.then_some(Type::Date(literals))
        }),
        "datetime" => ("datetime(\"yyyy-MM-dd HH:mm:ss\", zone=\"+08:00\")", {
            let zone = named
                .get("zone")
                .map(|zone| (*zone).to_owned())
                .filter(|zone| zone != "unknown");
            let known = zone
                .as_deref()
                .is_none_or(|z| apiloom_wire::functions::check_zone(z).is_ok());
            let fits = types.next().is_none() && only_named(&["zone"]) && known;
            fits.then_some(Type::DateTime {
                formats: literals,
                zone,
            })
        }),
        _ => ("a type", None),
    }
}

/// A `!` inside of a type is meant for the whole of it.
fn moved_marker(text: &Text, at: usize) -> Help {
    let help = help!(
        "move `!` to the end of the whole type",
        "把 `!` 移到整个类型的末尾"
    );
    let whole = text.as_str();
    match (whole.matches('!').count(), text.verbatim) {
        (1, Some(_)) => help
            .changing(vec![
                (text.part(at, at + 1), String::new()),
                (text.part(whole.len(), whole.len()), "!".to_owned()),
            ])
            // The items may be meant, which are never null without a mark.
            .perhaps(),
        _ => help,
    }
}

/// What to write for a format of dates that other libraries spell otherwise.
fn date_format_help(format: &str) -> Help {
    let ours = format
        .replace("YYYY", "yyyy")
        .replace('D', "d")
        .replace("hh", "HH");
    let mut ours = ours.replace('T', "'T'").replace("''T''", "'T'");
    if repeated_part(&ours).is_some() {
        ours = with_minutes(&ours);
    }
    match apiloom_wire::check_pattern(&ours).is_ok() && repeated_part(&ours).is_none() {
        true => {
            let help = help!("write `{ours}`", "写成 `{ours}`");
            help.replacing(&format!("\"{format}"), format!("\"{ours}"))
        }
        false if apiloom_wire::check_pattern(&ours).is_ok() => {
            help!("write each part once", "每个部分只写一次")
        }
        false => help!(
            "write yyyy, MM, dd, HH, mm, ss, SSS, XXX, punctuation, and text in single quotes; M, d, H, m, s before punctuation, where there is no leading zero",
            "只用 yyyy、MM、dd、HH、mm、ss、SSS、XXX、标点和单引号中的文本；不补零时写 M、d、H、m、s，其后须为标点"
        ),
    }
}

/// A part that a date format has twice: nobody knows which of them counts.
fn repeated_part(format: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    // What stands between quotes is text.
    for plain in format.split('\'').step_by(2) {
        let mut last = None;
        for c in plain.chars() {
            match parts.last_mut().filter(|_| last == Some(c)) {
                Some(part) => part.push(c),
                None if c.is_ascii_alphabetic() => parts.push(c.to_string()),
                None => {}
            }
            last = c.is_ascii_alphabetic().then_some(c);
        }
    }
    let twice = |(index, part): (usize, &String)| {
        let before = parts[..index].iter();
        before.clone().any(|other| other[..1] == part[..1])
    };
    let at = parts.iter().enumerate().position(twice)?;
    parts.get(at).cloned()
}

/// A date format whose minutes, and seconds behind them, were written in capital letters.
fn with_minutes(format: &str) -> String {
    let mut ours = format.to_owned();
    for between in [":", ".", "-", ""] {
        ours = ours.replace(&format!("HH{between}MM"), &format!("HH{between}mm"));
        ours = ours.replace(&format!("mm{between}SS"), &format!("mm{between}ss"));
    }
    ours
}

/// Whether another language's type is just the one that we spell otherwise.
pub(super) fn is_same_type(name: &str) -> bool {
    let same = [
        "integer", "long", "bigint", "int", "short", "str", "text", "varchar", "boolean", "double",
        "real",
    ];
    same.contains(&name.to_ascii_lowercase().as_str())
}

/// How vendors and other languages spell our types.
pub(super) fn common_spelling(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "long" | "bigint" | "int" => "int64",
        "number" | "numeric" | "money" => "decimal",
        "short" => "int32",
        "str" | "text" | "varchar" => "string",
        "boolean" => "bool",
        "double" | "real" => "float",
        "array" | "vec" | "set" => "list(T)",
        "dict" | "hashmap" => "map(T)",
        "object" | "json" => "any",
        "timestamp" => "epoch_seconds",
        "binary" | "blob" | "upload" | "download" | "attachment" | "stream" => "file",
        "xlsx" | "xls" | "excel" | "pdf" | "zip" | "image" | "png" | "jpg" | "jpeg" => "file",
        _ => return None,
    })
}
