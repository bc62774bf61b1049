//! What is said of values that are not as they should be, in both languages.

use crate::model::{Api, Docs, Rule, RuleKind, Type};

/// What a rule over several fields says where it is broken; empty if it is said by the fields that it names.
pub fn rule_message(rule: &Rule) -> Docs {
    let (RuleKind::Require { when, require, .. }, true) = (&rule.kind, rule.message.is_empty())
    else {
        return rule.message.clone();
    };
    let text = match when {
        Some(when) => format!("when {when}: {require}"),
        None => require.clone(),
    };
    Docs {
        en: Some(format!("this must hold: {text}")),
        zh: Some(format!("须满足：{text}")),
    }
}

/// What belongs where a value of a type stands, in words.
pub fn expected(api: &Api, ty: &Type) -> Docs {
    let (en, zh) = match ty {
        Type::Bool => ("a bool".to_owned(), "布尔值".to_owned()),
        Type::Int32 | Type::Int64 | Type::EpochSeconds | Type::EpochMillis => {
            ("an integer".to_owned(), "整数".to_owned())
        }
        Type::IntOrString(_) => ("an integer or a text".to_owned(), "整数或文本".to_owned()),
        Type::Float | Type::Decimal => ("a number".to_owned(), "数字".to_owned()),
        Type::Date(formats) if !formats.is_empty() => {
            let formats = formats.join(", ");
            (
                format!("a date as {formats}"),
                format!("日期，格式为 {formats}"),
            )
        }
        Type::Date(_) => (
            "a date as yyyy-MM-dd".to_owned(),
            "日期，格式为 yyyy-MM-dd".to_owned(),
        ),
        Type::DateTime { formats, .. } if !formats.is_empty() => {
            let formats = formats.join(", ");
            (
                format!("a date with a time as {formats}"),
                format!("日期时间，格式为 {formats}"),
            )
        }
        Type::DateTime { .. } => (
            "a date with a time as RFC 3339 has it".to_owned(),
            "RFC 3339 格式的日期时间".to_owned(),
        ),
        Type::List(inner) => {
            let inner = expected(api, inner);
            let (en, zh) = (inner.en.unwrap_or_default(), inner.zh.unwrap_or_default());
            (format!("a list of this: {en}"), format!("列表，每项为{zh}"))
        }
        Type::Nullable(inner) | Type::Trimmed(inner) => return expected(api, inner),
        Type::Named(id) => {
            let name = api.declaration(*id).name.camel();
            (format!("what `{name}` is"), format!("类型 `{name}` 的值"))
        }
        Type::Pairs(..) | Type::FlatPairs(..) | Type::OneOrMany(_) => {
            ("a list".to_owned(), "列表".to_owned())
        }
        Type::Map(_) | Type::IntMap(_) => ("an object".to_owned(), "对象".to_owned()),
        Type::BoolCodes { on, off } => (format!("{on} or {off}"), format!("{on} 或 {off}")),
        Type::Any => ("a value".to_owned(), "值".to_owned()),
        Type::String(_)
        | Type::Secret
        | Type::Bytes
        | Type::File
        | Type::Csv(_)
        | Type::JsonString(_)
        | Type::InString(_)
        | Type::Sentinel(..) => ("a text".to_owned(), "文本".to_owned()),
    };
    Docs {
        en: Some(en),
        zh: Some(zh),
    }
}
