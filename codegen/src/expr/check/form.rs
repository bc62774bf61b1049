//! Calls of the functions that are checked each in its own way.

use super::call::{Given, Givens};
use super::{Checker, narrow};
use crate::diagnostic::help;
use crate::expr::ast::{Call, Expr, ExprKind};
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::table::Special;
use crate::expr::typed::{Node, Typed};
use crate::expr::types::{Kind, Type};

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

    pub(super) fn arity(&mut self, call: &Call, range: Span) -> Typed {
        let name = &call.name;
        let message = format!("`{}` is given the wrong number of arguments", name.text);
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
                    problem.help(help!(
                        "write `as_text(…)` for a value as text",
                        "把值转成文本请写 `as_text(…)`"
                    )),
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
                    "this item of the list may be absent",
                ));
            } else if kind == Kind::Unknown {
                kind = item.ty.kind.clone();
            } else if item.ty.kind != kind && !item.ty.kind.is_unknown() {
                let message = format!("this list holds {kind}, not {}", item.ty.kind);
                let problem = Problem::new(item.range, ProblemKind::WrongType, message);
                self.report(match kind {
                    Kind::Text => problem.help(help!("write `as_text(…)`", "写成 `as_text(…)`")),
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
            return self.wrong(
                range,
                problem.help(help!(
                    "convert one of them, so that both are of one type",
                    "转换其中一个，使两者类型相同"
                )),
            );
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
                format!("there is no hook `{name}`"),
            )
            .suggest(name, self.scope.hooks.keys().map(String::as_str));
            let help = help!(
                "add it to `hooks`, with what it takes and gives",
                "在 `hooks` 中加上它，并写明 takes 和 gives"
            );
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
                .map(|(name, _)| format!(", {name}"))
                .collect();
            let message = format!("the hook `{name}` is given the wrong number of arguments");
            let problem = Problem::new(range, ProblemKind::WrongArguments, message);
            return self.wrong(
                range,
                problem.help(help!(
                    "write `custom(\"{name}\"{})`",
                    "写成 `custom(\"{name}\"{})`",
                    takes.concat()
                )),
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
}
