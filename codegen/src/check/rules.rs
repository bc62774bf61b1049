//! Rules over several fields: what they name exists, and their predicates follow the grammar.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::expr;
use crate::model::{Rule, RuleKind, WireName};
use crate::spec::{self, Text, words};

impl Check<'_> {
    /// The rules over fields with these wire names.
    pub(super) fn rules(&mut self, rules: &[spec::Rule], wires: &[String]) -> Vec<Rule> {
        let mut checked = Vec::new();
        for rule in rules {
            checked.extend(self.rule(rule, wires));
        }
        checked
    }

    fn rule(&mut self, rule: &spec::Rule, wires: &[String]) -> Option<Rule> {
        let sets = [
            &rule.all_or_none,
            &rule.exactly_one,
            &rule.at_least_one,
            &rule.at_most_one,
        ];
        let given =
            sets.iter().filter(|set| !set.is_empty()).count() + usize::from(rule.require.is_some());
        if given != 1 {
            let help = help!(
                "write exactly one of: all_or_none, exactly_one, at_least_one, at_most_one, require",
                "只写下列之一：all_or_none、exactly_one、at_least_one、at_most_one、require"
            );
            self.report(Code::OneKind, rule.span, "a rule has one shape", help);
            return None;
        }
        for name in sets.into_iter().flatten() {
            self.known_field(name, name.as_str(), wires)?;
        }
        let names = |set: &[Text]| {
            set.iter()
                .map(|t| WireName(t.text.clone()))
                .collect::<Vec<_>>()
        };
        let kind = match &rule.require {
            Some(require) => {
                for text in rule.when.iter().chain([require]) {
                    let parsed = match expr::parse(text.as_str()) {
                        Ok(parsed) => parsed,
                        Err(problem) => {
                            self.problem(text, problem);
                            return None;
                        }
                    };
                    for name in expr::mentions(&parsed) {
                        self.known_field(text, &name, wires)?;
                    }
                }
                let when = rule.when.as_ref().map(|text| text.text.clone());
                RuleKind::Require {
                    when,
                    require: require.text.clone(),
                }
            }
            None if !rule.all_or_none.is_empty() => RuleKind::AllOrNone(names(&rule.all_or_none)),
            None if !rule.exactly_one.is_empty() => RuleKind::ExactlyOne(names(&rule.exactly_one)),
            None if !rule.at_least_one.is_empty() => {
                RuleKind::AtLeastOne(names(&rule.at_least_one))
            }
            None => RuleKind::AtMostOne(names(&rule.at_most_one)),
        };
        let error = match &rule.severity {
            Some(text) => {
                let [error, warning] = words::SEVERITY;
                self.word(text, &[(error, true), (warning, false)])?
            }
            None => true,
        };
        let facts = self.facts(&rule.facts);
        Some(Rule {
            kind,
            message: super::facts::docs(rule.message.as_ref()),
            error,
            facts,
        })
    }

    fn known_field(&mut self, text: &Text, name: &str, wires: &[String]) -> Option<()> {
        if wires.iter().any(|wire| wire == name) {
            return Some(());
        }
        let span = match text.text.find(name) {
            Some(at) => text.part(at, at + name.len()),
            None => text.span,
        };
        let known: Vec<&str> = wires.iter().map(String::as_str).collect();
        self.unknown_field(
            name,
            span,
            format!("there is no field `{name}` for this rule"),
            &known,
        );
        None
    }
}
