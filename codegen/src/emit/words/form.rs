//! How values stand on the wire, where that is not what readers expect of their type.

use super::{Hole, Saying};
use crate::model::{Type, WriteForm};

/// A sentence without its subject, with what stands in its holes.
type Predicate = (&'static str, &'static str, Vec<Hole>);

/// How a value stands on the wire, a sentence each; `json` says whether that is in JSON.
pub fn form(ty: &Type, json: bool) -> Vec<Saying> {
    let mut found = Vec::new();
    let form = Form { json };
    form.collect(ty, Whose::Value, &mut found);
    found
}

/// Whose form it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// That of the value itself.
    Value,
    /// That of each item of a list, or of each value of an object.
    Each,
}

struct Form {
    json: bool,
}

impl Form {
    fn collect(&self, ty: &Type, whose: Whose, found: &mut Vec<Saying>) {
        if let Some((en, zh, holes)) = self.own(ty) {
            let (subject_en, subject_zh) = match whose {
                Whose::Value => ("On the wire it is ", "传输时"),
                Whose::Each => ("Each item is ", "每一项"),
            };
            let (en, zh) = (format!("{subject_en}{en}."), format!("{subject_zh}{zh}。"));
            found.push(Saying::with(en, zh, holes));
        }
        match ty {
            Type::List(inner)
            | Type::Map(inner)
            | Type::IntMap(inner)
            | Type::OneOrMany(inner)
            | Type::Csv(inner) => self.collect(inner, Whose::Each, found),
            Type::Nullable(inner) | Type::Sentinel(inner, _) | Type::JsonString(inner) => {
                self.collect(inner, whose, found);
            }
            _ => {}
        }
    }

    /// What stands after "it is", with its holes.
    fn own(&self, ty: &Type) -> Option<Predicate> {
        let plain = |en, zh| Some((en, zh, Vec::new()));
        match ty {
            Type::Bytes if self.json => {
                plain("Base64 in a JSON string", "为以 Base64 编码的 JSON 字符串")
            }
            Type::Decimal if self.json => plain(
                "a number with all its digits; a string that holds one is read as well",
                "为保留全部位数的数字；读取时也接受内容为数字的字符串",
            ),
            Type::Date(formats) => Some(dated(formats, "2026-01-31")),
            Type::DateTime { formats, zone } => {
                Some(zoned(dated(formats, "2026-01-31T12:00:00Z"), formats, zone))
            }
            Type::EpochSeconds => plain(
                "the number of seconds since 1970-01-01 00:00 UTC",
                "为自 1970-01-01 00:00（UTC）起的秒数",
            ),
            Type::EpochMillis => plain(
                "the number of milliseconds since 1970-01-01 00:00 UTC",
                "为自 1970-01-01 00:00（UTC）起的毫秒数",
            ),
            Type::BoolCodes { on, off } => Some((
                "{0} for true and {1} for false",
                "以 {0} 表示真、{1} 表示假",
                vec![code(&on.to_string()), code(&off.to_string())],
            )),
            Type::OneOrMany(_) => plain(
                "a list; a single value is read as well",
                "为列表；读取时也接受单个值",
            ),
            Type::Csv(_) => plain(
                "one string with the items separated by commas, without spaces; no item may contain a comma",
                "为以英文逗号分隔各项的一个字符串，不含空格；各项中不能有逗号",
            ),
            Type::JsonString(_) if self.json => {
                plain("JSON inside a JSON string", "为放在 JSON 字符串中的 JSON")
            }
            Type::JsonString(_) => plain("JSON as text", "为 JSON 文本"),
            Type::Pairs(..) => Some((
                "a list of lists with two items each: {0}",
                "为由两项列表组成的列表：{0}",
                vec![code("[[key, value], …]")],
            )),
            Type::FlatPairs(_, _, members) => Some(flat(members.as_ref())),
            Type::IntOrString(WriteForm::Int) if self.json => plain(
                "a number; a string that holds one is read as well",
                "为数字；读取时也接受内容为数字的字符串",
            ),
            Type::IntOrString(WriteForm::String) if self.json => plain(
                "a string; a number is read as well",
                "为字符串；读取时也接受数字",
            ),
            Type::InString(_) if self.json => plain("inside a JSON string", "放在 JSON 字符串中"),
            Type::Trimmed(_) => plain(
                "written without white space at its ends, and read without it",
                "首尾不带空白；读取时去除首尾空白",
            ),
            Type::Sentinel(_, none) => Some((
                "the text {0} where there is no value",
                "以文本 {0} 表示没有值",
                vec![code(none)],
            )),
            _ => None,
        }
    }
}

fn dated(formats: &[String], usual: &str) -> Predicate {
    match formats.split_first() {
        None => (
            "a string such as {0}",
            "为形如 {0} 的字符串",
            vec![code(usual)],
        ),
        Some((first, [])) => ("a string like {0}", "采用 {0} 格式", vec![code(first)]),
        Some((first, others)) => (
            "a string like {0}; {1} is read as well",
            "采用 {0} 格式；读取时也接受 {1}",
            vec![code(first), Hole::Codes(others.to_vec())],
        ),
    }
}

/// The same with what a time without an offset means.
fn zoned(said: Predicate, formats: &[String], zone: &Option<String>) -> Predicate {
    let (en, zh, mut holes) = said;
    if formats.is_empty() || formats.iter().all(|format| format.contains("XXX")) {
        return (en, zh, holes);
    }
    let known = zone.as_deref().filter(|zone| *zone != "unknown");
    let (zone_en, zone_zh, zone) = match known {
        Some(zone) => (
            "{0}; a time without an offset is meant in the zone {1}",
            "{0}；不带时区的时间按 {1} 时区解释",
            code(zone),
        ),
        None => (
            "{0}; in which time zone is not documented",
            "{0}；所在时区没有文档说明",
            Hole::Text(String::new()),
        ),
    };
    holes = vec![Hole::Part(Saying::with(en, zh, holes)), zone];
    (zone_en, zone_zh, holes)
}

fn flat(members: Option<&(String, String)>) -> Predicate {
    let flat = code("[key, value, …]");
    match members {
        None => (
            "one flat list in which keys and values take turns: {0}",
            "为键与值交替排列的一维列表：{0}",
            vec![flat],
        ),
        Some((key, value)) => (
            "one flat list in which keys and values take turns: {0}; objects with {1} and {2} are read as well",
            "为键与值交替排列的一维列表：{0}；读取时也接受由 {1} 和 {2} 组成的对象",
            vec![flat, code(key), code(value)],
        ),
    }
}

fn code(text: &str) -> Hole {
    Hole::Code(text.to_owned())
}
