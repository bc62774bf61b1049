//! Functions of texts, and conversions to and from text.

use apiloom_wire::functions as f;

use super::signature::{Docs, Form, Function, Gives, Need, Overload, Param, Special, Takes};
use super::{Args, maybe, text, texts};
use crate::expr::value::Value;

const TEXT: Param = Param::new("text", Takes::Text);
const SEPARATOR: Param = Param::new("separator", Takes::Text);
const PARTS: Param = Param::new("part", Takes::Text).need(Need::Many);

/// A function with one signature.
macro_rules! one {
    ($name:literal, $rust:literal, [$($param:expr),*] => $gives:ident, $en:literal, $zh:literal, $run:expr) => {
        Function {
            name: $name,
            docs: Docs { en: $en, zh: $zh },
            form: Form::Plain {
                overloads: &[Overload {
                    takes: &[$($param),*],
                    gives: Gives::$gives,
                    rust: $rust,
                    run: $run,
                    lifts: false,
                }],
                digest: false,
            },
        }
    };
}
pub(super) use one;

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        name: "text",
        docs: Docs {
            en: "A template: each {hole} is replaced by the text of its expression; {{ and }} are braces.",
            zh: "模板：每个 {空位} 换成其中表达式的文本；{{ 和 }} 表示花括号本身。",
        },
        form: Form::Special(Special::Text, "text(\"…{expression}…\") gives text"),
    },
    one!("concat", "concat", [PARTS] => Text,
        "The texts one after the other.",
        "依次连接各段文本。",
        |a| text(f::concat(&Args(a).rest(0)?))),
    one!("lines", "lines", [PARTS] => Text,
        "The texts with a line feed between each two, none at the end.",
        "各段文本以换行符相连，末尾不加换行。",
        |a| text(f::lines(&Args(a).rest(0)?))),
    one!("join", "join", [Param::new("list", Takes::Texts), SEPARATOR] => Text,
        "The texts of a list with a separator between each two.",
        "用分隔符连接列表中的文本。",
        |a| text(f::join(&Args(a).texts(0)?, Args(a).text(1)?))),
    one!("split", "split", [TEXT, SEPARATOR] => Texts,
        "The pieces between the separators; the whole text if the separator is empty.",
        "按分隔符切分文本；分隔符为空时不切分。",
        |a| texts(f::split(Args(a).text(0)?, Args(a).text(1)?))),
    one!("lower", "lower", [TEXT] => Text,
        "The text in lower case.",
        "转为小写。",
        |a| text(f::lower(Args(a).text(0)?))),
    one!("upper", "upper", [TEXT] => Text,
        "The text in upper case.",
        "转为大写。",
        |a| text(f::upper(Args(a).text(0)?))),
    one!("trim", "trim", [TEXT] => Text,
        "The text without white space at its ends.",
        "去掉首尾空白。",
        |a| text(f::trim(Args(a).text(0)?))),
    one!("replace", "replace",
        [TEXT, Param::new("from", Takes::Text), Param::new("to", Takes::Text)] => Text,
        "The text with every `from` replaced by `to`.",
        "把文本中的 from 全部替换为 to。",
        |a| text(f::replace(Args(a).text(0)?, Args(a).text(1)?, Args(a).text(2)?))),
    one!("strip_prefix", "strip_prefix", [TEXT, Param::new("prefix", Takes::Text)] => Text,
        "The text without a prefix, unchanged if it does not have it.",
        "去掉前缀；没有该前缀时原样返回。",
        |a| text(f::strip_prefix(Args(a).text(0)?, Args(a).text(1)?))),
    one!("after_last", "after_last", [TEXT, SEPARATOR] => Text,
        "What follows the last separator, the whole text if there is none.",
        "最后一个分隔符之后的部分；没有分隔符时为整个文本。",
        |a| text(f::after_last(Args(a).text(0)?, Args(a).text(1)?))),
    one!("starts_with", "starts_with", [TEXT, Param::new("prefix", Takes::Text)] => Bool,
        "Whether the text starts with a prefix.",
        "文本是否以该前缀开头。",
        |a| Some(Value::Bool(f::starts_with(Args(a).text(0)?, Args(a).text(1)?)))),
    one!("slice", "slice",
        [TEXT, Param::new("start", Takes::Int), Param::new("end", Takes::Int).need(Need::Optional)] => Text,
        "The characters from `start` up to, not including, `end`; negative positions count from the end, what lies outside is left out.",
        "从 start 到 end（不含）的字符；负数从末尾数起，超出部分忽略。",
        |a| text(f::slice(Args(a).text(0)?, Args(a).int(1)?, Args(a).int(2)))),
    one!("length", "length", [TEXT] => Int,
        "The number of characters.",
        "字符数。",
        |a| Some(Value::Int(f::length(Args(a).text(0)?)))),
    one!("byte_length", "byte_length", [Param::new("data", Takes::Octets)] => Int,
        "The number of bytes; of a text, in UTF-8.",
        "字节数；文本按 UTF-8 计。",
        |a| Some(Value::Int(f::byte_length(Args(a).octets(0)?)))),
    Function {
        name: "as_text",
        docs: Docs {
            en: "The value as text; absent for bytes that are not UTF-8 and for JSON null, lists and objects.",
            zh: "转为文本；非 UTF-8 的字节以及 JSON 的 null、数组和对象得到空缺。",
        },
        form: Form::Plain {
            overloads: &[
                convert(
                    &[Param::new("value", Takes::Int)],
                    Gives::Text,
                    "as_text",
                    |a| text(f::as_text(Args(a).int(0)?)),
                ),
                convert(
                    &[Param::new("value", Takes::Decimal)],
                    Gives::Text,
                    "as_text",
                    |a| match a.first()? {
                        Value::Decimal(value) => text(f::as_text(value)),
                        _ => None,
                    },
                ),
                convert(
                    &[Param::new("value", Takes::Bool)],
                    Gives::Text,
                    "as_text",
                    |a| match a.first()? {
                        Value::Bool(value) => text(f::as_text(value)),
                        _ => None,
                    },
                ),
                convert(
                    &[Param::new("value", Takes::Json)],
                    Gives::MaybeText,
                    "json_to_text",
                    |a| match a.first()? {
                        Value::Json(value) => maybe(f::json_to_text(value), Value::Text),
                        _ => None,
                    },
                ),
                convert(
                    &[Param::new("value", Takes::Bytes)],
                    Gives::MaybeText,
                    "bytes_to_text",
                    |a| maybe(f::bytes_to_text(Args(a).octets(0)?), Value::Text),
                ),
            ],
            digest: false,
        },
    },
    Function {
        name: "as_int",
        docs: Docs {
            en: "The value as a whole number; absent if it is none.",
            zh: "转为整数；不是整数时为空缺。",
        },
        form: Form::Plain {
            overloads: &[
                convert(
                    &[Param::new("value", Takes::Text)],
                    Gives::MaybeInt,
                    "as_int",
                    |a| maybe(f::as_int(Args(a).text(0)?), Value::Int),
                ),
                convert(
                    &[Param::new("value", Takes::Json)],
                    Gives::MaybeInt,
                    "json_to_int",
                    |a| match a.first()? {
                        Value::Json(value) => maybe(f::json_to_int(value), Value::Int),
                        _ => None,
                    },
                ),
                convert(
                    &[Param::new("value", Takes::Decimal)],
                    Gives::MaybeInt,
                    "decimal_to_int",
                    |a| match a.first()? {
                        Value::Decimal(value) => maybe(f::decimal_to_int(value), Value::Int),
                        _ => None,
                    },
                ),
            ],
            digest: false,
        },
    },
];

/// A conversion, which also takes an optional.
const fn convert(
    takes: &'static [Param],
    gives: Gives,
    rust: &'static str,
    run: fn(&[Value]) -> Option<Value>,
) -> Overload {
    Overload {
        takes,
        gives,
        rust,
        run,
        lifts: true,
    }
}
