//! `each_key` and `each_value`: stages applied to one side of pairs.

use super::Checker;
use super::call::{Given, Givens};
use crate::diagnostic::help;
use crate::expr::ast::{Call, Expr, ExprKind, Word};
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::table::{self, Form};
use crate::expr::typed::{Node, Stage, Typed};
use crate::expr::types::{Kind, Type};

impl Checker<'_> {
    pub(super) fn each(
        &mut self,
        keys: bool,
        call: &Call,
        given: Givens<'_>,
        range: Span,
    ) -> Typed {
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
                .help(help!(
                    "write functions, such as `trim | lower` or `percent(\"rfc3986\")`",
                    "写函数，例如 `trim | lower` 或 `percent(\"rfc3986\")`"
                ));
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
        if typed.may_fail() {
            let problem = Problem::new(
                call.range,
                ProblemKind::NotHere,
                "a hook cannot be called in a stage",
            );
            self.report(problem.help(help!(
                "give its answer a name with `let`, and write the name here",
                "用 `let` 给它的结果命名，在这里写该名称"
            )));
            return None;
        }
        let Node::Call {
            overload, mut args, ..
        } = typed.node
        else {
            return None;
        };
        args.remove(0);
        let stage = Stage {
            function,
            overload,
            args,
        };
        Some((stage, typed.ty))
    }
}
