//! Settings, hooks, servers and values computed from settings.

use std::sync::Arc;

use super::Check;
use super::expression::Purpose;
use super::scope::{let_place, refused_place};
use crate::diagnostic::{Code, Diagnostic, help};
use crate::expr::{self, Scope, Type as Kind};
use crate::model::{
    self, Hole, Hook, Let, Name, Presence, Server, Setting, TemplatePart, Type, TypeKind,
};
use crate::spec::{Text, words};

impl Check<'_> {
    /// A setting is required unless it has a default, allows null or says `required: false`.
    pub(super) fn settings(&mut self) -> Vec<Setting> {
        // A type described in place is called as its setting.
        let owner = Name::nothing();
        let mut settings = Vec::new();
        for (key, spec) in self.spec.settings.iter() {
            if self.own_name(key).is_none() {
                continue;
            }
            let Some(fields) = self.field(key, spec, &owner) else {
                continue;
            };
            for mut field in fields {
                let optional =
                    field.nullable || field.default.is_some() || spec.more.required == Some(false);
                field.presence = if optional {
                    Presence::Optional
                } else {
                    Presence::Required
                };
                field.nullable = false;
                let default = field.default.clone();
                self.close_setting(spec, &field);
                self.setting_type(key, &field, default.as_deref());
                self.open_secret(&field);
                settings.push(Setting { field, default });
            }
        }
        self.distinct(
            "settings",
            settings
                .iter()
                .map(|s| (&s.field.name, s.field.span, s.field.wire.as_str())),
        );
        settings
    }

    /// The codes of a setting are all there are: the client's user chooses among them.
    fn close_setting(&mut self, spec: &crate::spec::Field, field: &model::Field) {
        let Type::Named(id) = &field.ty else { return };
        let declaration = self
            .types
            .declarations
            .get_mut(id.0)
            .and_then(Option::as_mut);
        let declaration = declaration.map(Arc::make_mut);
        let Some(TypeKind::Enum(codes)) = declaration.map(|declaration| &mut declaration.kind)
        else {
            return;
        };
        if spec.kind.variants_of_enum.is_some() {
            codes.open = false;
        } else if codes.open {
            let message = format!("the setting `{}` has an open enum", field.wire.as_str());
            self.report(
                Code::BadValue,
                field.span,
                message,
                help!(
                    "add `closed: true` to the enum",
                    "给枚举加上 `closed: true`"
                ),
            );
        }
    }

    /// Settings are plain values, and a default is one of them.
    fn setting_type(&mut self, key: &Text, field: &model::Field, default: Option<&str>) {
        // That a default is a value of its type was asked when the field was described; only a secret has
        // none, and only now are the codes of an enum all that there are.
        let fits = match &field.ty {
            Type::String(_) | Type::Int32 | Type::Int64 | Type::Bool => Some(true),
            Type::Secret => Some(default.is_none()),
            Type::Named(id) => {
                let declared = self.types.declarations.get(id.0).and_then(Option::as_ref);
                declared.and_then(|declared| match &declared.kind {
                    TypeKind::Enum(codes) => {
                        let is =
                            |text: &str| codes.variants.iter().any(|v| v.code.to_string() == text);
                        Some(default.is_none_or(is))
                    }
                    _ => None,
                })
            }
            _ => None,
        };
        match fits {
            Some(true) => {}
            Some(false) => {
                let message = format!("the default of `{}` is not a value of its type", key.text);
                self.report(
                    Code::BadConstraint,
                    key.span,
                    message,
                    help!("correct the default, or remove it", "改正默认值，或删除它"),
                );
            }
            None => {
                let message = format!(
                    "the setting `{}` has a type that settings cannot have",
                    key.text
                );
                let help = help!(
                    "write one of: string, secret, int32, int64, bool, email, phone, url, or an enum",
                    "写下列之一：string、secret、int32、int64、bool、email、phone、url，或枚举"
                );
                self.report(Code::BadValue, key.span, message, help);
            }
        }
    }

    /// Warns of a text that is a secret by its name. What stands in the spec as a default is none.
    fn open_secret(&mut self, field: &model::Field) {
        let name = field.name.snake();
        let called = name == "token"
            || ["secret", "password"].iter().any(|word| {
                let before = name.strip_suffix(word);
                before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
            });
        if called && matches!(field.ty, Type::String(_)) && field.default.is_none() {
            let wire = field.wire.as_str();
            let message = format!("the setting `{wire}` is called a secret, and its type is not");
            let help = help!(
                "write `secret` as its type, so that logs and debug output do not show it",
                "把类型写成 `secret`，日志和调试输出就不会显示它"
            );
            self.report(Code::OpenSecret, field.span, message, help);
        }
    }

    pub(super) fn hooks(&mut self) -> Vec<Hook> {
        let mut hooks = Vec::new();
        for (key, spec) in self.spec.hooks.iter() {
            let Some(name) = self.own_name(key) else {
                continue;
            };
            let mut takes = Vec::new();
            for (key, ty) in spec.takes.iter() {
                if let (Some(name), Some(ty)) = (self.own_name(key), self.value_kind(ty)) {
                    takes.push((key.span, name, ty));
                }
            }
            let inputs: Vec<String> = takes.iter().map(|(_, name, _)| name.snake()).collect();
            let named = takes
                .iter()
                .zip(&inputs)
                .map(|((span, name, _), text)| (name, *span, text.as_str()));
            self.distinct("hook inputs", named);
            let takes = takes.into_iter().map(|(_, name, ty)| (name, ty)).collect();
            let gives = match &spec.gives {
                Some(ty) => match self.value_kind(ty) {
                    Some(kind) => kind,
                    None => continue,
                },
                None => Kind::text(),
            };
            let facts = self.facts(&spec.facts);
            hooks.push((
                key.span,
                Hook {
                    name,
                    facts,
                    takes,
                    gives,
                    body: None,
                },
            ));
        }
        let settings: Vec<_> = self
            .spec
            .settings
            .entries
            .iter()
            .map(|(key, _)| key)
            .collect();
        for (span, hook) in &hooks {
            if let Some(setting) = settings
                .iter()
                .find(|key| key.as_str() == hook.name.snake())
            {
                let message = format!("`{}` is a hook and a setting", setting.text);
                let diagnostic = Diagnostic::new(Code::NameCollision, *span, message);
                self.push(
                    diagnostic
                        .related(setting.span, "the setting")
                        .help(help!("rename one of them", "给其中一个改名")),
                );
            }
        }
        hooks.into_iter().map(|(_, hook)| hook).collect()
    }

    /// A type of expressions by its name.
    fn value_kind(&mut self, text: &Text) -> Option<Kind> {
        let kinds = [
            Kind::text(),
            Kind::text(),
            Kind::text().secret(),
            Kind::bytes(),
            Kind::int(),
            Kind::bool(),
            Kind::pairs(),
            Kind::instant(),
        ];
        let known = words::VALUE_TYPE.into_iter().zip(kinds);
        let kind = known
            .into_iter()
            .find_map(|(word, kind)| (word == text.as_str()).then_some(kind));
        if kind.is_none() {
            let message = format!("`{}` is not a type of expressions", text.text);
            let help = help!(
                "write one of: text, secret, bytes, int, bool, pairs, instant",
                "写下列之一：text、secret、bytes、int、bool、pairs、instant"
            );
            self.report(Code::UnknownType, text.span, message, help);
        }
        kind
    }

    /// A server is an absolute URL whose holes are settings of type text.
    pub(super) fn servers(&mut self, settings: &[Setting]) -> Vec<Server> {
        let mut servers = Vec::new();
        for (key, spec) in self.spec.servers.iter() {
            if let Some(url) = self.server_url(&spec.url, settings) {
                let facts = self.facts(&spec.facts);
                servers.push(Server {
                    id: key.text.clone(),
                    url,
                    facts,
                });
            }
        }
        if self.spec.servers.is_empty() && !self.spec.operations.is_empty() {
            let help = help!(
                "add `servers: {{ default: https://… }}`",
                "加上 `servers: {{ default: https://… }}`"
            );
            self.report(
                Code::MissingKey,
                self.spec.vendor.span,
                "`servers` is missing",
                help,
            );
        }
        servers
    }

    fn server_url(&mut self, text: &Text, settings: &[Setting]) -> Option<Vec<TemplatePart>> {
        let url = text.as_str();
        let help = || {
            help!(
                "write `https://host/prefix`, with settings in braces",
                "写成 `https://host/prefix`，设置项放在花括号中"
            )
        };
        let Some((scheme, rest)) = url
            .split_once("://")
            .filter(|(s, _)| matches!(*s, "https" | "http" | "{scheme}"))
        else {
            self.report(
                Code::ServerTemplate,
                text.span,
                format!("`{url}` is not an absolute URL"),
                help(),
            );
            return None;
        };
        let host_end = scheme.len() + 3 + rest.find('/').unwrap_or(rest.len());
        if host_end == scheme.len() + 3 {
            self.report(
                Code::ServerTemplate,
                text.span,
                format!("`{url}` has no host"),
                help(),
            );
            return None;
        }
        if let Some(at) = url.find(|c: char| matches!(c, '?' | '#') || c.is_whitespace()) {
            let message = format!("`{}` does not belong to the URL", &url[at..]);
            let help = help!(
                "end the URL here, and move what every call sends to `query` of `defaults`",
                "URL 到此为止，每次调用都发送的内容移到 `defaults` 的 `query`"
            );
            self.report(
                Code::ServerTemplate,
                text.part(at, url.len()),
                message,
                help,
            );
            return None;
        }
        if url.ends_with('/') {
            let end = text.part(url.len() - 1, url.len());
            self.report(
                Code::ServerTemplate,
                end,
                format!("`{url}` ends with `/`"),
                help!("remove it", "删除它").replacing("/", ""),
            );
            return None;
        }
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(open) = url[at..].find('{').map(|i| at + i) {
            let Some(close) = url[open..].find('}').map(|i| open + i) else {
                self.report(
                    Code::ServerTemplate,
                    text.part(open, url.len()),
                    "this hole does not end",
                    help(),
                );
                return None;
            };
            let name = &url[open + 1..close];
            let setting = settings.iter().find(|s| s.field.wire.as_str() == name);
            let Some(setting) = setting else {
                let known: Vec<&str> = settings.iter().map(|s| s.field.wire.as_str()).collect();
                let help = match crate::source::closest(name, known.iter().copied()) {
                    Some(near) => help!("did you mean `{{{near}}}`?", "是否应为 `{{{near}}}`？")
                        .meaning_between("{", name, near, known),
                    None => help!(
                        "add `{name}` to `settings`",
                        "在 `settings` 中加上 `{name}`"
                    ),
                };
                let message = format!("there is no setting `{name}`");
                self.report(
                    Code::ServerTemplate,
                    text.part(open, close + 1),
                    message,
                    help,
                );
                return None;
            };
            if !matches!(setting.field.ty, Type::String(_)) {
                let message = format!("the setting `{name}` is not a text");
                self.report(
                    Code::ServerTemplate,
                    text.part(open, close + 1),
                    message,
                    help!(
                        "write `{name}: string` under `settings`",
                        "在 `settings` 下写 `{name}: string`"
                    ),
                );
                return None;
            }
            if at < open {
                parts.push(TemplatePart::Text(url[at..open].to_owned()));
            }
            let rest = &url[close + 1..];
            // A fixed port may follow a whole host.
            let after = rest.strip_prefix(':').map_or(rest, |rest| {
                rest.trim_start_matches(|c: char| c.is_ascii_digit())
            });
            let whole = open == scheme.len() + 3 && (after.is_empty() || after.starts_with('/'));
            let hole = match (open < host_end, whole) {
                (true, true) => Hole::Host,
                (true, false) => Hole::Label,
                (false, _) => Hole::Segment,
            };
            parts.push(TemplatePart::Setting {
                name: setting.field.name.clone(),
                hole,
            });
            at = close + 1;
        }
        if at < url.len() {
            parts.push(TemplatePart::Text(url[at..].to_owned()));
        }
        Some(parts)
    }

    /// The top-level `let`s: computed from settings and from one another.
    pub(super) fn lets(&mut self, scope: &Scope) -> Vec<Let> {
        let mut scope = scope.clone();
        let mut lets = Vec::new();
        for (key, text) in self.spec.lets.iter() {
            match self.one_let(key, text, &scope) {
                Some(made) => {
                    scope.add_name(key.as_str(), let_place(&made));
                    lets.push(made);
                }
                None => scope.add_name(key.as_str(), refused_place()),
            }
        }
        lets
    }

    /// One `let`; its name is a word that means nothing else.
    pub(super) fn one_let(&mut self, key: &Text, text: &Text, scope: &Scope) -> Option<Let> {
        let name = self.own_name(key)?;
        if expr::is_reserved(key.as_str())
            || matches!(key.as_str(), "request" | "stamp" | "sealing" | "token")
        {
            let message = format!("`{}` means something else in expressions", key.text);
            self.report(
                Code::BadName,
                key.span,
                message,
                help!("write another name", "换一个名称"),
            );
            return None;
        }
        if name.snake() != key.text {
            let message = format!("`{}` is not in snake case", key.text);
            self.report(
                Code::BadName,
                key.span,
                message,
                // What reads it is to be renamed, too.
                help!("write `{}`", "写成 `{}`", name.snake())
                    .replacing(key.as_str(), name.snake())
                    .perhaps(),
            );
            return None;
        }
        let value = self.expression(text, scope, Purpose::Let)?;
        Some(Let { name, value })
    }
}
