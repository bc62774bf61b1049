//! Tokens: which operation fetches one, with which inputs, and when.

use std::collections::BTreeSet;

use super::Check;
use super::expression::Purpose;
use crate::diagnostic::{Code, help};
use crate::expr::{self, Kind, Scope, Typed};
use crate::model::{
    AuthUse, Clear, Field, Name, Operation, Payload, Presence, Scheme, Setting, Token, Type,
    TypeKind,
};
use crate::spec::{self, Text, words};

impl Check<'_> {
    /// What a scheme says of its token, as far as it can be told before the operations are known.
    pub(super) fn token(
        &mut self,
        scheme: &Text,
        token: &spec::auth::Token,
        scope: &Scope,
        settings: &[Setting],
    ) -> Option<Token> {
        let operation = token.operation.as_ref().map(|text| self.own_name(text));
        let value = token
            .value
            .as_ref()
            .map_or(Some(Vec::new()), |text| self.body_path(text));
        let lifetime = token
            .lifetime
            .as_ref()
            .filter(|text| text.as_str() != "unknown");
        let lifetime = lifetime.map(|text| self.lifetime_path(text));
        let margin = token.margin.as_ref().map(|text| self.seconds(text));
        let account = self.account(&token.account, scope, settings);
        let renew = self.renewing(scheme, token);
        let setting = token.setting.as_ref();
        let setting = setting.map(|text| self.token_setting(text, settings));
        let facts = self.facts(&token.facts);
        Some(Token {
            operation: operation.map_or(Some(None), |name| name.map(Some))?,
            setting: setting.map_or(Some(None), |name| name.map(Some))?,
            with: Vec::new(),
            value: vec![value?],
            lifetime: lifetime.map_or(Some(None), |path| path.map(Some))?,
            margin: margin.unwrap_or(Some(0))?,
            account,
            renew,
            facts,
        })
    }

    /// The place of a lifetime: a number is none.
    fn lifetime_path(&mut self, text: &Text) -> Option<Vec<String>> {
        if !text.as_str().starts_with(|c: char| c.is_ascii_digit()) {
            return self.body_path(text);
        }
        let message = format!("`{}` is not a place in the answer", text.text);
        let help = help!(
            "name the member that says the seconds, such as `body.expires_in`, or write `unknown`; the client's user may give a lifetime",
            "写出给出秒数的成员，例如 `body.expires_in`，或写 `unknown`；有效期可由客户端的用户给出"
        );
        self.report(Code::Returns, text.span, message, help);
        None
    }

    /// The setting that is the token: a secret.
    fn token_setting(&mut self, text: &Text, settings: &[Setting]) -> Option<Name> {
        let name = text.as_str();
        let name = name.strip_prefix("settings.").unwrap_or(name);
        let Some(setting) = settings.iter().find(|s| s.field.wire.as_str() == name) else {
            // What was refused itself is not missed here as well.
            if self.spec.settings.get(name).is_none() {
                let known = settings.iter().map(|s| s.field.wire.0.clone()).collect();
                self.unknown(text, "setting", known);
            }
            return None;
        };
        if setting.field.ty != Type::Secret {
            let message = format!("a token is a secret, and the setting `{name}` is not");
            let help = help!(
                "give the setting the type `secret`",
                "把该设置项的类型写成 `secret`"
            );
            self.report(Code::TokenFetch, text.span, message, help);
            return None;
        }
        Some(setting.field.name.clone())
    }

    /// The settings that name the account: all that are not secret if nothing is said.
    pub(super) fn account(
        &mut self,
        named: &[Text],
        scope: &Scope,
        settings: &[Setting],
    ) -> Vec<Typed> {
        let known: Vec<String> = settings
            .iter()
            .map(|setting| setting.field.wire.as_str().to_owned())
            .collect();
        let mut names = Vec::new();
        for text in named {
            let name = text.as_str();
            let name = name.strip_prefix("settings.").unwrap_or(name);
            match known.iter().any(|known| known == name) {
                true => names.push(name.to_owned()),
                // What was refused itself is not missed here as well.
                false if self.spec.settings.get(name).is_some() => {}
                false => self.unknown(text, "setting", known.clone()),
            }
        }
        if named.is_empty() {
            let open = settings.iter().filter(|s| s.field.ty != Type::Secret);
            names.extend(open.map(|s| s.field.wire.as_str().to_owned()));
        }
        names
            .iter()
            .filter_map(|name| setting_value(name, scope))
            .collect()
    }

    /// The codes that renew the token: those that it names, and those that name it.
    fn renewing(&mut self, scheme: &Text, token: &spec::auth::Token) -> Vec<String> {
        let mut codes = Vec::new();
        for text in token.renew.iter().flat_map(|renew| &renew.codes) {
            if self.spec.errors.get(text.as_str()).is_none() {
                let known = self.spec.errors.keys().map(str::to_owned).collect();
                self.unknown(text, "error code", known);
            }
            codes.push(text.text.clone());
        }
        for (key, error) in self.spec.errors.iter() {
            let renews = error.renew.as_ref();
            if renews.is_some_and(|renew| renew.text == scheme.text) && !codes.contains(&key.text) {
                codes.push(key.text.clone());
            }
        }
        codes
    }

    /// Warns of a token that is fetched, and of which nobody says when it was refused, though errors are listed
    /// that tell so.
    fn unrenewed(&mut self, schemes: &[Scheme]) {
        let tokens = || schemes.iter().filter_map(|scheme| scheme.token.as_ref());
        let renewing: BTreeSet<&str> = tokens()
            .flat_map(|token| token.renew.iter().map(String::as_str))
            .collect();
        let [auth, ..] = words::ERROR_KIND;
        let refusing = self.spec.errors.iter().filter(|(key, error)| {
            let kind = error.kind.as_ref().map(Text::as_str);
            kind == Some(auth) && error.renew.is_none() && !renewing.contains(key.as_str())
        });
        let refusing: Vec<&Text> = refusing.map(|(key, _)| key).collect();
        let Some(first) = refusing.first() else {
            return;
        };
        let codes: Vec<String> = refusing
            .iter()
            .map(|key| format!("\"{}\"", key.text))
            .collect();
        let codes = codes.join(", ");
        for (key, spec) in self.spec.auth.iter() {
            let fetched = spec.token.as_ref().filter(|t| t.operation.is_some());
            let said = |scheme: &Scheme| {
                let token = scheme.token.as_ref();
                scheme.id == key.text && token.is_some_and(|token| !token.renew.is_empty())
            };
            if fetched.is_none_or(|token| token.renew.is_some()) || schemes.iter().any(said) {
                continue;
            }
            let message = format!(
                "nothing says after which errors `{}` fetches another token",
                key.text
            );
            let help = help!(
                "add `renew: [{codes}]` to its `token`, with the errors that refuse a token, or `renew: unknown`",
                "在它的 `token` 中加上 `renew: [{codes}]`，写出表示令牌被拒绝的错误；不清楚就写 `renew: unknown`"
            );
            self.conflict(
                Code::Renewal,
                key.span,
                message,
                (first.span, "an error of the kind `auth`"),
                help,
            );
        }
    }

    /// What tokens say of operations, and errors of tokens, now that all are known.
    pub(super) fn token_operations(
        &mut self,
        schemes: &mut [Scheme],
        operations: &[Operation],
        scope: &Scope,
    ) {
        self.renewed_schemes();
        self.unrenewed(schemes);
        for (key, spec) in self.spec.auth.iter() {
            let Some(at) = schemes.iter().position(|s| s.id == key.text) else {
                continue;
            };
            let Some(token) = &spec.token else { continue };
            if let Some(text) = &token.operation {
                let name = schemes[at].token.as_ref().and_then(|t| t.operation.clone());
                let operation = operations.iter().find(|o| Some(&o.name) == name.as_ref());
                match operation {
                    Some(operation) => {
                        self.endless(key, text, schemes, operations);
                        let with = self.with(text, &token.with, operation, scope);
                        self.token_places(token, operation, schemes[at].token.as_ref());
                        let also = self.aliases(operation, schemes[at].token.as_ref());
                        if let Some(token) = &mut schemes[at].token {
                            token.with = with;
                            token.value.extend(also);
                        }
                    }
                    None if !self.failed => {
                        let known = operations.iter().map(|o| o.name.snake()).collect();
                        self.unknown(text, "operation", known);
                    }
                    None => {}
                }
            } else if let Some((name, _)) = token.with.iter().next() {
                let message = "these are the inputs of no operation";
                let help = help!("add `operation: …`", "加上 `operation: …`");
                self.report(Code::TokenFetch, name.span, message, help);
            }
        }
    }

    /// `renew` of an error names a scheme that has a token.
    fn renewed_schemes(&mut self) {
        let known = self.spec.auth.iter().filter(|(_, s)| s.token.is_some());
        let known: Vec<String> = known.map(|(key, _)| key.text.clone()).collect();
        for (_, error) in self.spec.errors.iter() {
            if let Some(renew) = &error.renew
                && !known.contains(&renew.text)
            {
                self.unknown(renew, "scheme with a token", known.clone());
            }
        }
    }

    /// Fetching a token must not need that token.
    fn endless(
        &mut self,
        scheme: &Text,
        text: &Text,
        schemes: &[Scheme],
        operations: &[Operation],
    ) {
        let mut seen = BTreeSet::new();
        let mut todo = vec![scheme.text.as_str()];
        while let Some(id) = todo.pop() {
            let token = schemes.iter().find(|s| s.id == id).map(|s| &s.token);
            let name = token.and_then(|token| token.as_ref()?.operation.as_ref());
            let operation = operations.iter().find(|o| Some(&o.name) == name);
            let ids: &[String] = match operation.map(|operation| &operation.auth) {
                Some(AuthUse::Any(ids) | AuthUse::All(ids)) => ids,
                Some(AuthUse::None) | None => &[],
            };
            if ids.contains(&scheme.text) {
                let message = format!(
                    "`{}` needs the token of `{}`, which it fetches",
                    text.text, scheme.text
                );
                let help = help!(
                    "give the operation another `auth`; `auth: none` if it needs nothing",
                    "给该接口写另一种 `auth`；若不需要认证，写 `auth: none`"
                );
                self.report(Code::TokenFetch, text.span, message, help);
                return;
            }
            todo.extend(ids.iter().map(String::as_str).filter(|id| seen.insert(*id)));
        }
    }

    /// The inputs of the operation that fetches a token: all that it requires.
    fn with(
        &mut self,
        operation_text: &Text,
        given: &spec::Named<Text>,
        operation: &Operation,
        scope: &Scope,
    ) -> Vec<(Name, Typed)> {
        let inputs = given_inputs(operation);
        let mut with: Vec<(Name, Typed)> = Vec::new();
        for (key, text) in given.iter() {
            let Some(field) = inputs.iter().find(|f| f.wire.as_str() == key.as_str()) else {
                let known = inputs.iter().map(|f| f.wire.0.clone()).collect();
                self.unknown(key, "input", known);
                continue;
            };
            let Some(value) = self.expression(text, scope, Purpose::Value) else {
                continue;
            };
            if self.can_be_given(text, field, &value) {
                with.push((field.name.clone(), value));
            }
        }
        for field in inputs {
            let wire = field.wire.as_str();
            if field.presence == Presence::Required && given.get(wire).is_none() {
                let message = format!("`{}` needs `{wire}`", operation_text.text);
                let help = help!(
                    "add `with: {{ {}: settings.… }}`, or give the input a `value`",
                    "加上 `with: {{ {}: settings.… }}`，或给该输入写 `value`",
                    wire
                );
                self.report(Code::TokenFetch, operation_text.span, message, help);
            }
        }
        with
    }

    /// Whether a value can be given to an input; what is secret stays secret.
    fn can_be_given(&mut self, text: &Text, field: &Field, value: &Typed) -> bool {
        let kind = match &value.ty.kind {
            Kind::Optional(inner) => inner,
            kind => kind,
        };
        let fits = matches!(
            (&field.ty, kind),
            (Type::String(_) | Type::Secret, Kind::Text)
                | (Type::Int64, Kind::Int)
                | (Type::Bool, Kind::Bool)
                | (_, Kind::Unknown)
        );
        let plain = !field.nullable && matches!(field.clear, Clear::Unsaid | Clear::Never);
        if !fits || !plain {
            let message = format!(
                "this cannot be given to the input `{}`",
                field.wire.as_str()
            );
            let help = help!(
                "write an expression of the type of the input; those of the types string, secret, int64 and bool can be given",
                "写一个与输入同类型的表达式；只有 string、secret、int64 和 bool 类型的输入可以给出"
            );
            self.report(Code::TokenFetch, text.span, message, help);
        } else if value.ty.secret && field.ty != Type::Secret {
            let message = format!(
                "a secret is given to `{}`, which is not one",
                field.wire.as_str()
            );
            let help = help!(
                "give the input the type `secret`",
                "把该输入的类型写成 `secret`"
            );
            self.report(Code::Secret, text.span, message, help);
        }
        fits && plain
    }

    /// The places of the token and of its lifetime are among what the operation answers.
    fn token_places(
        &mut self,
        written: &spec::Token,
        operation: &Operation,
        token: Option<&Token>,
    ) {
        let (Some(token), Some(returns)) = (token, &operation.returns) else {
            return;
        };
        if let (Some(text), Some(at)) = (&written.value, token.value.first()) {
            self.answered_at(text, at, returns);
        }
        if let (Some(text), Some(at)) = (&written.lifetime, &token.lifetime) {
            self.answered_at(text, at, returns);
        }
    }

    /// The further places of a token: where its member has other names.
    fn aliases(&self, operation: &Operation, token: Option<&Token>) -> Vec<Vec<String>> {
        let place = token.and_then(|token| token.value.first());
        let (Some(place), Some(returns)) = (place, &operation.returns) else {
            return Vec::new();
        };
        let Some([member]) = place.strip_prefix(returns.at.as_slice()) else {
            return Vec::new();
        };
        let Type::Named(id) = &returns.ty else {
            return Vec::new();
        };
        let declared = self.types.declarations.get(id.0).and_then(Option::as_ref);
        let Some(TypeKind::Record(record)) = declared.map(|declared| &declared.kind) else {
            return Vec::new();
        };
        let field = record.fields.iter().find(|f| f.wire.as_str() == member);
        let aliases = field.into_iter().flat_map(|field| &field.aliases);
        aliases
            .map(|alias| [returns.at.as_slice(), std::slice::from_ref(&alias.0)].concat())
            .collect()
    }
}

/// The value of a setting as something that has a text; nothing if it has none.
fn setting_value(name: &str, scope: &Scope) -> Option<Typed> {
    let checked = |text: &str| expr::check(&expr::parse(text).ok()?, scope).ok();
    let plain = checked(&format!("settings.{name}"))?;
    if expr::placeable(&plain.ty) {
        return Some(plain);
    }
    checked(&format!("settings.{name} ?? \"\"")).filter(|value| expr::placeable(&value.ty))
}

/// What callers of an operation give.
fn given_inputs(operation: &Operation) -> Vec<&Field> {
    let body: Vec<&Field> = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields.iter().collect(),
        Some(Payload::Whole(field)) => vec![field],
        None => Vec::new(),
    };
    let parameters = operation.parameters.iter().map(|p| &p.field);
    parameters
        .chain(body)
        .filter(|field| field.value.is_none() && field.is_given())
        .collect()
}
