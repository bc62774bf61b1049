//! Schemes: what is computed, what is placed, and in which phase of an attempt.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use super::expression::Purpose;
use super::member_path::way;
use super::scope::{let_place, refused_place};
use crate::diagnostic::{Code, Diagnostic, help};
use crate::expr::{self, Scope, Typed};
use crate::model::{AuthUse, Let, Name, Placed, Scheme, Setting, Where};
use crate::source::Span;
use crate::spec::{self, AuthChoice, Text};

/// The roots that are there only before a request is frozen.
const STAMP_ONLY: &[&str] = &["operation", "attempt", "token"];

impl Check<'_> {
    pub(super) fn schemes(
        &mut self,
        scope: &Scope,
        lets: &[Let],
        settings: &[Setting],
    ) -> Vec<Scheme> {
        let mut schemes = Vec::new();
        for (key, spec) in self.spec.auth.iter() {
            if key.as_str() == "none" {
                let message = "`none` means no authentication";
                self.report(
                    Code::BadName,
                    key.span,
                    message,
                    help!("write another name", "换一个名称"),
                );
                continue;
            }
            if let Some(scheme) = self.scheme(key, spec, scope, lets, settings) {
                schemes.push((key.span, scheme));
            }
        }
        self.distinct(
            "schemes",
            schemes
                .iter()
                .map(|(span, s)| (&s.name, *span, s.id.as_str())),
        );
        schemes.into_iter().map(|(_, scheme)| scheme).collect()
    }

    fn scheme(
        &mut self,
        key: &Text,
        spec: &spec::Scheme,
        scope: &Scope,
        vendor_lets: &[Let],
        settings: &[Setting],
    ) -> Option<Scheme> {
        let name = self.own_name(key)?;
        let vendor_scope = scope.clone();
        let mut scope = self.scheme_scope(scope, spec.token.is_some());
        let mut all: Vec<Let> = Vec::new();
        for made in vendor_lets {
            scope.add_name(&made.name.snake(), let_place(made));
            all.push(made.clone());
        }
        let mut fine = true;
        for (key, text) in spec.lets.iter() {
            match self.one_let(key, text, &scope) {
                Some(made) => {
                    scope.add_name(key.as_str(), let_place(&made));
                    all.push(made);
                }
                None => {
                    scope.add_name(key.as_str(), refused_place());
                    fine = false;
                }
            }
        }
        let stamps = self.placed(spec.stamp.as_ref(), &scope);
        let seals = self.placed(spec.seal.as_ref(), &scope);
        let token = match &spec.token {
            Some(token) => Some(self.token(key, token, &vendor_scope, settings)?),
            None => None,
        };
        let (stamps, mut seals) = (stamps?, seals?);
        if !fine {
            return None;
        }
        self.known_answers(spec, &all, settings);
        let late = late_lets(&all);
        for (text, stamp) in &stamps {
            let uses = expr::uses(&stamp.value);
            if uses.roots.contains("request") || uses.names.iter().any(|name| late.contains(name)) {
                let message = format!("`{}` depends on the request that it is part of", stamp.wire);
                let through =
                    spec.lets.iter().map(|(key, _)| key).find(|key| {
                        late.contains(key.as_str()) && uses.names.contains(key.as_str())
                    });
                let diagnostic = Diagnostic::new(Code::StampOrder, text.span, message)
                    .help(help!("move it to `seal`", "移到 `seal` 下"));
                self.push(match through {
                    Some(key) => diagnostic.related(key.span, "this takes from the request"),
                    None => diagnostic,
                });
                fine = false;
            }
        }
        if !fine {
            return None;
        }
        // The request is not there while stamping, and what is known while stamping is not kept for later.
        for made in all.iter().filter(|made| late.contains(&made.name.snake())) {
            let uses = expr::uses(&made.value);
            let early =
                uses.now || uses.roots.contains("operation") || uses.roots.contains("attempt");
            let mut written = spec.lets.iter();
            let written = written.find(|(key, _)| key.text == made.name.snake());
            if let (true, Some((key, text))) = (early, written) {
                self.needs_both(&key.text, text.span);
                return None;
            }
        }
        // What a seal takes from the stamping phase is computed there, under a name of its own.
        for (text, seal) in &mut seals {
            let uses = expr::uses(&seal.value);
            let early = uses.now
                || uses
                    .roots
                    .iter()
                    .any(|root| STAMP_ONLY.contains(&root.as_str()))
                || uses.names.contains("token");
            if early
                && !uses.roots.contains("request")
                && !uses.names.iter().any(|n| late.contains(n))
            {
                if let Some(name) = Name::derive(&seal.wire).map(|name| name.with("value")) {
                    let made = Let {
                        name: name.clone(),
                        value: seal.value.clone(),
                    };
                    scope.add_name(&name.snake(), let_place(&made));
                    if let Some(value) = expr::parse(&name.snake())
                        .ok()
                        .and_then(|e| expr::check(&e, &scope).ok())
                    {
                        seal.value = value;
                        all.push(made);
                    }
                }
            } else if early {
                self.needs_both(&seal.wire, text.span);
                return None;
            }
        }
        let stamps: Vec<Placed> = stamps.into_iter().map(|(_, placed)| placed).collect();
        let seals: Vec<Placed> = seals.into_iter().map(|(_, placed)| placed).collect();
        let (stamp_lets, seal_lets) = phases(all, &stamps, &seals, &late);
        let facts = self.facts(&spec.facts);
        Some(Scheme {
            name,
            id: key.text.clone(),
            facts,
            stamp_lets,
            stamps,
            seal_lets,
            seals,
            token,
        })
    }

    fn needs_both(&mut self, name: &str, span: Span) {
        let message = format!("`{name}` needs both the request and what is computed before it");
        let help = help!(
            "move the part that does not depend on the request into a `let`",
            "把不依赖请求的部分移到 `let` 中"
        );
        self.report(Code::ExpressionPlace, span, message, help);
    }

    fn placed(
        &mut self,
        placement: Option<&spec::Placement>,
        scope: &Scope,
    ) -> Option<Vec<(Text, Placed)>> {
        let Some(placement) = placement else {
            return Some(Vec::new());
        };
        let places = [
            (Where::Query, &placement.query),
            (Where::Header, &placement.header),
            (Where::Cookie, &placement.cookie),
            (Where::Body, &placement.body),
        ];
        let mut placed = Vec::new();
        let mut fine = true;
        for (place, entries) in places {
            for (key, text) in entries.iter() {
                match self.expression(text, scope, Purpose::Value) {
                    Some(value) if expr::placeable(&value.ty) || may_be_left_out(&value.ty) => {
                        let wire = key.text.clone();
                        placed.push((text.clone(), Placed { place, wire, value }));
                    }
                    // What it is made of was refused, and has been reported.
                    Some(value) if value.ty.kind == expr::Kind::Unknown => fine = false,
                    Some(value) => {
                        let message = match &value.ty.kind {
                            expr::Kind::Optional(_) => format!("`{}` may be absent", key.text),
                            _ => format!("`{}` is not a text or a number", key.text),
                        };
                        let help = match is_maybe_enum(&value.ty.kind) {
                            true => help!(
                                "add a `default: …` to the setting",
                                "给设置项加上 `default: …`"
                            ),
                            false => super::expression::as_text(&value.ty.kind),
                        };
                        self.report(Code::ExpressionType, text.span, message, help);
                        fine = false;
                    }
                    None => fine = false,
                }
            }
        }
        fine.then_some(placed)
    }

    /// The members on the way from the body to a value: `body.data.items`.
    pub(super) fn body_path(&mut self, text: &Text) -> Option<Vec<String>> {
        let found = way(text.as_str(), "body");
        if found.is_none() {
            let message = format!("`{}` is not a place in the body", text.text);
            let plain =
                !text.text.is_empty() && text.as_str().split('.').all(|part| !part.is_empty());
            let help = match plain && !text.text.contains(['"', '[', ' ']) {
                true => help!("write `body.{}`", "写成 `body.{}`", text.text)
                    .replacing(text.as_str(), format!("body.{}", text.text)),
                false => help!(
                    "write `body`, or the members on the way: `body.data.items`",
                    "写 `body`，或写出一路上的成员：`body.data.items`"
                ),
            };
            self.report(Code::Returns, text.span, message, help);
        }
        found
    }

    pub(super) fn auth_use(&mut self, choice: &AuthChoice) -> Option<AuthUse> {
        let mut known = |texts: &[Text]| -> Option<Vec<String>> {
            for text in texts {
                if !self.spec.auth.keys().any(|key| key == text.as_str()) {
                    self.unknown(
                        text,
                        "scheme",
                        self.spec.auth.keys().map(str::to_owned).collect(),
                    );
                    return None;
                }
            }
            Some(texts.iter().map(|t| t.text.clone()).collect())
        };
        match choice {
            AuthChoice::One(text) if text.as_str() == "none" => Some(AuthUse::None),
            AuthChoice::One(text) => known(std::slice::from_ref(text)).map(AuthUse::Any),
            AuthChoice::Any(texts, span) | AuthChoice::All(texts, span) if texts.is_empty() => {
                self.report(
                    Code::BadValue,
                    *span,
                    "this list names no scheme",
                    help!(
                        "name the schemes, or write `auth: none`",
                        "写出认证方案的名称，或写 `auth: none`"
                    ),
                );
                None
            }
            AuthChoice::Any(texts, _) => known(texts).map(AuthUse::Any),
            AuthChoice::All(texts, _) => known(texts).map(AuthUse::All),
        }
    }
}

