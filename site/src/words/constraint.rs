//! What values must be like.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::{Constraint, Format, Type};

use super::{code, say, sentence};
use crate::book::Paragraph;

/// What a constraint demands: "1 to 20 characters".
pub(crate) fn constraint(language: Language, constraint: &Constraint) -> Paragraph {
    match constraint {
        Constraint::Length(from, to) => {
            let units = [
                ("{0} character", "{0} 个字符"),
                ("{0} characters", "{0} 个字符"),
            ];
            counted(language, *from, *to, units)
        }
        Constraint::ByteLength(from, to) => {
            let units = [
                ("{0} byte in UTF-8", "UTF-8 编码后 {0} 字节"),
                ("{0} bytes in UTF-8", "UTF-8 编码后 {0} 字节"),
            ];
            counted(language, *from, *to, units)
        }
        Constraint::Items(from, to) => {
            let units = [("{0} item", "{0} 项"), ("{0} items", "{0} 项")];
            counted(language, *from, *to, units)
        }
        Constraint::Range(from, to) => range(language, from.as_deref(), to.as_deref()),
        Constraint::Pattern(pattern) => say(
            language,
            "matches the regular expression {0} as a whole",
            "整体匹配正则表达式 {0}",
            &[code(&pattern.source)],
        ),
        Constraint::Unique => sentence(language, "no item twice", "各项不得重复"),
    }
}

/// So many of something; the units are for one and for several, each in both languages.
fn counted(
    language: Language,
    from: Option<u64>,
    to: Option<u64>,
    units: [(&str, &str); 2],
) -> Paragraph {
    // Nothing has less than none.
    let from = from.filter(|from| *from > 0 || to.is_none() || to == Some(0));
    let (number, last) = match (from, to) {
        (Some(from), Some(to)) if from == to => {
            let number = format!("exactly {from}");
            (super::pick(language, number, format!("恰好 {from}")), to)
        }
        (Some(from), Some(to)) => {
            let number = format!("{from} to {to}");
            (super::pick(language, number, format!("{from}–{to}")), to)
        }
        (Some(from), None) => {
            let number = format!("at least {from}");
            (super::pick(language, number, format!("至少 {from}")), from)
        }
        (None, Some(to)) => {
            let number = format!("at most {to}");
            (super::pick(language, number, format!("至多 {to}")), to)
        }
        (None, None) => return sentence(language, "any number", "数量不限"),
    };
    let [one, several] = units;
    let (en, zh) = if last == 1 { one } else { several };
    say(language, en, zh, &[super::text(&number)])
}

fn range(language: Language, from: Option<&str>, to: Option<&str>) -> Paragraph {
    match (from, to) {
        (Some(from), Some(to)) if from == to => {
            say(language, "exactly {0}", "恰好为 {0}", &[super::text(from)])
        }
        (Some(from), Some(to)) => say(
            language,
            "from {0} to {1}",
            "{0} 到 {1}",
            &[super::text(from), super::text(to)],
        ),
        (Some(from), None) => say(language, "{0} or more", "不小于 {0}", &[super::text(from)]),
        (None, Some(to)) => say(language, "at most {0}", "不大于 {0}", &[super::text(to)]),
        (None, None) => sentence(language, "any number", "数值不限"),
    }
}

/// What is checked of a text by its type, before it is sent.
pub(crate) fn text_form(language: Language, ty: &Type) -> Option<Paragraph> {
    let mut formats = Vec::new();
    ty.walk(&mut |inner| {
        if let Type::String(Some(format)) = inner {
            formats.push(*format);
        }
    });
    Some(match formats.first()? {
        Format::Email => sentence(
            language,
            "an e-mail address of at most 254 bytes",
            "邮箱地址，至多 254 字节",
        ),
        Format::Phone => sentence(
            language,
            "a Chinese mobile, landline or service number, or an international number with +",
            "中国大陆手机号、固定电话或服务号码，或带 + 的国际号码",
        ),
        Format::Url => sentence(
            language,
            "an http or https URL without white space",
            "http 或 https 网址，不含空白",
        ),
    })
}
