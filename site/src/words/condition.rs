//! Conditions in words.

use apiloom_codegen::expr::{Expr, ExprKind, Operator, Test};

use super::expression::Told;
use super::{joined, sentence};
use crate::book::Paragraph;

impl Told {
    pub(super) fn condition_of_call(&self, nouns: &[Paragraph]) -> Paragraph {
        self.say("{0} starts with {1}", "{0} 以 {1} 开头", nouns)
    }

    pub(super) fn condition(&self, expression: &Expr) -> Paragraph {
        match &expression.kind {
            ExprKind::And(parts) => {
                let parts = parts.iter().map(|part| self.within_and(part)).collect();
                joined(parts, super::pick(self.language, " and ", "，且"))
            }
            ExprKind::Or(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect();
                joined(parts, super::pick(self.language, ", or ", "，或"))
            }
            ExprKind::Not(inner) => self.say(
                "it does not hold that {0}",
                "以下条件不成立：{0}",
                &[self.condition(inner)],
            ),
            ExprKind::Compare(operator, left, right) => self.compare(*operator, left, right),
            ExprKind::Is {
                value,
                negated,
                test,
            } => self.is(value, *negated, *test),
            ExprKind::Bool(true) => sentence(self.language, "always", "任何情况下"),
            ExprKind::Bool(false) => sentence(self.language, "never", "任何情况下都不"),
            ExprKind::Call(call) if call.name.text == "starts_with" => {
                let nouns: Vec<_> = call.args.iter().map(|arg| self.noun(&arg.value)).collect();
                self.condition_of_call(&nouns)
            }
            ExprKind::Pipe(value, call) if call.name.text == "starts_with" => {
                let mut nouns = vec![self.noun(value)];
                nouns.extend(call.args.iter().map(|arg| self.noun(&arg.value)));
                self.condition_of_call(&nouns)
            }
            _ => self.say("{0} is true", "{0} 为真", &[self.noun(expression)]),
        }
    }

    /// A part of a conjunction; one that is a choice stands in parentheses.
    fn within_and(&self, part: &Expr) -> Paragraph {
        match &part.kind {
            ExprKind::Or(_) => self.say("({0})", "（{0}）", &[self.condition(part)]),
            _ => self.condition(part),
        }
    }

    fn compare(&self, operator: Operator, left: &Expr, right: &Expr) -> Paragraph {
        let (en, zh) = match operator {
            Operator::Equal => ("{0} is {1}", "{0} 等于 {1}"),
            Operator::Unequal => ("{0} is not {1}", "{0} 不等于 {1}"),
            Operator::Less => ("{0} is less than {1}", "{0} 小于 {1}"),
            Operator::LessOrEqual => ("{0} is at most {1}", "{0} 不大于 {1}"),
            Operator::Greater => ("{0} is greater than {1}", "{0} 大于 {1}"),
            Operator::GreaterOrEqual => ("{0} is at least {1}", "{0} 不小于 {1}"),
            Operator::In => {
                let items = match &right.kind {
                    ExprKind::Call(call) if call.name.text == "list" => {
                        let items = call.args.iter().map(|arg| self.noun(&arg.value));
                        joined(items.collect(), super::pick(self.language, ", ", "、"))
                    }
                    _ => self.noun(right),
                };
                return self.say(
                    "{0} is one of {1}",
                    "{0} 为 {1} 之一",
                    &[self.noun(left), items],
                );
            }
        };
        self.say(en, zh, &[self.noun(left), self.noun(right)])
    }

    fn is(&self, value: &Expr, negated: bool, test: Test) -> Paragraph {
        let (en, zh) = match (test, negated) {
            (Test::Present, false) => ("{0} is present", "{0} 存在"),
            (Test::Present, true) => ("{0} is not present", "{0} 不存在"),
            (Test::Empty, false) => ("{0} is empty or absent", "{0} 为空或不存在"),
            (Test::Empty, true) => ("{0} is not empty", "{0} 不为空"),
            (Test::Null, false) => ("{0} is null or absent", "{0} 为 null 或不存在"),
            (Test::Null, true) => ("{0} is not null", "{0} 不为 null"),
        };
        self.say(en, zh, &[self.noun(value)])
    }
}
