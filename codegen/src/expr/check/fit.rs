//! Which signature of a function takes the arguments, and literals with certain values.

use crate::diagnostic::help;
use apiloom_wire::functions as f;

use super::{Checker, may_be_absent};
use crate::expr::ast::Word;
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::table::{Overload, Param, Takes};
use crate::expr::typed::{Node, Typed};
use crate::expr::types::Kind;

impl Checker<'_> {
    /// The overload that takes these types, and whether its first argument is lifted.
    pub(super) fn choose_overload(
        &mut self,
        overloads: &'static [Overload],
        args: &[Option<Typed>],
        name: &Word,
    ) -> Option<(&'static Overload, bool)> {
        let mut viable: Vec<&'static Overload> = overloads.iter().collect();
        let mut lifted = false;
        for (index, arg) in args.iter().enumerate() {
            let Some(arg) = arg else { continue };
            let kind = &arg.ty.kind;
            let fitting = |optional: bool| -> Vec<&'static Overload> {
                let kind = if optional { kind.plain() } else { kind };
                viable
                    .iter()
                    .copied()
                    .filter(|overload| param(overload, index).takes.accepts(kind))
                    .collect()
            };
            let exact = fitting(false);
            if !exact.is_empty() {
                viable = exact;
                continue;
            }
            let inner = fitting(true);
            if !inner.is_empty() && index == 0 && inner.iter().all(|overload| overload.lifts) {
                lifted = true;
                viable = inner;
                continue;
            }
            let wanted: Vec<String> = viable
                .iter()
                .map(|overload| param(overload, index).takes.to_string())
                .collect();
            let problem = if inner.is_empty() {
                self.misfit(arg, &wanted, &name.text)
            } else {
                may_be_absent(
                    arg,
                    &format!(
                        "`{}` needs {}, and this may be absent",
                        name.text,
                        wanted.join(" or ")
                    ),
                )
            };
            self.report(problem);
            // The other arguments are looked at as well, against the overloads that are left.
            for (index, arg) in args.iter().enumerate().skip(index + 1) {
                let Some(arg) = arg else { continue };
                if !viable
                    .iter()
                    .any(|overload| param(overload, index).takes.accepts(&arg.ty.kind))
                {
                    let wanted = vec![param(viable[0], index).takes.to_string()];
                    let problem = self.misfit(arg, &wanted, &name.text);
                    self.report(problem);
                }
            }
            return None;
        }
        viable.first().map(|overload| (*overload, lifted))
    }

    fn misfit(&self, arg: &Typed, wanted: &[String], function: &str) -> Problem {
        let kind = &arg.ty.kind;
        let message = format!("`{function}` needs {}, not {kind}", wanted.join(" or "));
        let problem = Problem::new(arg.range, ProblemKind::WrongType, message);
        let only_text = wanted
            .iter()
            .all(|takes| takes == "text" || takes == "text or bytes");
        match kind.plain() {
            Kind::Int | Kind::Decimal | Kind::Bool if only_text => {
                problem.help(help!("write `as_text(…)`", "写成 `as_text(…)`"))
            }
            Kind::Bytes if only_text => problem.help(help!(
                "write `… | hex` or `… | base64`, or `as_text(…) ?? \"\"` for the text that it is",
                "写 `… | hex` 或 `… | base64`；若要原文，写 `as_text(…) ?? \"\"`"
            )),
            Kind::Instant if only_text => problem.help(help!(
                "write `… | unix_seconds` or `… | format(\"yyyy-MM-dd\")`",
                "写 `… | unix_seconds` 或 `… | format(\"yyyy-MM-dd\")`"
            )),
            Kind::Json if only_text => problem.help(help!(
                "write `as_text(…) ?? \"…\"`",
                "写成 `as_text(…) ?? \"…\"`"
            )),
            _ => problem,
        }
    }

    /// Arguments that must be literals with certain values.
    pub(super) fn literals(&mut self, overload: &Overload, args: &[Option<Typed>]) {
        for (index, arg) in args.iter().enumerate() {
            let Some(arg) = arg else { continue };
            let takes = param(overload, index).takes;
            if !matches!(takes, Takes::Word(_) | Takes::Pattern | Takes::Zone) {
                continue;
            }
            let Node::Text(text) = &arg.node else {
                let message = format!("`{}` must be a literal", param(overload, index).name);
                self.report(Problem::new(arg.range, ProblemKind::BadLiteral, message));
                continue;
            };
            if let Some(problem) = literal(takes, text, arg.range) {
                self.report(problem);
            }
        }
    }
}

/// The parameter of an argument; the last one takes all that follow if it takes many.
fn param(overload: &Overload, index: usize) -> &'static Param {
    let last = overload.takes.len().saturating_sub(1);
    &overload.takes[index.min(last)]
}

fn literal(takes: Takes, text: &str, range: Span) -> Option<Problem> {
    let bad = |message: String| Problem::new(range, ProblemKind::BadLiteral, message);
    match takes {
        Takes::Word(words) if !words.iter().any(|(word, _)| *word == text) => {
            let problem = bad(format!("`{text}` is not a value of this argument"))
                .suggest(text, words.iter().map(|(word, _)| *word));
            Some(if problem.help.is_none() {
                problem.help(help!("write {takes}", "写 {takes}"))
            } else {
                problem
            })
        }
        Takes::Pattern => f::check_pattern(text).err().map(|what| {
            bad(format!("`{text}` is not a date format: {}", what.message)).help(help!(
                "write yyyy, MM, dd, HH, mm, ss, SSS, punctuation, and text in single quotes",
                "只用 yyyy、MM、dd、HH、mm、ss、SSS、标点和单引号中的文本"
            ))
        }),
        Takes::Zone if f::check_zone(text).is_err() => {
            Some(bad(format!("`{text}` is not a zone")).help(help!(
                "write `\"UTC\"`, or an offset such as `\"+08:00\"`",
                "写 `\"UTC\"`，或时差，例如 `\"+08:00\"`"
            )))
        }
        _ => None,
    }
}
