//! `choose`: a value for each code of an enum.

use super::Checker;
use super::call::Givens;
use crate::diagnostic::help;
use crate::expr::ast::{Call, Word};
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::typed::{Node, Typed};
use crate::expr::types::{Choice, ChoiceType, Kind, Type};

impl Checker<'_> {
    pub(super) fn choose(&mut self, call: &Call, given: Givens<'_>, range: Span) -> Typed {
        let mut given = given.into_iter();
        let subject = match given.next() {
            Some((None, value)) => self.given(value),
            _ => return self.arity(call, range),
        };
        let choice = match &subject.ty.kind {
            Kind::Choice(choice) => Some(choice.clone()),
            Kind::Unknown => None,
            kind => {
                let message = format!("`choose` needs a setting that is an enum, not {kind}");
                let problem = Problem::new(subject.range, ProblemKind::WrongType, message);
                self.report(if *kind == Kind::Bool {
                    problem.help(help!("write `if(…, a, b)`", "写成 `if(…, a, b)`"))
                } else {
                    problem
                });
                None
            }
        };
        let mut arms: Vec<(&Word, Typed)> = Vec::new();
        for (word, value) in given {
            let typed = self.given(value);
            match word {
                None => {
                    let problem = Problem::new(
                        typed.range,
                        ProblemKind::WrongArguments,
                        "a choice lacks its code",
                    );
                    self.report(problem.help(self.usage("choose")));
                }
                Some(word) if arms.iter().any(|(known, _)| known.text == word.text) => {
                    let message = format!("the code `{}` is given twice", word.text);
                    self.report(Problem::new(
                        word.range,
                        ProblemKind::WrongArguments,
                        message,
                    ));
                }
                Some(word) => arms.push((word, typed)),
            }
        }
        let secret = subject.ty.secret || arms.iter().any(|(_, arm)| arm.ty.secret);
        let kind = self.arms_kind(&arms);
        let Some(choice) = choice else {
            return Typed::new(Type { kind, secret }, range, Node::Null);
        };
        let arms = self.match_arms(&choice, arms, call.name.range);
        Typed::new(
            Type { kind, secret },
            range,
            Node::Choose {
                subject: Box::new(subject),
                arms,
            },
        )
    }

    fn arms_kind(&mut self, arms: &[(&Word, Typed)]) -> Kind {
        let mut kind = Kind::Unknown;
        for (_, arm) in arms {
            match kind.join(&arm.ty.kind) {
                Some(joined) => kind = joined,
                None => {
                    let message = format!("this choice gives {}, the others {kind}", arm.ty.kind);
                    self.report(Problem::new(arm.range, ProblemKind::WrongType, message));
                }
            }
        }
        kind
    }

    /// Every code with its value, in the order of the enum.
    fn match_arms(
        &mut self,
        choice: &ChoiceType,
        mut arms: Vec<(&Word, Typed)>,
        at: Span,
    ) -> Vec<(Choice, Typed)> {
        let mut matched = Vec::new();
        let mut missing = Vec::new();
        for variant in &choice.variants {
            match arms.iter().position(|(word, _)| word.text == variant.key) {
                Some(index) => matched.push((variant.clone(), arms.remove(index).1)),
                None => missing.push(variant.key.as_str()),
            }
        }
        for (word, _) in &arms {
            let message = format!("`{}` has no code `{}`", choice.name, word.text);
            let problem = Problem::new(word.range, ProblemKind::UnknownChoice, message);
            let keys = choice.variants.iter().map(|variant| variant.key.as_str());
            self.report(problem.suggest(&word.text, keys));
        }
        if !missing.is_empty() {
            let message = format!("`choose` leaves out {}", missing.join(", "));
            let problem = Problem::new(at, ProblemKind::MissingChoice, message);
            self.report(problem.help(help!("add `{}=…`", "加上 `{}=…`", missing[0])));
        }
        matched
    }
}
