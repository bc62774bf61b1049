//! Functions that write a value in another alphabet.

use apiloom_wire::functions as f;

use super::signature::{Docs, Form, Function, Gives, Overload, Param, Takes};
use super::texts::one;
use super::{Args, maybe, text};
use crate::expr::value::Value;

const TEXT: Param = Param::new("text", Takes::Text);
const DATA: Param = Param::new("data", Takes::Octets);
const SET: Param = Param::new(
    "set",
    Takes::Word(&[("rfc3986", "Rfc3986"), ("form", "Form"), ("path", "Path")]),
);

pub(super) static FUNCTIONS: &[Function] = &[
    one!("percent", "percent", [TEXT, SET] => Text,
        "The text percent-encoded: \"rfc3986\" keeps only letters, digits and -._~; \"form\" is that of HTML forms, a space becomes +; \"path\" keeps what a path may hold, / too.",
        "百分号编码：\"rfc3986\" 只保留字母、数字和 -._~；\"form\" 为表单编码，空格变为 +；\"path\" 保留路径允许的字符，包括 /。",
        |a| text(f::percent(Args(a).text(0)?, set(Args(a).text(1)?)?))),
    one!("percent_keep", "percent_keep", [TEXT, Param::new("keep", Takes::Text)] => Text,
        "The text percent-encoded as \"rfc3986\", except the characters to keep.",
        "按 \"rfc3986\" 做百分号编码，但保留给出的字符。",
        |a| text(f::percent_keep(Args(a).text(0)?, Args(a).text(1)?))),
    one!("hex", "hex", [DATA] => Text,
        "The bytes as lower-case hexadecimal digits.",
        "字节的小写十六进制。",
        |a| text(f::hex(Args(a).octets(0)?))),
    one!("HEX", "hex_upper", [DATA] => Text,
        "The bytes as upper-case hexadecimal digits.",
        "字节的大写十六进制。",
        |a| text(f::hex_upper(Args(a).octets(0)?))),
    one!("base64", "base64", [DATA] => Text,
        "The bytes in base64 with padding; of a text, its UTF-8.",
        "带填充的 base64；文本按 UTF-8。",
        |a| text(f::base64(Args(a).octets(0)?))),
    one!("base64url", "base64url", [DATA] => Text,
        "The bytes in base64's alphabet for URLs, without padding.",
        "URL 安全的 base64，无填充。",
        |a| text(f::base64url(Args(a).octets(0)?))),
    Function {
        name: "base64_decode",
        docs: Docs {
            en: "The bytes that base64 text stands for, either alphabet, padded or not; absent if it is none.",
            zh: "解码 base64（两种字母表，有无填充皆可）；不是 base64 时为空缺。",
        },
        form: Form::Plain {
            overloads: &[Overload {
                takes: &[TEXT],
                gives: Gives::MaybeBytes,
                rust: "base64_decode",
                run: |a| maybe(f::base64_decode(Args(a).text(0)?), Value::Bytes),
                lifts: true,
            }],
            digest: false,
        },
    },
    Function {
        name: "json",
        docs: Docs {
            en: "The value as compact JSON: a text as a string, pairs as an object of strings.",
            zh: "紧凑的 JSON：文本为字符串，键值对为字符串对象。",
        },
        form: Form::Plain {
            overloads: &[
                json(
                    &[Param::new("value", Takes::Json)],
                    "json_value",
                    |a| match a.first()? {
                        Value::Json(value) => text(f::json_value(value)),
                        _ => None,
                    },
                ),
                json(&[Param::new("value", Takes::Text)], "json_text", |a| {
                    text(f::json_text(Args(a).text(0)?))
                }),
                json(&[Param::new("value", Takes::Texts)], "json_list", |a| {
                    text(f::json_list(&Args(a).texts(0)?))
                }),
                json(&[Param::new("value", Takes::Pairs)], "json_pairs", |a| {
                    text(f::json_pairs(Args(a).pairs(0)?))
                }),
                json(&[Param::new("value", Takes::Int)], "as_text", |a| {
                    text(f::as_text(Args(a).int(0)?))
                }),
            ],
            digest: false,
        },
    },
    one!("basic", "basic",
        [Param::new("user", Takes::Text), Param::new("password", Takes::Text)] => Text,
        "The whole Authorization header of HTTP's Basic scheme.",
        "HTTP Basic 认证的完整 Authorization 头。",
        |a| text(f::basic(Args(a).text(0)?, Args(a).text(1)?))),
];

fn set(word: &str) -> Option<f::Percent> {
    match word {
        "rfc3986" => Some(f::Percent::Rfc3986),
        "form" => Some(f::Percent::Form),
        "path" => Some(f::Percent::Path),
        _ => None,
    }
}

const fn json(
    takes: &'static [Param],
    rust: &'static str,
    run: fn(&[Value]) -> Option<Value>,
) -> Overload {
    Overload {
        takes,
        gives: Gives::Text,
        rust,
        run,
        lifts: false,
    }
}
