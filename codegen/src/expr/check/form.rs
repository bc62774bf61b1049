//! Calls of the functions that are checked each in its own way.

use super::call::{Given, Givens};
use super::{Checker, narrow};
use crate::expr::ast::{Call, Expr, ExprKind, Word};
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::table::{self, Form, Special};
use crate::expr::typed::{Node, Stage, Typed};
use crate::expr::types::{Choice, ChoiceType, Kind, Type};

impl Checker<'_> {
    pub(super) fn form(
        &mut self,
        special: Special,
        call: &Call,
        given: Givens<'_>,
        range: Span,
    ) -> Typed {
        match special {
            Special::Choose => return self.choose(call, given, range),
            Special::EachKey | Special::EachValue => {
                return self.each(special == Special::EachKey, call, given, range);
            }
            _ => {}
        }
        if let Some((Some(word), _)) = given.iter().find(|(word, _)| word.is_some()) {
            let message = format!("`{}` has no argument `{}=`", call.name.text, word.text);
            let problem = Problem::new(word.range, ProblemKind::UnknownArgument, message);
            return self.wrong(range, problem.help(self.usage(&call.name.text)));
        }
        let values: Vec<Given<'_>> = given.into_iter().map(|(_, value)| value).collect();
        match special {
            Special::Text => self.text(call, values, range),
            Special::List => self.list(values, range),
            Special::If => self.if_else(call, values, range),
            Special::Custom => self.custom(call, values, range),
            Special::Now if values.is_empty() => self.now(range),
            Special::Uuid if values.is_empty() => self.nonce("uuid", None, range),
            Special::NonceHex => self.length("nonce_hex", call, values, range),
            Special::NonceDigits => self.length("nonce_digits", call, values, range),
            _ => self.arity(call, range),
        }
    }

    fn arity(&mut self, call: &Call, range: Span) -> Typed {
        let name = &call.name;
        let message = format!("wrong number of arguments for `{}`", name.text);
        let problem = Problem::new(name.range, ProblemKind::WrongArguments, message);
        self.wrong(range, problem.help(self.usage(&name.text)))
    }

    fn text(&mut self, call: &Call, values: Vec<Given<'_>>, range: Span) -> Typed {
        match values.as_slice() {
            [
                Given::Expr(Expr {
                    kind: ExprKind::Template(_),
                    ..
                }),
            ] => {}
            [_] => {
                let problem = Problem::new(
                    range,
                    ProblemKind::WrongType,
                    "`text` takes a template as a literal",
                );
                return self.wrong(
                    range,
                    problem.help("for a value as text, write `as_text(…)`"),
                );
            }
            _ => return self.arity(call, range),
        }
        let mut typed = Typed::new(Type::text(), range, Node::Null);
        for value in values {
            typed = self.given(value);
        }
        typed.range = range;
        typed
    }

    fn list(&mut self, values: Vec<Given<'_>>, range: Span) -> Typed {
        let mut kind = Kind::Unknown;
        let mut items: Vec<Typed> = Vec::with_capacity(values.len());
        for value in values {
            let item = self.given(value);
            if item.ty.kind.is_optional() || item.ty.kind == Kind::Null {
                self.report(super::may_be_absent(
                    &item,
                    "an item of a list may not be absent",
                ));
            } else if kind == Kind::Unknown {
                kind = item.ty.kind.clone();
            } else if item.ty.kind != kind && !item.ty.kind.is_unknown() {
                let message = format!("this list holds {kind}, not {}", item.ty.kind);
                let problem = Problem::new(item.range, ProblemKind::WrongType, message);
                self.report(match kind {
                    Kind::Text => problem.help("write `as_text(…)`"),
                    _ => problem,
                });
            }
            items.push(item);
        }
        if items.is_empty() {
            let problem = Problem::new(
                range,
                ProblemKind::WrongArguments,
                "an empty list has no type",
            );
            return self.wrong(range, problem);
        }
        let secret = items.iter().any(|item| item.ty.secret);
        Typed::new(
            Type {
                kind: Kind::List(Box::new(kind)),
                secret,
            },
            range,
            Node::List(items),
        )
    }

    fn if_else(&mut self, call: &Call, values: Vec<Given<'_>>, range: Span) -> Typed {
        let Ok([condition, yes, no]) = <[Given<'_>; 3]>::try_from(values) else {
            return self.arity(call, range);
        };
        let shown = |outcome| match &condition {
            Given::Expr(expr) => narrow::shown(expr, outcome),
            Given::Ready(_) => Vec::new(),
        };
        let (if_yes, if_no) = (shown(true), shown(false));
        let condition = self.given(condition);
        self.expect(&condition, &Kind::Bool, "the condition");
        let yes = self.knowing(if_yes, yes);
        let no = self.knowing(if_no, no);
        let secret = condition.ty.secret || yes.ty.secret || no.ty.secret;
        let Some(kind) = yes.ty.kind.join(&no.ty.kind) else {
            let message = format!("`if` gives {} or {}", yes.ty.kind, no.ty.kind);
            let problem = Problem::new(no.range, ProblemKind::WrongType, message);
            return self.wrong(range, problem.help("both must be of one type"));
        };
        let node = Node::If {
            condition: Box::new(condition),
            yes: Box::new(yes),
            no: Box::new(no),
        };
        Typed::new(Type { kind, secret }, range, node)
    }

    fn knowing(&mut self, present: Vec<String>, value: Given<'_>) -> Typed {
        let known = self.present.len();
        self.present.extend(present);
        let typed = self.given(value);
        self.present.truncate(known);
        typed
    }

    fn custom(&mut self, call: &Call, values: Vec<Given<'_>>, range: Span) -> Typed {
        let mut values = values.into_iter();
        let Some(Given::Expr(Expr {
            kind: ExprKind::Text(name),
            range: at,
            ..
        })) = values.next()
        else {
            let problem = Problem::new(
                call.name.range,
                ProblemKind::WrongArguments,
                "`custom` names a hook first",
            );
            return self.wrong(range, problem.help(self.usage("custom")));
        };
        let args: Vec<Typed> = values.map(|value| self.given(value)).collect();
        let Some(hook) = self.scope.hooks.get(name).cloned() else {
            let problem = Problem::new(
                *at,
                ProblemKind::UnknownHook,
                format!("unknown hook \"{name}\""),
            )
            .suggest(name, self.scope.hooks.keys().map(String::as_str));
            let help = "declare it under `hooks` with what it takes and gives";
            return self.wrong(
                range,
                if problem.help.is_none() {
                    problem.help(help)
                } else {
                    problem
                },
            );
        };
        if args.len() != hook.takes.len() {
            let takes: Vec<String> = hook
                .takes
                .iter()
                .map(|(name, ty)| format!("{name}: {ty}"))
                .collect();
            let message = format!(
                "hook \"{name}\" takes {} arguments, not {}",
                hook.takes.len(),
                args.len()
            );
            let problem = Problem::new(range, ProblemKind::WrongArguments, message);
            return self.wrong(
                range,
                problem.help(format!("it takes ({})", takes.join(", "))),
            );
        }
        for (arg, (name, ty)) in args.iter().zip(&hook.takes) {
            self.expect(arg, &ty.kind, &format!("argument `{name}`"));
        }
        let secret = hook.gives.secret || args.iter().any(|arg| arg.ty.secret);
        let ty = Type {
            kind: hook.gives.kind.clone(),
            secret,
        };
        Typed::new(
            ty,
            range,
            Node::Hook {
                name: name.clone(),
                hook,
                args,
            },
        )
    }

    fn length(
        &mut self,
        name: &'static str,
        call: &Call,
        values: Vec<Given<'_>>,
        range: Span,
    ) -> Typed {
        let [Given::Expr(length)] = values.as_slice() else {
            return self.arity(call, range);
        };
        match length.kind {
            ExprKind::Int(length @ 1..=128) => self.nonce(name, Some(length), range),
            _ => {
                let message = format!("`{name}` takes a length from 1 to 128 as a literal");
                self.wrong(
                    range,
                    Problem::new(length.range, ProblemKind::BadLiteral, message),
                )
            }
        }
    }

    fn choose(&mut self, call: &Call, given: Givens<'_>, range: Span) -> Typed {
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
                    problem.help("write `if(…, a, b)`")
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
                    let message = format!("code `{}` is given twice", word.text);
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
            let message = format!("`choose` leaves open {}", missing.join(", "));
            let problem = Problem::new(at, ProblemKind::MissingChoice, message);
            self.report(problem.help(format!("add `{}=…`", missing[0])));
        }
        matched
    }

    fn each(&mut self, keys: bool, call: &Call, given: Givens<'_>, range: Span) -> Typed {
        let Ok([(None, pairs), (None, Given::Expr(written))]) = <[_; 2]>::try_from(given) else {
            return self.arity(call, range);
        };
        let pairs = self.given(pairs);
        self.expect(&pairs, &Kind::Pairs, &format!("`{}`", call.name.text));
        let mut ty = Type {
            kind: Kind::Text,
            secret: pairs.ty.secret,
        };
        let mut stages = Vec::new();
        for stage in self.stages(written) {
            let value = Typed::new(ty.clone(), stage.range, Node::Null);
            let Some((stage, gives)) = self.stage(&stage, value) else {
                break;
            };
            stages.push(stage);
            ty = gives;
        }
        if !matches!(ty.kind, Kind::Text | Kind::Unknown) {
            let message = format!("the stages give {}, not text", ty.kind);
            self.report(Problem::new(written.range, ProblemKind::WrongType, message));
        }
        let ty = Type {
            kind: Kind::Pairs,
            secret: ty.secret || pairs.ty.secret,
        };
        Typed::new(
            ty,
            range,
            Node::Each {
                keys,
                pairs: Box::new(pairs),
                stages,
            },
        )
    }

    /// The calls that `a | b(x) | c` is made of.
    fn stages(&mut self, written: &Expr) -> Vec<Call> {
        match &written.kind {
            ExprKind::Name(name) => {
                let name = Word {
                    text: name.clone(),
                    range: written.range,
                };
                vec![Call {
                    name,
                    args: Vec::new(),
                    range: written.range,
                }]
            }
            ExprKind::Call(call) => vec![call.clone()],
            ExprKind::Pipe(before, call) => {
                let mut stages = self.stages(before);
                stages.push(call.clone());
                stages
            }
            _ => {
                let problem = Problem::new(
                    written.range,
                    ProblemKind::WrongType,
                    "a stage is a function",
                )
                .help("write stages like `trim | lower` or `percent(\"rfc3986\")`");
                self.report(problem);
                Vec::new()
            }
        }
    }

    /// A stage, and the type of what it gives; `None` after a problem.
    fn stage(&mut self, call: &Call, value: Typed) -> Option<(Stage, Type)> {
        let Some(function) = table::find(&call.name.text) else {
            let problem = self.no_function(&call.name);
            self.report(problem);
            return None;
        };
        let Form::Plain { overloads, digest } = &function.form else {
            let message = format!("`{}` cannot be a stage", call.name.text);
            self.report(Problem::new(
                call.name.range,
                ProblemKind::WrongType,
                message,
            ));
            return None;
        };
        let mut given: Givens<'_> = vec![(None, Given::Ready(value))];
        given.extend(
            call.args
                .iter()
                .map(|arg| (arg.name.as_ref(), Given::Expr(&arg.value))),
        );
        let typed = self.plain(function, overloads, *digest, given, &call.name, call.range);
        let Node::Call {
            overload, mut args, ..
        } = typed.node
        else {
            return None;
        };
        args.remove(0);
        Some((Stage { overload, args }, typed.ty))
    }
}
