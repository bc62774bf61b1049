//! What a spec says in its own terms, as words: for programs one, for people a sentence in both languages.

use crate::emit::rust::{escape, one_line};
use crate::emit::words::{self, Hole, Saying};
use crate::lower;
use crate::model::{
    Api, Clear, Consequence, Docs, Field, LeftOut, Repeat, Rule, RuleKind, Type, TypeKind, Where,
};

/// What a rule over several members demands.
pub(super) fn rule(rule: &Rule) -> (String, String) {
    let docs = lower::rule_message(rule);
    let (en, zh) = match &rule.kind {
        RuleKind::AllOrNone(names) if docs.is_empty() => words::all_or_none(names).both(),
        RuleKind::ExactlyOne(names) if docs.is_empty() => words::exactly_one(names).both(),
        RuleKind::AtLeastOne(names) if docs.is_empty() => words::at_least_one(names).both(),
        RuleKind::AtMostOne(names) if docs.is_empty() => words::at_most_one(names).both(),
        _ => said(&docs),
    };
    match rule.error {
        true => (format!("Rule: {en}"), format!("规则：{zh}")),
        false => (format!("Advice: {en}"), format!("建议：{zh}")),
    }
}

fn said(docs: &Docs) -> (String, String) {
    let en = docs.en.as_ref().or(docs.zh.as_ref());
    let zh = docs.zh.as_ref().or(docs.en.as_ref());
    let line = |text: Option<&String>| text.map(|it| escape(&one_line(it))).unwrap_or_default();
    (line(en), line(zh))
}

/// Of which types the JSON in texts is, which viewers of documents do not show.
pub(super) fn within(api: &Api, ty: &Type) -> Vec<Saying> {
    let mut said = Vec::new();
    ty.walk(&mut |ty| {
        if let Type::JsonString(inner) = ty
            && let Type::Named(id) = &**inner
        {
            let name = Hole::Code(api.declaration(*id).name.camel());
            said.push(Saying::with(
                "The JSON in it is of the type {0}.",
                "其中 JSON 的类型为 {0}。",
                vec![name],
            ));
        }
    });
    said
}

/// What sending a field does to what the vendor holds.
pub(super) fn sent(field: &Field) -> Option<Saying> {
    let mut consequences = field.consequences();
    let sent = consequences.find(|consequence| match consequence {
        Consequence::Replaces
        | Consequence::Adds
        | Consequence::MatchesById
        | Consequence::SentUnknown
        | Consequence::MayReplace => true,
        Consequence::LeftOutErased
        | Consequence::LeftOutEither
        | Consequence::LeftOutUnknown
        | Consequence::LeftOutKept => false,
    });
    sent.map(words::consequence)
}

/// What leaving a member out does, whether callers must decide on it or not.
pub(super) fn left_out(field: &Field) -> Option<Saying> {
    let consequence = match field.left_out {
        LeftOut::Erased => Consequence::LeftOutErased,
        LeftOut::Either => Consequence::LeftOutEither,
        LeftOut::Unknown => Consequence::LeftOutUnknown,
        LeftOut::Kept if field.many => Consequence::LeftOutKept,
        LeftOut::Kept => {
            let said = Saying::plain(
                "Left out, it stays as it is.",
                "不发送它时，原有内容保持不变。",
            );
            return Some(said);
        }
        LeftOut::Unsaid => return None,
    };
    Some(words::consequence(consequence))
}

/// Whether a call may be sent again, a sentence each.
pub(super) fn repeated(repeat: Repeat, key: Option<&(Where, String)>) -> Vec<Saying> {
    match repeat {
        Repeat::Safe => vec![words::repeatable()],
        Repeat::Keyed => vec![
            words::keyed(key),
            Saying::plain("Send the same key each time.", "每次发送都须使用同一个键。"),
        ],
        Repeat::Never => vec![Saying::plain(
            "Where it is not known whether a call arrived, it must not be sent again: it would be done twice.",
            "不确定请求是否已到达时不可重发，否则可能执行两次。",
        )],
    }
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
