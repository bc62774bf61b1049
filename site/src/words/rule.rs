//! Rules over several inputs or fields.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::expr;
use apiloom_codegen::model::{RuleKind, WireName};

use super::{code, condition, enumerated, say};
use crate::book::Paragraph;

/// A rule for which the spec has no words.
pub(crate) fn rule(language: Language, kind: &RuleKind) -> Paragraph {
    let names = |names: &[WireName]| {
        let names = names.iter().map(|name| code(name.as_str())).collect();
        enumerated(language, names)
    };
    match kind {
        RuleKind::AllOrNone(of) => say(
            language,
            "Give all of {0}, or none of them.",
            "{0} 须全部提供或全部不提供。",
            &[names(of)],
        ),
        RuleKind::ExactlyOne(of) => say(
            language,
            "Give exactly one of {0}.",
            "{0} 中须恰好提供一个。",
            &[names(of)],
        ),
        RuleKind::AtLeastOne(of) => say(
            language,
            "Give at least one of {0}.",
            "{0} 中须至少提供一个。",
            &[names(of)],
        ),
        RuleKind::AtMostOne(of) => say(
            language,
            "Give at most one of {0}.",
            "{0} 中至多提供一个。",
            &[names(of)],
        ),
        RuleKind::Require {
            when: Some(when),
            require,
            ..
        } => say(
            language,
            "If {0}: {1}.",
            "当{0}时，须满足：{1}。",
            &[written(language, when), written(language, require)],
        ),
        RuleKind::Require { require, .. } => say(
            language,
            "This must hold: {0}.",
            "须满足：{0}。",
            &[written(language, require)],
        ),
    }
}

/// A condition as the spec writes it, in words.
fn written(language: Language, text: &str) -> Paragraph {
    match expr::parse(text) {
        Ok(parsed) => condition(language, &parsed),
        Err(_) => code(text),
    }
}
