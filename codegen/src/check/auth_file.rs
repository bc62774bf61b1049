//! What a file adds to a spec that does not know its signature: hooks become expressions.

use std::sync::Arc;

use super::Check;
use super::expression::Purpose;
use super::scope::{let_place, refused_place};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, help};
use crate::expr::{Body, Place, Scope, Typed};
use crate::model::{Hook, Setting};
use crate::source::closest;
use crate::spec::auth_file::{AuthFile, HookBody};
use crate::spec::{self, Text};

/// Puts the settings of a file beside those of a spec, and its schemes in the place of the spec's.
pub fn join(spec: &mut spec::Api, file: &AuthFile, diagnostics: &mut Diagnostics) {
    for (key, setting) in &file.settings.entries {
        let known = spec.settings.iter().find(|(own, _)| own.text == key.text);
        if let Some((own, _)) = known {
            let message = format!("the spec has the setting `{}` already", key.text);
            let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span, message);
            let help = help!(
                "remove it here, or give it another name",
                "在这里删除它，或换一个名称"
            );
            diagnostics.push(diagnostic.related(own.span, "the setting").help(help));
            continue;
        }
        spec.settings.entries.push((key.clone(), setting.clone()));
    }
    for (key, scheme) in &file.auth.entries {
        let names: Vec<String> = spec.auth.keys().map(str::to_owned).collect();
        let own = spec.auth.entries.iter_mut();
        match own.into_iter().find(|(own, _)| own.text == key.text) {
            Some(own) => *own = (key.clone(), scheme.clone()),
            None => diagnostics.push(unknown(key, "scheme", &names)),
        }
    }
}

fn unknown(key: &Text, what: &str, known: &[String]) -> Diagnostic {
    let message = format!("the spec has no {what} `{}`", key.text);
    let near = closest(key.as_str(), known.iter().map(String::as_str));
    Diagnostic::new(Code::UnknownReference, key.span, message).help(match near {
        Some(near) => help!("did you mean `{near}`?", "是否应为 `{near}`？"),
        None if known.is_empty() => help!("remove it", "删除它"),
        None => help!("write one of: {}", "写下列之一：{}", known.join(", ")),
    })
}

impl Check<'_> {
    /// Gives hooks the expressions that a file has for them.
    pub(super) fn hook_bodies(&mut self, settings: &[Setting], hooks: &mut [Hook]) {
        let Some(file) = self.auth_file else {
            return;
        };
        let scope = self.vendor_scope(settings, &[]);
        let names: Vec<String> = hooks.iter().map(|hook| hook.name.snake()).collect();
        for (key, body) in file.hooks.iter() {
            match hooks.iter_mut().find(|hook| hook.name.snake() == key.text) {
                Some(hook) => self.hook_body(&scope, hook, body),
                None => self.push(unknown(key, "hook", &names)),
            }
        }
    }

    fn hook_body(&mut self, scope: &Scope, hook: &mut Hook, body: &HookBody) {
        let mut scope = scope.clone();
        for (name, ty) in &hook.takes {
            let place = Place::local("taken", ty.clone());
            scope.add_name(&name.snake(), place);
        }
        let mut lets: Vec<(String, Typed)> = Vec::new();
        for (key, text) in body.lets.iter() {
            match self.one_let(key, text, &scope) {
                Some(made) => {
                    scope.add_name(key.as_str(), let_place(&made));
                    lets.push((key.text.clone(), made.value));
                }
                None => scope.add_name(key.as_str(), refused_place()),
            }
        }
        let Some(gives) = self.expression(&body.gives, &scope, Purpose::Value) else {
            return;
        };
        if gives.ty.kind != hook.gives.kind && gives.ty.kind != crate::expr::Kind::Unknown {
            let message = format!(
                "the hook `{}` gives {}, not {}",
                hook.name.snake(),
                hook.gives.kind,
                gives.ty.kind
            );
            let help = match hook.gives.kind {
                crate::expr::Kind::Text => super::expression::as_text(&gives.ty.kind),
                _ => help!("convert it", "转换它"),
            };
            self.report(Code::ExpressionType, body.gives.span, message, help);
            return;
        }
        // Whatever the spec says of the hook: what is made of a secret is one.
        hook.gives.secret |= gives.ty.secret;
        hook.body = Some(Arc::new(Body { lets, gives }));
    }
}
