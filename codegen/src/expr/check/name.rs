//! Bare names and roots.

use super::Checker;
use crate::diagnostic::help;
use crate::expr::ast::Expr;
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::scope::{Place, Root};
use crate::expr::table::{self, Form, Special};
use crate::expr::typed::{Node, Nonce, Reach, Typed};
use crate::expr::types::{Kind, Type};

impl Checker<'_> {
    /// A bare name: an earlier let, a root that is a value, or a function without arguments.
    pub(super) fn bare(&mut self, name: &str, range: Span) -> Typed {
        if let Some(place) = self.scope.names.get(name) {
            return placed(name, None, place, range, true);
        }
        if let Some(root) = self.scope.roots.get(name) {
            return self.root(name, root, range);
        }
        match table::find(name).map(|function| &function.form) {
            Some(Form::Special(Special::Now, _)) => self.now(range),
            Some(Form::Special(Special::Uuid, _)) => self.nonce("uuid", None, range),
            Some(_) => {
                let problem = Problem::new(
                    range,
                    ProblemKind::WrongArguments,
                    format!("`{name}` is a function"),
                );
                self.wrong(range, problem.help(self.usage(name)))
            }
            None => {
                let known = self
                    .scope
                    .names
                    .keys()
                    .chain(self.scope.roots.keys())
                    .map(String::as_str);
                let mut problem = Problem::new(
                    range,
                    ProblemKind::UnknownName,
                    format!("there is no name `{name}` here"),
                )
                .suggest(name, known);
                if let Some((root, _)) = self
                    .scope
                    .roots
                    .iter()
                    .find(|(_, root)| root.members.contains_key(name))
                {
                    problem = problem.help(
                        help!(
                            "did you mean `{root}.{name}`?",
                            "是否应为 `{root}.{name}`？"
                        )
                        .replacing(name, format!("{root}.{name}"))
                        .perhaps(),
                    );
                }
                self.wrong(range, problem)
            }
        }
    }

    fn root(&mut self, name: &str, root: &Root, range: Span) -> Typed {
        if let Some(place) = &root.value {
            return placed(name, None, place, range, false);
        }
        let problem = Problem::new(
            range,
            ProblemKind::WrongType,
            format!("`{name}` is not a value"),
        );
        let example = root.members.keys().next();
        let problem = match example {
            Some(member) => problem.help(help!(
                "write one of its members, such as `{name}.{member}`",
                "写它的成员，例如 `{name}.{member}`"
            )),
            None => problem,
        };
        self.wrong(range, problem)
    }

    /// `root.member`, if `base` is a root.
    pub(super) fn root_member(
        &mut self,
        base: &str,
        member: &str,
        at: Span,
        whole: &Expr,
    ) -> Option<Typed> {
        if self.scope.names.contains_key(base) {
            return None;
        }
        let root = self.scope.roots.get(base)?;
        if let Some(place) = root.members.get(member) {
            return Some(placed(base, Some(member), place, whole.range, false));
        }
        if root
            .value
            .as_ref()
            .is_some_and(|place| *place.ty.kind.plain() == Kind::Json)
        {
            return None;
        }
        if root.opaque.contains(member) {
            let message = format!("`{base}.{member}` has a type that expressions cannot read");
            let problem = Problem::new(at, ProblemKind::UnknownMember, message).help(help!(
                "write `{member}: any`, and `{base}.{member}.…` for what is in it",
                "写成 `{member}: any`，再用 `{base}.{member}.…` 取其中的内容"
            ));
            return Some(self.wrong(whole.range, problem));
        }
        let problem = Problem::new(
            at,
            ProblemKind::UnknownMember,
            format!("`{base}` has no member `{member}`"),
        )
        .suggest(member, root.members.keys().map(String::as_str));
        let problem = if problem.help.is_none() && !root.members.is_empty() {
            let members: Vec<&str> = root.members.keys().take(8).map(String::as_str).collect();
            let more = if root.members.len() > members.len() {
                ", …"
            } else {
                ""
            };
            problem.help(help!(
                "write one of: {}{more}",
                "写下列之一：{}{more}",
                members.join(", ")
            ))
        } else {
            problem
        };
        Some(self.wrong(whole.range, problem))
    }

    pub(super) fn now(&mut self, range: Span) -> Typed {
        match &self.scope.now {
            Some(tokens) => Typed::new(Type::instant(), range, Node::Now(tokens.clone())),
            None => {
                let problem = Problem::new(range, ProblemKind::NotHere, "`now` means nothing here");
                self.wrong(
                    range,
                    problem.help(help!(
                        "move it to a `let` of a scheme, under `auth`",
                        "移到 `auth` 下认证方案的 `let` 中"
                    )),
                )
            }
        }
    }

    pub(super) fn nonce(&mut self, name: &'static str, length: Option<i64>, range: Span) -> Typed {
        let Some(receiver) = &self.scope.nonces else {
            let problem = Problem::new(
                range,
                ProblemKind::NotHere,
                format!("`{name}` means nothing here"),
            );
            return self.wrong(
                range,
                problem.help(help!(
                    "move it to a `let` of a scheme, under `auth`",
                    "移到 `auth` 下认证方案的 `let` 中"
                )),
            );
        };
        if self.whole_let != Some(range) {
            let message = format!("`{name}` must be a whole `let`");
            let problem = Problem::new(range, ProblemKind::NotHere, message).help(help!(
                "give it a `let` of its own, and write the name here",
                "给它单独一个 `let`，在这里写该名称"
            ));
            return self.wrong(range, problem);
        }
        let nonce = Nonce {
            name,
            length,
            receiver: receiver.clone(),
        };
        Typed::new(Type::text(), range, Node::Nonce(nonce))
    }
}

fn placed(root: &str, member: Option<&str>, place: &Place, range: Span, bare: bool) -> Typed {
    let reach = Reach {
        root: root.to_owned(),
        member: member.map(str::to_owned),
        bare,
        tokens: place.tokens.clone(),
        held: place.held,
    };
    Typed::new(place.ty.clone(), range, Node::Place(reach))
}
