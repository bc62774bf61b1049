//! Members and indexes of values.

use super::{Checker, may_be_absent, narrow};
use crate::diagnostic::help;
use crate::expr::ast::{Expr, ExprKind};
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::typed::{Node, Typed};
use crate::expr::types::{Kind, RecordType, Type};

impl Checker<'_> {
    /// A name, member or index; plain if it is known to be present at this point.
    pub(super) fn reach(&mut self, expr: &Expr) -> Typed {
        let typed = match &expr.kind {
            ExprKind::Member(base, member) => self.member(base, &member.text, member.range, expr),
            ExprKind::Index(base, index) => match &index.kind {
                ExprKind::Text(text) => self.member(base, text, index.range, expr),
                _ => self.index(base, index, expr),
            },
            ExprKind::Name(name) => self.bare(name, expr.range),
            _ => return self.expr(expr),
        };
        let Kind::Optional(kind) = &typed.ty.kind else {
            return typed;
        };
        // Members of an optional record stay optional either way.
        if matches!(**kind, Kind::Record(_) | Kind::Unknown) {
            return typed;
        }
        match narrow::path(expr) {
            Some(path) if self.present.contains(&path) => {
                let ty = Type {
                    kind: kind.as_ref().clone(),
                    secret: typed.ty.secret,
                };
                Typed::new(ty, expr.range, Node::Narrowed(Box::new(typed)))
            }
            _ => typed,
        }
    }

    /// `base.member` or `base["member"]`.
    fn member(&mut self, base: &Expr, member: &str, at: Span, whole: &Expr) -> Typed {
        if let ExprKind::Name(name) = &base.kind
            && let Some(typed) = self.root_member(name, member, at, whole)
        {
            return typed;
        }
        let base = self.expr(base);
        let secret = base.ty.secret;
        match base.ty.kind.plain().clone() {
            Kind::Unknown => unknown(whole.range),
            Kind::Record(record) => self.record_member(base, &record, member, at, whole.range),
            Kind::Json => {
                let key = Typed::new(Type::text(), at, Node::Text(member.to_owned()));
                let ty = Type {
                    kind: Kind::Json.optional(),
                    secret,
                };
                Typed::new(
                    ty,
                    whole.range,
                    Node::JsonMember(Box::new(base), Box::new(key)),
                )
            }
            Kind::Pairs if !base.ty.kind.is_optional() => {
                if matches!(whole.kind, ExprKind::Member(..)) {
                    let problem =
                        Problem::new(at, ProblemKind::UnknownMember, "pairs have no members");
                    return self.wrong(
                        whole.range,
                        problem.help(
                            help!("write `[\"{member}\"]`", "写成 `[\"{member}\"]`")
                                .replacing_before(
                                    1,
                                    &format!(".{member}"),
                                    format!("[\"{member}\"]"),
                                ),
                        ),
                    );
                }
                let key = Typed::new(Type::text(), at, Node::Text(member.to_owned()));
                pair(base, key, whole.range)
            }
            kind => {
                let message = format!("{kind} has no member `{member}`");
                self.wrong(
                    whole.range,
                    Problem::new(at, ProblemKind::UnknownMember, message),
                )
            }
        }
    }

    fn record_member(
        &mut self,
        base: Typed,
        record: &RecordType,
        member: &str,
        at: Span,
        range: Span,
    ) -> Typed {
        let Some(found) = record.members.get(member) else {
            let message = format!("`{}` has no member `{member}`", record.name);
            let problem = Problem::new(at, ProblemKind::UnknownMember, message)
                .suggest(member, record.members.keys().map(String::as_str));
            return self.wrong(range, problem);
        };
        let kind = if base.ty.kind.is_optional() {
            found.ty.kind.clone().optional()
        } else {
            found.ty.kind.clone()
        };
        let ty = Type {
            kind,
            secret: found.ty.secret || base.ty.secret,
        };
        let node = Node::Member {
            record: Box::new(base),
            name: member.to_owned(),
            access: found.access.clone(),
            held: found.held,
        };
        Typed::new(ty, range, node)
    }

    /// `base[index]` with a computed index.
    fn index(&mut self, base: &Expr, index: &Expr, whole: &Expr) -> Typed {
        let base = self.expr(base);
        let index = self.expr(index);
        let range = whole.range;
        let secret = base.ty.secret || index.ty.secret;
        if base.ty.kind.is_unknown() || index.ty.kind.is_unknown() {
            return unknown(range);
        }
        match (base.ty.kind.clone(), &index.ty.kind) {
            (kind, Kind::Text) if *kind.plain() == Kind::Json => {
                let ty = Type {
                    kind: Kind::Json.optional(),
                    secret,
                };
                Typed::new(ty, range, Node::JsonMember(Box::new(base), Box::new(index)))
            }
            (kind, Kind::Int) if *kind.plain() == Kind::Json => {
                let ty = Type {
                    kind: Kind::Json.optional(),
                    secret,
                };
                Typed::new(ty, range, Node::JsonItem(Box::new(base), Box::new(index)))
            }
            (Kind::List(item), Kind::Int) => {
                let ty = Type {
                    kind: item.as_ref().clone().optional(),
                    secret,
                };
                Typed::new(ty, range, Node::Nth(Box::new(base), Box::new(index)))
            }
            (Kind::Pairs, Kind::Text) => pair(base, index, range),
            (Kind::Optional(kind), _) if matches!(*kind, Kind::List(_) | Kind::Pairs) => {
                let problem = may_be_absent(&base, "what is indexed may be absent");
                self.wrong(range, problem)
            }
            (kind, found) => {
                let wanted = match kind.plain() {
                    Kind::List(_) => "an int",
                    Kind::Pairs => "a text",
                    Kind::Json => "a text or an int",
                    _ => {
                        let problem = Problem::new(
                            base.range,
                            ProblemKind::WrongType,
                            format!("{kind} cannot be indexed"),
                        );
                        return self.wrong(range, problem);
                    }
                };
                let message = format!("{kind} is indexed with {wanted}, not {found}");
                self.wrong(
                    range,
                    Problem::new(index.range, ProblemKind::WrongType, message),
                )
            }
        }
    }
}

fn pair(base: Typed, key: Typed, range: Span) -> Typed {
    let ty = Type {
        kind: Kind::Text.optional(),
        secret: base.ty.secret || key.ty.secret,
    };
    Typed::new(ty, range, Node::Pair(Box::new(base), Box::new(key)))
}

fn unknown(range: Span) -> Typed {
    Typed::new(Type::new(Kind::Unknown), range, Node::Null)
}
