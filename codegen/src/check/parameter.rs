//! Parameters in path, query, header and cookie, and values that are computed.

use std::collections::BTreeMap;

use super::Check;
use super::expression::Purpose;
use crate::diagnostic::{Code, Diagnostic, Help, help};
use crate::expr::{self, Scope, Typed};
use crate::model::{Name, Parameter, Place, Presence, Type, TypeKind, UnionForm};
use crate::spec::{self, Text};

impl Check<'_> {
    /// The parameters of an operation, then those of the defaults that it does not have itself.
    pub(super) fn parameters(
        &mut self,
        name: &Name,
        spec: &spec::Operation,
        scope: &Scope,
    ) -> Option<Vec<Parameter>> {
        let none = spec::Named::default();
        let defaults = self.spec.defaults.as_ref();
        let (query, header, cookie) = match defaults {
            Some(d) => (&d.query, &d.header, &d.cookie),
            None => (&none, &none, &none),
        };
        let places = [
            (Place::Path, &spec.path, &none),
            (Place::Query, &spec.query, query),
            (Place::Header, &spec.header, header),
            (Place::Cookie, &spec.cookie, cookie),
        ];
        let mut parameters = Vec::new();
        let mut fine = true;
        self.style = self.general_style(None)?;
        for (place, own, default) in places {
            let same = |key: &Text| {
                own.keys().any(|k| match place {
                    Place::Header => k.eq_ignore_ascii_case(key.as_str()),
                    _ => k == key.as_str(),
                })
            };
            let inherited = default.iter().filter(|(key, _)| !same(key));
            for (key, field) in own.iter().chain(inherited) {
                match self.parameter(place, key, field, name, scope) {
                    Some(mut family) => parameters.append(&mut family),
                    None => fine = false,
                }
            }
        }
        (fine && self.same_parameters(&parameters)).then_some(parameters)
    }

    /// A parameter stands once in a place; headers do not tell capital letters from small ones.
    fn same_parameters(&mut self, parameters: &[Parameter]) -> bool {
        let mut fine = true;
        let mut seen: BTreeMap<(Place, String), &Parameter> = BTreeMap::new();
        for parameter in parameters {
            let (place, wire) = (parameter.place, parameter.field.wire.as_str());
            let known = match place {
                Place::Header => wire.to_ascii_lowercase(),
                _ => wire.to_owned(),
            };
            if let Some(first) = seen.insert((place, known), parameter) {
                let message = format!("`{wire}` stands twice in this place");
                self.push(
                    Diagnostic::new(Code::SameParameter, parameter.field.span, message)
                        .related(first.field.span, "first here")
                        .help(help!(
                            "remove one of them, or make it a list",
                            "删除其中一个，或改成列表"
                        )),
                );
                fine = false;
            }
        }
        fine
    }

    fn parameter(
        &mut self,
        place: Place,
        key: &Text,
        spec: &spec::Field,
        owner: &Name,
        scope: &Scope,
    ) -> Option<Vec<Parameter>> {
        self.computing = Some(scope.clone());
        let fields = self.field(key, spec, owner);
        self.computing = None;
        let mut parameters = Vec::new();
        for mut field in fields? {
            if place == Place::Path {
                field.presence = Presence::Required;
                if field.nullable {
                    let message = format!(
                        "`{}` cannot be null: the path would have a hole",
                        field.wire.as_str()
                    );
                    self.report(
                        Code::Scalar,
                        key.span,
                        message,
                        without_null(spec, help!("remove the `?`", "删除 `?`")),
                    );
                    return None;
                }
            }
            if place == Place::Header && !header_name(field.wire.as_str()) {
                let message = format!("`{}` is not a header name", field.wire.as_str());
                self.report(
                    Code::BadName,
                    key.span,
                    message,
                    help!(
                        "write ASCII letters, digits and `-`",
                        "只用 ASCII 字母、数字和 `-`"
                    ),
                );
                return None;
            }
            // What is described later is held against its place once all types are known.
            if place == Place::Query {
                self.pairs_inside(&field);
            } else if !self.is_text(&field.ty) {
                let message = format!("`{}` cannot be sent as text", field.wire.as_str());
                let help = help!(
                    "write a scalar, `csv(T)` or `json_string(T)`",
                    "写标量、`csv(T)` 或 `json_string(T)`"
                );
                self.report(Code::Scalar, key.span, message, help);
                return None;
            }
            self.sent_as_text(&mut field);
            parameters.push(Parameter { place, field });
        }
        Some(parameters)
    }

    /// The expression of a computed value: it depends on settings and on the operation's constants.
    pub(super) fn computed(&mut self, text: &Text, scope: &Scope) -> Option<Typed> {
        let typed = self.expression(text, scope, Purpose::Value)?;
        if !expr::uses(&typed).hooks.is_empty() {
            let message = "a computed value calls a hook";
            let help = help!(
                "move the call to a scheme, under `auth`",
                "把调用移到 `auth` 下的认证方案中"
            );
            self.report(Code::ExpressionPlace, text.span, message, help);
            return None;
        }
        let kind = match &typed.ty.kind {
            expr::Kind::Optional(inner) => expr::Type {
                kind: (**inner).clone(),
                secret: typed.ty.secret,
            },
            _ => typed.ty.clone(),
        };
        // The code of an enum that may be absent would have to be asked for first.
        let maybe_enum = matches!(&typed.ty.kind, expr::Kind::Optional(inner) if matches!(**inner, expr::Kind::Choice(_)));
        if maybe_enum || !expr::placeable(&kind) {
            let message = format!(
                "a computed value is a text, a number or a bool, not {}",
                typed.ty.kind
            );
            let help = match maybe_enum {
                true => help!(
                    "add a `default: …` to the setting",
                    "给设置项加上 `default: …`"
                ),
                false => super::expression::as_text(&kind.kind),
            };
            self.report(Code::ExpressionType, text.span, message, help);
            return None;
        }
        Some(typed)
    }

    /// Whether values of a type are one text in a path, query, header or cookie.
    pub(super) fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::List(_)
            | Type::Map(_)
            | Type::IntMap(_)
            | Type::OneOrMany(_)
            | Type::Pairs(..)
            | Type::FlatPairs(..) => false,
            Type::Nullable(_) | Type::File => false,
            Type::Sentinel(inner, _) => self.is_text(inner),
            Type::Named(id) => match self.types.declarations.get(id.0).and_then(Option::as_ref) {
                Some(declaration) => match &declaration.kind {
                    TypeKind::Enum(_) => true,
                    TypeKind::Union(union) if union.form == UnionForm::Untagged => {
                        union.variants.iter().all(|v| self.is_text(&v.ty))
                    }
                    _ => false,
                },
                None => true,
            },
            _ => true,
        }
    }

    /// Each hole has a path parameter and each path parameter a hole.
    pub(super) fn holes(
        &mut self,
        holes: &[(String, crate::source::Span)],
        parameters: &[Parameter],
        http: crate::source::Span,
    ) {
        let path = || parameters.iter().filter(|p| p.place == Place::Path);
        for (hole, span) in holes {
            if !path().any(|p| p.field.wire.as_str() == hole) {
                let message = format!("the hole `{{{hole}}}` has no parameter");
                let help = help!(
                    "add `path: {{ {hole}: string }}`",
                    "加上 `path: {{ {hole}: string }}`"
                );
                self.report(Code::PathParameter, *span, message, help);
            }
        }
        for parameter in path() {
            let wire = parameter.field.wire.as_str();
            if !holes.iter().any(|(hole, _)| hole == wire) {
                let message = format!("the path has no hole for `{wire}`");
                let help = help!(
                    "add `{{{wire}}}` to the path of `http`, or move the parameter to `query`",
                    "在 `http` 的路径中加上 `{{{wire}}}`，或把参数移到 `query`"
                );
                let at = parameter.field.span;
                self.conflict(Code::PathParameter, at, message, (http, "the path"), help);
            }
        }
    }
}

pub(super) fn header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// The help to take the mark of null from a type, carried out where it stands once.
fn without_null(spec: &spec::Field, help: Help) -> Help {
    let ty = spec.kind.ty.as_ref();
    let marked = ty.and_then(|ty| Some((ty, ty.verbatim.and(ty.text.rfind('?'))?)));
    match marked {
        Some((ty, at)) if ty.text.matches('?').count() == 1 => {
            help.changing(vec![(ty.part(at, at + 1), String::new())])
        }
        _ => help,
    }
}
