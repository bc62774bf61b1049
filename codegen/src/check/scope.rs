//! What expressions may name, and the Rust that reaches it.

use std::rc::Rc;

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
                    call: quote!(settings.#name.call),
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
                        pattern: quote!(#name::#pattern),
                    }
                });
                let choice = ChoiceType {
                    name: name.to_string(),
                    variants: variants.collect(),
                };
                (Kind::choice(Rc::new(choice)), base, Held::Place)
            }
            _ => return None,
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

/// A `let` that was refused: later expressions are checked as if it had whatever type they need.
pub(super) fn refused_place() -> Place {
    Place::local("refused", Kind::new(ExprKind::Unknown))
}

/// A `let` as later expressions see it.
pub(super) fn let_place(made: &Let) -> Place {
    Place::local(&ident::snake(&made.name).to_string(), made.value.ty.clone())
}
