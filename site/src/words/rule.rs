//! Rules over several inputs or fields.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::emit::words;
use apiloom_codegen::expr;
use apiloom_codegen::model::RuleKind;

use super::{code, condition, say, told};
use crate::book::Paragraph;

/// A rule for which the spec has no words.
pub(crate) fn rule(language: Language, kind: &RuleKind) -> Paragraph {
    match kind {
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
        RuleKind::AllOrNone(names) => told(language, &words::all_or_none(names)),
        RuleKind::ExactlyOne(names) => told(language, &words::exactly_one(names)),
        RuleKind::AtLeastOne(names) => told(language, &words::at_least_one(names)),
        RuleKind::AtMostOne(names) => told(language, &words::at_most_one(names)),
    }
}

/// A condition as the spec writes it, in words.
fn written(language: Language, text: &str) -> Paragraph {
    match expr::parse(text) {
        Ok(parsed) => condition(language, &parsed),
        Err(_) => code(text),
    }
}
