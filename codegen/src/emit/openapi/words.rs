//! What a spec says in its own terms, as words: for programs one, for people a sentence in both languages.

use crate::emit::rust::{escape, one_line, plain};
use crate::lower;
use crate::model::{
    Api, Clear, Consequence, Constraint, Docs, Effect, Field, LeftOut, Limit, Literal, Repeat,
    Rule, RuleKind, Type, TypeKind, Update, Where, WireName, WriteForm,
};

/// The same thing in English and Chinese.
pub(super) type Words = (String, String);

fn words(en: &str, zh: &str) -> Words {
    (en.to_owned(), zh.to_owned())
}

/// How the values of a type are written, where JSON Schema cannot say it; types inside it too.
pub(super) fn forms(api: &Api, ty: &Type) -> Vec<Words> {
    let mut all = Vec::new();
    ty.walk(&mut |ty| all.extend(form(api, ty)));
    all
}

fn form(api: &Api, ty: &Type) -> Option<Words> {
    Some(match ty {
        Type::Csv(_) => words(
            "Several values stand in one text, with commas between them.",
            "多个值写在一个文本中，以逗号分隔。",
        ),
        Type::JsonString(inner) => match &**inner {
            Type::Named(id) => {
                let name = api.declaration(*id).name.camel();
                (
                    format!("It is JSON as a text, of the type `{name}`."),
                    format!("以文本形式写出的 JSON，类型为 `{name}`。"),
                )
            }
            _ => words("It is JSON as a text.", "以文本形式写出的 JSON。"),
        },
        Type::InString(_) => words(
            "It is a number or a bool as a text.",
            "以文本形式写出的数字或布尔值。",
        ),
        Type::IntOrString(WriteForm::Int) => words(
            "It comes as a number or as a text; a number is sent.",
            "可能是数字，也可能是文本；发送时用数字。",
        ),
        Type::IntOrString(WriteForm::String) => words(
            "It comes as a number or as a text; a text is sent.",
            "可能是数字，也可能是文本；发送时用文本。",
        ),
        Type::OneOrMany(_) => words(
            "It comes as one value or as a list; a list is sent.",
            "可能是单个值，也可能是列表；发送时用列表。",
        ),
        Type::FlatPairs(..) => words("Keys and values take turns.", "键与值交替排列。"),
        Type::Sentinel(_, word) => {
            let word = plain(word);
            (
                format!("The text `{word}` stands for no value."),
                format!("文本 `{word}` 表示空值。"),
            )
        }
        Type::EpochSeconds => words(
            "It is the number of seconds since 1970.",
            "自 1970 年起的秒数。",
        ),
        Type::EpochMillis => words(
            "It is the number of milliseconds since 1970.",
            "自 1970 年起的毫秒数。",
        ),
        Type::BoolCodes { on, off } => {
            let code = |literal: &Literal| plain(&literal.to_string());
            let (on, off) = (code(on), code(off));
            (
                format!("`{on}` is true, `{off}` is false."),
                format!("`{on}` 表示是，`{off}` 表示否。"),
            )
        }
        Type::Date(formats) => time(formats, None)?,
        Type::DateTime { formats, zone } => time(formats, zone.as_deref())?,
        _ => return None,
    })
}

fn time(formats: &[String], zone: Option<&str>) -> Option<Words> {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    if let Some((first, others)) = formats.split_first() {
        let others: Vec<String> = others.iter().map(|it| format!("`{}`", plain(it))).collect();
        let first = plain(first);
        en.push(match others.is_empty() {
            true => format!("Its form is `{first}`."),
            false => format!("Its form is `{first}`; {} is read too.", others.join(", ")),
        });
        zh.push(match others.is_empty() {
            true => format!("格式为 `{first}`。"),
            false => format!("格式为 `{first}`；也能读取 {}。", others.join("、")),
        });
    }
    match zone {
        None => {}
        Some("unknown") => {
            en.push("The zone of a text without one is not known.".to_owned());
            zh.push("不带时区的时间属于哪个时区并不清楚。".to_owned());
        }
        Some(zone) => {
            let zone = plain(zone);
            en.push(format!("A text without a zone is in `{zone}`."));
            zh.push(format!("不带时区的时间按 `{zone}` 理解。"));
        }
    }
    (!en.is_empty()).then(|| (en.join(" "), zh.concat()))
}

/// What a value must be like.
pub(super) fn constraint(constraint: &Constraint) -> Words {
    match constraint {
        Constraint::Length(from, to) => counted(from, to, "characters", "个字符"),
        Constraint::ByteLength(from, to) => counted(from, to, "bytes", "个字节"),
        Constraint::Range(from, to) => counted(from, to, "", ""),
        Constraint::Items(from, to) => counted(from, to, "items", "个元素"),
        Constraint::Pattern(pattern) => {
            let source = plain(&pattern.source);
            (format!("matches `{source}`"), format!("符合 `{source}`"))
        }
        Constraint::Unique => words("items that differ", "元素互不相同"),
    }
}

