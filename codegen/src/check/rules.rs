//! Rules over several fields: what they name exists, and their predicates follow the grammar.

use super::Check;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::expr::{self, ProblemKind, Scope};
use crate::model::{Field, Presence, Rule, RuleKind, WireName};
use crate::spec::{self, Text, words};

impl Check<'_> {
    /// The rules over these fields.
    pub(super) fn rules<'f>(
        &mut self,
        rules: &[spec::Rule],
        fields: impl IntoIterator<Item = &'f Field>,
    ) -> Vec<Rule> {
        if rules.is_empty() {
            return Vec::new();
        }
        let fields: Vec<&Field> = fields.into_iter().collect();
        let scope = self.rule_scope(&fields);
        let checked = rules.iter();
        checked
            .filter_map(|rule| self.rule(rule, &fields, &scope))
            .collect()
    }

    fn rule(&mut self, rule: &spec::Rule, fields: &[&Field], scope: &Scope) -> Option<Rule> {
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
        self.rule_name(rule);
        if let (Some(when), None) = (&rule.when, &rule.require) {
            let help = help!(
                "write the whole as `when: …` and `require: …`",
                "整条改写为 `when: …` 和 `require: …`"
            );
            let message = "`when` goes with `require`";
            self.report(Code::Misplaced, when.span, message, help);
            return None;
        }
        let warns = self.warns(rule.severity.as_ref());
        for name in sets.into_iter().flatten() {
            self.known_field(name, name.as_str(), fields)?;
        }
        for set in sets {
            self.several(set)?;
        }
        for set in [&rule.exactly_one, &rule.at_most_one] {
            self.at_most_one_required(set, fields)?;
        }
        let names = |set: &[Text]| {
            set.iter()
                .map(|t| WireName(t.text.clone()))
                .collect::<Vec<_>>()
        };
        let kind = match &rule.require {
            Some(require) => self.requirement(rule.when.as_ref(), require, fields, scope)?,
            None if !rule.all_or_none.is_empty() => RuleKind::AllOrNone(names(&rule.all_or_none)),
            None if !rule.exactly_one.is_empty() => RuleKind::ExactlyOne(names(&rule.exactly_one)),
            None if !rule.at_least_one.is_empty() => {
                RuleKind::AtLeastOne(names(&rule.at_least_one))
            }
            None => RuleKind::AtMostOne(names(&rule.at_most_one)),
        };
        let warns = warns?;
        let facts = self.facts(&rule.facts);
        let id = rule.name.as_ref().map_or(kind.word(), Text::as_str);
        Some(Rule {
            id: id.to_owned(),
            kind,
            message: super::facts::docs(rule.message.as_ref()),
            error: !warns,
            facts,
        })
    }

    /// What violations call a rule: a predicate may have a name of its own.
    fn rule_name(&mut self, rule: &spec::Rule) {
        let Some(name) = &rule.name else {
            return;
        };
        if rule.require.is_none() {
            let message = "`name` goes with `require`";
            let help = help!(
                "remove it: such a rule is called by its shape",
                "删除它：这类规则以其形式命名"
            )
            .removing("name", name.span);
            self.report(Code::Misplaced, name.span, message, help);
        } else if !is_rule_name(name.as_str()) {
            let message = format!("`{}` is not in snake case", name.text);
            let help = help!(
                "write small letters, digits and underscores",
                "只写小写字母、数字和下划线"
            );
            self.report(Code::BadValue, name.span, message, help);
        }
    }

    /// A predicate that must hold, always or when another does.
    fn requirement(
        &mut self,
        when: Option<&Text>,
        require: &Text,
        fields: &[&Field],
        scope: &Scope,
    ) -> Option<RuleKind> {
        let mut parsed = Vec::new();
        for text in when.into_iter().chain([require]) {
            let expr = match expr::parse(text.as_str()) {
                Ok(expr) => expr,
                Err(problem) => {
                    self.problem(text, problem);
                    return None;
                }
            };
            for name in expr::mentions(&expr) {
                self.known_field(text, &name, fields)?;
            }
            parsed.push((text, expr));
        }
        let (_, required) = parsed.pop()?;
        if let Some((text, expr)) = parsed.first()
            && let Err(problems) = expr::check_predicate(expr, scope)
        {
            let problems = problems.into_iter();
            problems.for_each(|problem| self.problem(text, problem));
            return None;
        }
        let condition = parsed.first().map(|(_, expr)| expr);
        match expr::check_rule(condition, &required, scope) {
            Ok(broken) => Some(RuleKind::Require {
                when: when.map(|text| text.text.clone()),
                require: require.text.clone(),
                broken: Box::new(broken),
            }),
            Err(problems) => {
                for problem in problems {
                    let problem = match problem.kind {
                        ProblemKind::MayBeAbsent => problem.help(help!(
                            "add `when: … is present` to the rule, or write `… is present and …` before it",
                            "给规则加上 `when: … is present`，或在前面写 `… is present and …`"
                        )),
                        _ => problem,
                    };
                    self.problem(require, problem);
                }
                None
            }
        }
    }

    /// A set says something of several fields, each named once.
    fn several(&mut self, set: &[Text]) -> Option<()> {
        let (Some(first), more) = (set.first(), &set[set.len().min(1)..]) else {
            return Some(());
        };
        let again = set
            .iter()
            .enumerate()
            .find(|(at, name)| set[..*at].iter().any(|before| before.text == name.text));
        let (name, message) = match again {
            Some((_, name)) => (name, format!("`{}` is named twice", name.text)),
            None if more.is_empty() => (first, "a rule is about several fields".to_owned()),
            None => return Some(()),
        };
        let help = help!("name two or more fields", "写两个或更多字段");
        self.report(Code::BadConstraint, name.span, message, help);
        None
    }

    /// Of fields of which at most one may be there, two cannot be required.
    fn at_most_one_required(&mut self, set: &[Text], fields: &[&Field]) -> Option<()> {
        let mut required = set.iter().filter(|name| {
            let named = |field: &&&Field| field.wire.as_str() == name.as_str();
            let field = fields.iter().find(named);
            field.is_some_and(|field| field.presence == Presence::Required && !field.nullable)
        });
        let (Some(first), Some(second)) = (required.next(), required.next()) else {
            return Some(());
        };
        let message = format!(
            "`{}` and `{}` are both required, and at most one of them may be there",
            first.text, second.text
        );
        let help = help!(
            "remove `!` from the fields, or the rule",
            "去掉字段上的 `!`，或删除该规则"
        );
        self.report(Code::BadConstraint, second.span, message, help);
        None
    }

    /// Whether what is broken is only worth a warning.
    pub(super) fn warns(&mut self, severity: Option<&Text>) -> Option<bool> {
        let [error, warning] = words::SEVERITY;
        severity.map_or(Some(false), |text| {
            self.word(text, &[(error, false), (warning, true)])
        })
    }

    fn known_field(&mut self, text: &Text, name: &str, fields: &[&Field]) -> Option<()> {
        let named = fields.iter().filter(|field| field.wire.as_str() == name);
        let named: Vec<&&Field> = named.collect();
        match named[..] {
            [] => {}
            [_] => return Some(()),
            [first, second, ..] => {
                let message =
                    format!("there are two inputs `{name}`, and a rule cannot tell them apart");
                let diagnostic = Diagnostic::new(Code::UnknownField, text.span, message)
                    .related(first.span, "one of them")
                    .related(second.span, "the other one")
                    .help(help!(
                        "remove the rule, and say it in `doc`: the vendor checks it",
                        "删除该规则，并在 `doc` 中说明：由厂商检查"
                    ));
                self.push(diagnostic);
                return None;
            }
        }
        let span = match text.text.find(name) {
            Some(at) => text.part(at, at + name.len()),
            None => text.span,
        };
        let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        self.unknown_field(
            name,
            span,
            format!("there is no field `{name}` for this rule"),
            &known,
        );
        None
    }
}

fn is_rule_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
