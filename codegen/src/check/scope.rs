//! What expressions may name, and the Rust that reaches it.

use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::quote;

use super::Check;
use crate::expr::{
    Choice, ChoiceType, Held, Hook, Kind as ExprKind, Place, Root, Scope, Type as Kind,
};
use crate::ident;
use crate::model::{self, Field, Let, Presence, Setting, Type, TypeKind, WriteForm};

impl Check<'_> {
    /// The roots that every expression of a vendor may use: settings, hooks and top-level `let`s come later.
    pub(super) fn vendor_scope(&mut self, settings: &[Setting], hooks: &[model::Hook]) -> Scope {
        let mut root = Root::new();
        for setting in settings {
            if let Some(place) = self.setting_place(setting) {
                root = root.member(setting.field.wire.as_str(), place);
            }
        }
        let mut scope = Scope::new().root("settings", root);
        for hook in hooks {
            let name = ident::snake(&hook.name);
            scope = scope.hook(
                &hook.name.snake(),
                Hook {
                    takes: hook
                        .takes
                        .iter()
                        .map(|(n, ty)| (n.snake(), ty.clone()))
                        .collect(),
                    gives: hook.gives.clone(),
                    call: quote!(settings.#name.call).into(),
                    fallible: true,
                },
            );
        }
        scope
    }

    fn setting_place(&self, setting: &Setting) -> Option<Place> {
        let name = ident::snake(&setting.field.name);
        let optional = setting.field.presence == Presence::Optional && setting.default.is_none();
        let (ty, tokens, held) = self.reach(&setting.field.ty, quote!(settings.#name), optional)?;
        let ty = if optional { ty.optional() } else { ty };
        Some(Place::new(ty, tokens, held))
    }

    /// The type that a value has in expressions, and how it is reached.
    fn reach(
        &self,
        ty: &Type,
        base: TokenStream,
        optional: bool,
    ) -> Option<(Kind, TokenStream, Held)> {
        Some(match ty {
            Type::String(_) | Type::Trimmed(_) | Type::IntOrString(WriteForm::String) => {
                (Kind::text(), base, Held::Place)
            }
            Type::Secret if optional => (
                Kind::text().secret(),
                quote!(#base.as_ref().map(Secret::expose)),
                Held::Ref,
            ),
            Type::Secret => (Kind::text().secret(), quote!(#base.expose()), Held::Ref),
            Type::Int64 | Type::IntOrString(WriteForm::Int) => (Kind::int(), base, Held::Place),
            Type::Int32 if optional => (Kind::int(), quote!(#base.map(i64::from)), Held::Owned),
            Type::Int32 => (Kind::int(), quote!(i64::from(#base)), Held::Owned),
            Type::Bool | Type::BoolCodes { .. } => (Kind::bool(), base, Held::Place),
            Type::Decimal => (Kind::decimal(), base, Held::Place),
            Type::Any => (Kind::json(), base, Held::Place),
            Type::List(inner) if matches!(**inner, Type::String(_)) => {
                (Kind::list(Kind::text().kind), base, Held::Place)
            }
            Type::Named(id) => {
                let declaration = self.types.declarations.get(id.0)?.as_ref()?;
                let TypeKind::Enum(codes) = &declaration.kind else {
                    return None;
                };
                let name = ident::declared(&declaration.name);
                let variants = codes.variants.iter().map(|variant| {
                    let pattern = ident::camel(&variant.name);
                    Choice {
                        key: variant.name.snake(),
                        code: variant.code.to_string(),
                        pattern: quote!(#name::#pattern).into(),
                    }
                });
                let choice = ChoiceType {
                    name: name.to_string(),
                    variants: variants.collect(),
                };
                (Kind::choice(Arc::new(choice)), base, Held::Place)
            }
            _ => return None,
        })
    }

    /// What the rules of a record may name: its fields by their wire names, null and absence alike.
    pub(super) fn rule_scope(&self, fields: &[&Field]) -> Scope {
        let mut scope = Scope::new();
        for field in fields {
            scope.add_name(field.wire.as_str(), self.rule_place(field));
        }
        scope
    }

    fn rule_place(&self, field: &Field) -> Place {
        if let Some(constant) = &field.constant {
            let text = &constant.text;
            return Place::new(Kind::text(), quote!(#text), Held::Ref);
        }
        let name = ident::snake(&field.name);
        let optional = field.presence == Presence::Optional || field.nullable;
        if let Some(value) = &field.value {
            return match value.ty.kind.clone() {
                ExprKind::Text | ExprKind::Int | ExprKind::Bool if !value.ty.secret => {
                    Place::new(value.ty.clone(), quote!(self.#name), Held::Place)
                }
                _ => opaque(quote!(self.#name), false),
            };
        }
        let Some((kind, known)) = self.rule_kind(&field.ty) else {
            return match optional {
                true => opaque(quote!(f::given(&self.#name)), true),
                false => opaque(quote!(self.#name), false),
            };
        };
        if !optional {
            let tokens = match known {
                Reached::Int32 => quote!(i64::from(self.#name)),
                Reached::Secret => quote!(self.#name.expose()),
                _ => quote!(self.#name),
            };
            let held = match known {
                Reached::Secret => Held::Ref,
                Reached::Int32 => Held::Owned,
                _ => Held::Place,
            };
            return Place::new(kind, tokens, held);
        }
        let given = quote!(f::given(&self.#name));
        let (tokens, held) = match known {
            Reached::Copied => (quote!(#given.copied()), Held::Owned),
            Reached::Int32 => (quote!(#given.copied().map(i64::from)), Held::Owned),
            Reached::Secret => (quote!(#given.map(Secret::expose)), Held::Ref),
            Reached::Text => (quote!(#given.map(String::as_str)), Held::Ref),
            Reached::List => (quote!(#given.map(Vec::as_slice)), Held::Ref),
            Reached::Whole => (given, Held::Ref),
        };
        Place::new(kind.optional(), tokens, held)
    }

    /// The type that a field has in rules, and how its value is reached once it is there.
    fn rule_kind(&self, ty: &Type) -> Option<(Kind, Reached)> {
        Some(match ty {
            Type::Date(_) => (Kind::new(ExprKind::Date), Reached::Copied),
            Type::DateTime { .. } => (Kind::new(ExprKind::DateTime), Reached::Copied),
            Type::EpochSeconds | Type::EpochMillis => (Kind::instant(), Reached::Copied),
            Type::InString(inner) => return self.rule_kind(inner),
            Type::Trimmed(inner) if **inner != Type::Secret => return self.rule_kind(inner),
            _ => {
                let (kind, _, _) = self.reach(ty, TokenStream::new(), false)?;
                let reached = match ty {
                    Type::Int32 => Reached::Int32,
                    Type::Secret => Reached::Secret,
                    _ => match kind.kind {
                        ExprKind::Int | ExprKind::Bool => Reached::Copied,
                        ExprKind::Text => Reached::Text,
                        ExprKind::List(_) => Reached::List,
                        _ => Reached::Whole,
                    },
                };
                (kind, reached)
            }
        })
    }

    /// The members of an envelope's body; each may be absent.
    pub(super) fn answer_scope(&self, fields: &[Field]) -> Scope {
        let mut body =
            Root::new().value(Place::new(Kind::bytes(), quote!(answer.body()), Held::Ref));
        for field in fields {
            let name = ident::snake(&field.name);
            if let Some((ty, tokens, held)) = self.reach(&field.ty, quote!(body.#name), true) {
                body = body.member(field.wire.as_str(), Place::new(ty.optional(), tokens, held));
            } else {
                body = body.opaque(field.wire.as_str());
            }
        }
        let headers = Place::new(Kind::pairs(), quote!(answer.headers()), Held::Owned);
        Scope::new()
            .root("body", body)
            .name("headers", headers)
            .name(
                "status",
                Place::new(Kind::int(), quote!(answer.status()), Held::Owned),
            )
    }

    /// What a scheme may name beside settings and its own `let`s.
    pub(super) fn scheme_scope(&self, scope: &Scope, token: bool) -> Scope {
        let text = |tokens| Place::new(Kind::text(), tokens, Held::Ref);
        let pairs = |tokens| Place::new(Kind::pairs(), tokens, Held::Ref);
        let owned_pairs = |tokens| Place::new(Kind::pairs(), tokens, Held::Owned);
        let request = Root::new()
            .member("method", text(quote!(request.method())))
            .member("url", text(quote!(request.url())))
            .member("host", text(quote!(request.host())))
            .member("path", text(quote!(request.path())))
            .member("query", pairs(quote!(request.query())))
            .member("query_text", text(quote!(request.query_text())))
            .member("headers", pairs(quote!(request.headers())))
            .member("params", owned_pairs(quote!(request.params())))
            .member(
                "body",
                Place::new(Kind::bytes(), quote!(request.body()), Held::Ref),
            )
            .member("fields", owned_pairs(quote!(request.fields())));
        let mut operation = Root::new().member("id", text(quote!(stamp.operation())));
        for (fact, _) in self.spec.operation_facts.iter() {
            let key = fact.as_str();
            operation = operation.member(key, text(quote!(stamp.fact(#key))));
        }
        let attempt = Root::new().value(Place::new(
            Kind::int(),
            quote!(stamp.attempt()),
            Held::Owned,
        ));
        let mut scope = scope
            .clone()
            .root("request", request)
            .root("operation", operation)
            .root("attempt", attempt)
            .now(quote!(stamp.now()))
            .nonces(quote!(stamp));
        if token {
            scope = scope.name(
                "token",
                Place::new(Kind::text().secret(), quote!(token.expose()), Held::Ref),
            );
        }
        scope
    }

    /// What a computed value may name: settings, hooks, the top-level `let`s and the operation's constants.
    pub(super) fn input_scope(
        &self,
        scope: &Scope,
        lets: &[Let],
        operation: &model::Name,
        constants: &[(String, String)],
    ) -> Scope {
        let id = operation.snake();
        let mut root = Root::new().member("id", Place::new(Kind::text(), quote!(#id), Held::Ref));
        for (name, value) in constants {
            root = root.member(name, Place::new(Kind::text(), quote!(#value), Held::Ref));
        }
        let mut scope = scope.clone().root("operation", root);
        // A hook may fail, and a computed value may not: what a hook gives has no place there.
        let mut hooked: Vec<String> = Vec::new();
        for made in lets {
            let (name, uses) = (made.name.snake(), crate::expr::uses(&made.value));
            if !uses.hooks.is_empty() || uses.names.iter().any(|name| hooked.contains(name)) {
                hooked.push(name);
            } else {
                scope.add_name(&name, let_place(made));
            }
        }
        scope
    }
}

/// How the value of a field is read for a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reached {
    Copied,
    Int32,
    Secret,
    Text,
    List,
    Whole,
}

/// A field of which a rule only sees whether it is there.
fn opaque(tokens: TokenStream, optional: bool) -> Place {
    let kind = Kind::new(ExprKind::Opaque("a value that rules cannot read".into()));
    match optional {
        true => Place::new(kind.optional(), tokens, Held::Ref),
        false => Place::new(kind, tokens, Held::Place),
    }
}

/// A `let` that was refused: later expressions are checked as if it had whatever type they need.
pub(super) fn refused_place() -> Place {
    Place::local("refused", Kind::new(ExprKind::Unknown))
}

/// A `let` as later expressions see it.
pub(super) fn let_place(made: &Let) -> Place {
    Place::local(&ident::snake(&made.name).to_string(), made.value.ty.clone())
}