fn counted<T: ToString>(from: &Option<T>, to: &Option<T>, en: &str, zh: &str) -> Words {
    let [from, to] = [from, to].map(|bound| bound.as_ref().map(T::to_string));
    let (en_number, zh_number) = match (from, to) {
        (Some(from), Some(to)) if from == to => (from.clone(), from),
        (Some(from), Some(to)) => (format!("{from} to {to}"), format!("{from} 至 {to}")),
        (Some(from), None) => (format!("{from} or more"), format!("至少 {from}")),
        (None, Some(to)) => (format!("at most {to}"), format!("至多 {to}")),
        (None, None) => words("any number of", "任意数量"),
    };
    let en = format!("{en_number} {en}");
    let zh = format!("{zh_number} {zh}");
    (en.trim_end().to_owned(), zh.trim_end().to_owned())
}

/// What a rule over several members demands.
pub(super) fn rule(rule: &Rule) -> Words {
    let (en, zh) = match lower::rule_message(rule) {
        docs if docs.is_empty() => shape(&rule.kind),
        docs => said(&docs),
    };
    match rule.error {
        true => (format!("Rule: {en}"), format!("规则：{zh}")),
        false => (format!("Advice: {en}"), format!("建议：{zh}")),
    }
}

fn said(docs: &Docs) -> Words {
    let en = docs.en.as_ref().or(docs.zh.as_ref());
    let zh = docs.zh.as_ref().or(docs.en.as_ref());
    let line = |text: Option<&String>| text.map(|it| escape(&one_line(it))).unwrap_or_default();
    (line(en), line(zh))
}

/// A rule for which the spec has no words.
fn shape(kind: &RuleKind) -> Words {
    let list = |names: &[WireName], between: &str| {
        let names = names.iter();
        let names: Vec<String> = names
            .map(|name| format!("`{}`", plain(name.as_str())))
            .collect();
        names.join(between)
    };
    let of = |names: &[WireName], en: [&str; 2], zh: [&str; 2]| {
        (
            format!("{}{}{}", en[0], list(names, ", "), en[1]),
            format!("{}{}{}", zh[0], list(names, "、"), zh[1]),
        )
    };
    match kind {
        RuleKind::AllOrNone(names) => of(
            names,
            ["all of ", " are given, or none."],
            ["", " 须全部提供，或全部不提供。"],
        ),
        RuleKind::ExactlyOne(names) => of(
            names,
            ["exactly one of ", " is given."],
            ["", " 须恰好提供其一。"],
        ),
        RuleKind::AtLeastOne(names) => of(
            names,
            ["at least one of ", " is given."],
            ["", " 须至少提供其一。"],
        ),
        RuleKind::AtMostOne(names) => of(
            names,
            ["at most one of ", " is given."],
            ["", " 最多提供其一。"],
        ),
        RuleKind::Require { require, .. } => {
            let require = plain(require);
            (format!("`{require}`."), format!("`{require}`。"))
        }
    }
}

/// What sending a field does to what the vendor holds.
pub(super) fn sent(field: &Field) -> Option<Words> {
    let mut consequences = field.consequences();
    consequences.find_map(|consequence| match consequence {
        Consequence::Replaces => Some(words(
            "What is sent replaces what the vendor holds: what is not in it is lost.",
            "发送的内容会整体替换厂商已有的内容，未包含的会丢失。",
        )),
        Consequence::Adds => Some(words(
            "What is sent is added to what the vendor holds.",
            "发送的内容会并入厂商已有的内容。",
        )),
        Consequence::MatchesById => Some(words(
            "Items are matched by their id; what the vendor holds besides them stays.",
            "元素按 id 匹配，厂商已有的其他元素保留。",
        )),
        Consequence::SentUnknown => Some(words(
            "What sending it does to what the vendor holds is not documented: it may be lost.",
            "文档没有说明发送后厂商已有的内容会怎样，可能会丢失。",
        )),
        Consequence::MayReplace => Some(words(
            "Whether what is sent replaces what the vendor holds is not documented: it may be lost.",
            "文档没有说明发送的内容是否会替换厂商已有的内容，可能会丢失。",
        )),
        Consequence::LeftOutErased
        | Consequence::LeftOutEither
        | Consequence::LeftOutUnknown
        | Consequence::LeftOutKept => None,
    })
}

