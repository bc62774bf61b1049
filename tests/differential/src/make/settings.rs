//! Settings, as texts.

use apiloom::Json;
use apiloom_codegen::model::{Format, Hole, Presence, Setting, TemplatePart, Type, TypeKind};

use super::Maker;

/// Settings by their names.
pub type Settings = Vec<(String, String)>;

impl Maker<'_> {
    /// Settings: all, only those that are required, and each with each of its values.
    pub fn settings(&self) -> Vec<Settings> {
        let all = self.all(|_| true);
        let mut made = vec![all.clone()];
        let required = |setting: &Setting| {
            setting.default.is_none() && setting.field.presence == Presence::Required
        };
        let mut add = |settings: Settings| {
            if !made.contains(&settings) {
                made.push(settings);
            }
        };
        add(self.all(required));
        for setting in &self.api.settings {
            let name = setting.field.wire.as_str();
            for value in self.setting_values(setting) {
                let mut settings = all.clone();
                settings.retain(|(known, _)| known != name);
                settings.push((name.to_owned(), value));
                add(settings);
            }
        }
        made
    }

    fn all(&self, wanted: impl Fn(&Setting) -> bool) -> Settings {
        let settings = self.api.settings.iter().filter(|setting| wanted(setting));
        settings
            .map(|setting| {
                let values = self.setting_values(setting);
                (setting.field.wire.as_str().to_owned(), values[0].clone())
            })
            .collect()
    }

    /// Values of a setting; the first is good.
    fn setting_values(&self, setting: &Setting) -> Vec<String> {
        let mut values = self.any_values(setting);
        let constrained = !setting.field.constraints.is_empty();
        if constrained && matches!(setting.field.ty, Type::String(_) | Type::Secret) {
            values.extend(["eu", "abc", "a1b2", "4", "A1"].map(str::to_owned));
            let keeps =
                |value: &String| self.keeps_field(&setting.field, &Json::from(value.as_str()));
            if let Some(good) = values.iter().position(keeps) {
                values.swap(0, good);
            }
        }
        values
    }

    fn any_values(&self, setting: &Setting) -> Vec<String> {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        match &setting.field.ty {
            Type::Int32 => own(&["7", "0", "-5"]),
            Type::Int64 => own(&["7", "9223372036854775807"]),
            Type::Bool => own(&["true", "false"]),
            Type::Secret => own(&["s3cret&=%名", "", "\n"]),
            Type::Named(id) => match &self.api.declaration(*id).kind {
                TypeKind::Enum(codes) => codes
                    .variants
                    .iter()
                    .map(|variant| variant.code.to_string())
                    .collect(),
                _ => own(&["x"]),
            },
            Type::String(Some(Format::Email)) => own(&["ann@mail.example", "no address"]),
            Type::String(Some(Format::Url)) => own(&["https://x.example/a", "no url"]),
            Type::String(Some(Format::Phone)) => own(&["13800000000", "x"]),
            _ if self.is_host(setting) => own(&["api.acme.example", "localhost:8443", "a b", ""]),
            _ => own(&["acme", "a/b?c 名", "", "..", "x\ny"]),
        }
    }

    fn is_host(&self, setting: &Setting) -> bool {
        let mut parts = self.api.servers.iter().flat_map(|server| &server.url);
        parts.any(|part| match part {
            TemplatePart::Setting { name, hole } => {
                *hole == Hole::Host && *name == setting.field.name
            }
            TemplatePart::Text(_) => false,
        })
    }
}