/// The `let`s that depend on the request, directly or through others.
fn late_lets(lets: &[Let]) -> BTreeSet<String> {
    let mut late = BTreeSet::new();
    for made in lets {
        let uses = expr::uses(&made.value);
        if uses.roots.contains("request") || uses.names.iter().any(|name| late.contains(name)) {
            late.insert(made.name.snake());
        }
    }
    late
}

/// Puts each `let` that is used into its phase: before the request is frozen if a stamp needs it or if it
/// takes what is there only then, after it otherwise.
fn phases(
    lets: Vec<Let>,
    stamps: &[Placed],
    seals: &[Placed],
    late: &BTreeSet<String>,
) -> (Vec<Let>, Vec<Let>) {
    let by_name: BTreeMap<String, BTreeSet<String>> = lets
        .iter()
        .map(|made| (made.name.snake(), expr::uses(&made.value).names))
        .collect();
    let reach = |roots: &[&Typed]| -> BTreeSet<String> {
        let mut todo: Vec<String> = roots
            .iter()
            .flat_map(|typed| expr::uses(typed).names)
            .collect();
        let mut reached = BTreeSet::new();
        while let Some(name) = todo.pop() {
            if let Some(uses) = by_name.get(&name)
                && reached.insert(name)
            {
                todo.extend(uses.iter().cloned());
            }
        }
        reached
    };
    let needed_early = reach(
        &stamps
            .iter()
            .map(|placed| &placed.value)
            .collect::<Vec<_>>(),
    );
    let used = reach(
        &stamps
            .iter()
            .chain(seals)
            .map(|placed| &placed.value)
            .collect::<Vec<_>>(),
    );
    let takes_early = |made: &Let| {
        let uses = expr::uses(&made.value);
        uses.now
            || uses.nonce
            || uses.names.contains("token")
            || uses
                .roots
                .iter()
                .any(|root| STAMP_ONLY.contains(&root.as_str()))
    };
    let early: BTreeSet<String> = {
        let firsts: Vec<&Let> = lets
            .iter()
            .filter(|made| !late.contains(&made.name.snake()))
            .filter(|made| takes_early(made) || needed_early.contains(&made.name.snake()))
            .collect();
        let mut early = reach(&firsts.iter().map(|made| &made.value).collect::<Vec<_>>());
        early.extend(firsts.iter().map(|made| made.name.snake()));
        early
    };
    let used = lets
        .into_iter()
        .filter(|made| used.contains(&made.name.snake()));
    used.partition(|made| early.contains(&made.name.snake()))
}

/// Which setting names a model setting has; known answers give values for them.
pub(super) fn setting_names(settings: &[Setting]) -> Vec<String> {
    settings
        .iter()
        .map(|s| format!("settings.{}", s.field.wire.as_str()))
        .collect()
}

/// Whether a value is placed where it is there, and left out where it is absent.
///
/// The code of an enum that may be absent would have to be asked for first.
fn may_be_left_out(ty: &expr::Type) -> bool {
    let plain = |kind: &expr::Kind| expr::Type {
        kind: kind.clone(),
        secret: ty.secret,
    };
    match &ty.kind {
        expr::Kind::Optional(inner) => !is_maybe_enum(&ty.kind) && expr::placeable(&plain(inner)),
        _ => false,
    }
}

fn is_maybe_enum(kind: &expr::Kind) -> bool {
    matches!(kind, expr::Kind::Optional(inner) if matches!(**inner, expr::Kind::Choice(_)))
}