/// What leaving a member out does.
pub(super) fn left_out(field: &Field) -> Option<Words> {
    Some(match field.left_out {
        LeftOut::Erased => words("Left out, it is erased.", "不提供时会被清除。"),
        LeftOut::Either => words(
            "Left out, some operations erase it and others keep it.",
            "不提供时，有的接口会清除它，有的会保留。",
        ),
        LeftOut::Unknown => words(
            "What becomes of it where it is left out is not documented: it may be erased.",
            "文档没有说明不提供时会怎样，可能会被清除。",
        ),
        LeftOut::Kept if field.many => words(
            "Left out as a whole, it stays as it is.",
            "整体不提供时保持不变。",
        ),
        LeftOut::Kept => words("Left out, it stays as it is.", "不提供时保持不变。"),
        LeftOut::Unsaid => return None,
    })
}

/// How a member is cleared, where the spec says it.
pub(super) fn clear(field: &Field) -> Option<Words> {
    Some(match field.clear {
        Clear::Unsaid => return None,
        Clear::Never => words("It cannot be cleared.", "无法清空。"),
        Clear::Null => words("Null clears it.", "发送 null 可清空。"),
        Clear::Empty => words("An empty text clears it.", "发送空文本可清空。"),
    })
}

/// What an update does with what is left out.
pub(super) fn updates(update: Update) -> Words {
    match update {
        Update::Merge => words("What is left out stays as it is.", "未提供的内容保持不变。"),
        Update::MergeById => words(
            "Items are matched by id; what is left out stays as it is.",
            "元素按 id 匹配，未提供的内容保持不变。",
        ),
        Update::Replace => words("What is left out is erased.", "未提供的内容会被清除。"),
        Update::Unknown => words(
            "What becomes of what is left out is not documented: it may be erased.",
            "文档没有说明未提供的内容会怎样，可能会被清除。",
        ),
    }
}

/// That some fields say otherwise than their operation of what leaving them out does.
pub(super) fn exceptions() -> Words {
    words(
        "That is not so of the fields that say otherwise.",
        "另有说明的字段除外。",
    )
}

/// What an operation does, whatever its method.
pub(super) fn does(effect: Effect) -> Words {
    match effect {
        Effect::Read => words("It changes nothing.", "不改变任何数据。"),
        Effect::Write => words("It creates or changes data.", "会创建或修改数据。"),
        Effect::Delete => words("It deletes data.", "会删除数据。"),
    }
}

/// Whether a call may be sent again.
pub(super) fn repeated(repeat: Repeat, key: Option<&(Where, String)>) -> Words {
    match (repeat, key) {
        (Repeat::Safe, _) => words("It may be sent again.", "可以重复发送。"),
        (Repeat::Keyed, Some((place, name))) => {
            let (place, name) = (place.word(), plain(name));
            (
                format!("It may be sent again with the same key in `{name}` ({place})."),
                format!("`{name}`（{place}）中的幂等键相同时可以重复发送。"),
            )
        }
        (Repeat::Keyed, None) => words(
            "It may be sent again with the same idempotency key.",
            "幂等键相同时可以重复发送。",
        ),
        (Repeat::Never, _) => words(
            "Where it is not known whether a call arrived, it must not be sent again: it would be done twice.",
            "不确定请求是否已到达时不可重发，否则可能执行两次。",
        ),
    }
}

/// How many calls the vendor allows.
pub(super) fn limit(limit: &Limit) -> Words {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    if let Some((calls, seconds)) = limit.rate {
        en.push(format!("{calls} calls in {seconds} seconds"));
        zh.push(format!("每 {seconds} 秒 {calls} 次"));
    }
    if let Some(concurrent) = limit.concurrent {
        en.push(format!("{concurrent} calls at the same time"));
        zh.push(format!("同时 {concurrent} 次"));
    }
    if limit.each_operation {
        en.push("for each operation by itself".to_owned());
        zh.push("各接口分别计算".to_owned());
    }
    (
        format!("{}.", en.join(", ")),
        format!("{}。", zh.join("，")),
    )
}

pub(super) fn left_out_word(left_out: LeftOut) -> &'static str {
    match left_out {
        LeftOut::Unsaid => "",
        LeftOut::Kept => "kept",
        LeftOut::Erased => "erased",
        LeftOut::Unknown => "unknown",
        LeftOut::Either => "either",
    }
}

pub(super) fn clear_word(clear: Clear) -> &'static str {
    match clear {
        Clear::Unsaid => "",
        Clear::Never => "never",
        Clear::Null => "null",
        Clear::Empty => "empty",
    }
}

/// Whether a type is a list, an object, or neither, in queries and forms.
pub(super) fn is_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) | Type::OneOrMany(_) | Type::Pairs(..) | Type::FlatPairs(..) => true,
        Type::Nullable(inner) => is_list(inner),
        _ => false,
    }
}

/// Whether a type is an object.
pub(super) fn is_object(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Map(_) | Type::IntMap(_) => true,
        Type::Nullable(inner) => is_object(api, inner),
        Type::Named(id) => matches!(
            &api.declaration(*id).kind,
            TypeKind::Record(_) | TypeKind::Patterned(_)
        ),
        _ => false,
    }
}
