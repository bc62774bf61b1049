//! Rules over several members, which JSON Schema has no words for.

use super::super::described::{self, Said};
use super::super::object::Object;
use super::super::words;
use crate::json::Json;
use crate::model::{Rule, RuleKind, WireName};

/// Rules for programs.
pub(in super::super) fn rules(rules: &[Rule]) -> Vec<Json> {
    rules.iter().map(rule).collect()
}

fn rule(rule: &Rule) -> Json {
    let mut object = Object::new();
    object.put("name", rule.id.as_str());
    object.put("kind", rule.kind.word());
    let names = |names: &[WireName]| Json::texts(names.iter().map(WireName::as_str));
    match &rule.kind {
        RuleKind::AllOrNone(of)
        | RuleKind::ExactlyOne(of)
        | RuleKind::AtLeastOne(of)
        | RuleKind::AtMostOne(of) => object.put("members", names(of)),
        RuleKind::Require { when, require, .. } => {
            object.text("when", when.as_deref().unwrap_or_default());
            object.put("require", require.as_str());
        }
    }
    object.put_docs("message", &crate::lower::rule_message(rule));
    object.flag("advice", !rule.error);
    described::put_facts(&mut object, &rule.facts);
    object.json()
}

/// What rules demand, a paragraph each.
pub(in super::super) fn rules_in_words(said: &mut Said, rules: &[Rule]) {
    for rule in rules {
        let (en, zh) = words::rule(rule);
        said.both(en, zh);
    }
}
