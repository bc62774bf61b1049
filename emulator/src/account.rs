//! The settings of the emulated account: given by the user, or made.

use std::fmt;

use apiloom_codegen::expr::{self, Env, Value};
use apiloom_codegen::interpret::{Values, datum};
use apiloom_codegen::model::{
    Api, CodeKind, Constraint, Field, Format, Presence, Setting, Type, TypeKind,
};
use apiloom_wire::validate::Language;
use apiloom_wire::{Decimal, Json, Severity, Violations};

use crate::random;

/// The settings of the emulated account.
#[derive(Clone, Debug)]
pub struct Account {
    /// The settings that have a value, in the order of the spec.
    pub settings: Vec<AccountSetting>,
}

/// A setting of the emulated account. It is no secret: the account is not real.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSetting {
    /// Its name in the spec.
    pub name: String,
    /// Its value.
    pub text: String,
    /// Where the value is from.
    pub origin: Origin,
    /// Whether it is a secret.
    pub is_secret: bool,
}

/// Where the value of a setting is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user gave it.
    Given,
    /// The spec has it as a default.
    Default,
    /// The emulator made it.
    Made,
}

/// A setting that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadSetting {
    /// The spec has none of this name; its names.
    Unknown(String, Vec<String>),
    /// This is no value of its type.
    Value(String, String),
}

impl fmt::Display for BadSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name, known) if known.is_empty() => {
                write!(f, "there is no setting `{name}`: the spec has none")
            }
            Self::Unknown(name, known) => {
                write!(
                    f,
                    "there is no setting `{name}`; there are: {}",
                    known.join(", ")
                )
            }
            Self::Value(name, why) => write!(f, "the setting `{name}` {why}"),
        }
    }
}

impl std::error::Error for BadSetting {}

impl Account {
    /// The account of an API: what is given, then the defaults of the spec, then made values.
    ///
    /// A setting that may be left out is made only where a token is bought with it.
    ///
    /// # Errors
    /// When a given setting is not one of the spec, or has no value of its type.
    pub fn new(api: &Api, given: &[(String, String)], seed: u64) -> Result<Self, BadSetting> {
        let names = || {
            api.settings
                .iter()
                .map(|s| s.field.wire.as_str().to_owned())
        };
        let is = |setting: &Setting, name: &str| {
            setting.field.wire.as_str() == name || setting.field.name.snake() == name
        };
        for (name, _) in given {
            if !api.settings.iter().any(|setting| is(setting, name)) {
                return Err(BadSetting::Unknown(name.clone(), names().collect()));
            }
        }
        let bought = bought_with(api);
        let mut settings = Vec::new();
        for setting in &api.settings {
            let name = setting.field.wire.as_str().to_owned();
            let own = given.iter().rev().find(|(name, _)| is(setting, name));
            let needed = setting.field.presence == Presence::Required || bought.contains(&name);
            let (text, origin) = match (own, &setting.default) {
                (Some((_, text)), _) => (text.clone(), Origin::Given),
                (None, Some(default)) => (default.clone(), Origin::Default),
                (None, None) if needed => (made(api, &setting.field, seed), Origin::Made),
                (None, None) => continue,
            };
            let Some(value) = value(api, &setting.field.ty, &text) else {
                let why = format!("cannot be `{text}`: that is no value of its type");
                return Err(BadSetting::Value(name, why));
            };
            // What is made keeps the rules as far as something is found that does.
            if origin == Origin::Given
                && let Some(rule) = broken(api, &setting.field, &value)
            {
                return Err(BadSetting::Value(name, format!("does not fit: {rule}")));
            }
            settings.push(AccountSetting {
                name,
                text,
                origin,
                is_secret: setting.field.ty == Type::Secret,
            });
        }
        Ok(Self { settings })
    }

    /// The text of a setting by its name in the spec, in either spelling.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut settings = self.settings.iter();
        let found = settings.find(|setting| setting.name == name);
        found.map(|setting| setting.text.as_str())
    }

    /// What expressions see: the settings, and the `let`s of the API that depend on nothing else.
    pub fn environment(&self, api: &Api) -> Env {
        let mut env = Env::new();
        for setting in &api.settings {
            let name = setting.field.wire.as_str();
            let text = self.get(name);
            if let Some(value) = text.and_then(|text| value(api, &setting.field.ty, text)) {
                env.set(&format!("settings.{name}"), value);
            }
        }
        for made in &api.lets {
            if let Ok(value) = expr::eval(&made.value, &env) {
                env.set(&made.name.snake(), value);
            }
        }
        env
    }
}

/// The settings that token operations are given, and those that are the token where nothing hands out any.
fn bought_with(api: &Api) -> Vec<String> {
    let tokens = || {
        api.schemes
            .iter()
            .filter_map(|scheme| scheme.token.as_ref())
    };
    let values = tokens().flat_map(|token| token.with.iter().map(|(_, value)| value));
    let members = values.flat_map(|value| expr::uses(value).members);
    let mut names: Vec<String> = members
        .filter_map(|member| member.strip_prefix("settings.").map(str::to_owned))
        .collect();
    let alone = tokens().filter(|token| token.operation.is_none());
    for name in alone.filter_map(|token| token.setting.as_ref()) {
        let mut fields = api.settings.iter().map(|setting| &setting.field);
        let field = fields.find(|field| field.name == *name);
        names.extend(field.map(|field| field.wire.as_str().to_owned()));
    }
    names
}

/// The rule of the spec that the value of a setting breaks.
fn broken(api: &Api, field: &Field, value: &Value) -> Option<String> {
    let datum = datum(&field.ty, value)?;
    let mut found = Violations::new();
    Values::new(api).check_fields([(field, &datum)], &mut found);
    let mut wrong = found
        .iter()
        .filter(|violation| violation.severity() == Severity::Error);
    wrong
        .next()
        .map(|violation| violation.message(Language::English))
}

/// The value of a setting as expressions see it.
fn value(api: &Api, ty: &Type, text: &str) -> Option<Value> {
    Some(match ty {
        Type::Int32 => Value::Int(text.parse::<i32>().ok()?.into()),
        Type::Int64 | Type::IntOrString(apiloom_codegen::model::WriteForm::Int) => {
            Value::Int(text.parse().ok()?)
        }
        Type::Bool => Value::Bool(text.parse().ok()?),
        Type::BoolCodes { on, off } => {
            let is = |code: &apiloom_codegen::model::Literal| code.to_string() == text;
            match (is(on) || text == "true", is(off) || text == "false") {
                (true, _) => Value::Bool(true),
                (_, true) => Value::Bool(false),
                _ => return None,
            }
        }
        Type::Decimal => Value::Decimal(text.parse::<Decimal>().ok()?),
        Type::Any => Value::Json(Json::parse(text.as_bytes()).ok()?),
        Type::List(_) => {
            let items = text.split(',').map(|item| Value::Text(item.to_owned()));
            Value::List(items.collect())
        }
        Type::Named(id) => match &api.types.get(id.0)?.kind {
            TypeKind::Enum(codes) => {
                let mut variants = codes.variants.iter();
                let known = variants.any(|variant| variant.code.to_string() == text);
                if !known && !codes.open {
                    return None;
                }
                Value::Text(text.to_owned())
            }
            _ => Value::Opaque,
        },
        _ => Value::Text(text.to_owned()),
    })
}

/// A value of a setting's type that keeps its constraints as far as one is found.
fn made(api: &Api, field: &Field, seed: u64) -> String {
    let name = field.wire.as_str();
    let hex = random::hex(seed, &["setting", name], 32);
    match &field.ty {
        Type::Bool => "true".to_owned(),
        Type::BoolCodes { on, .. } => on.to_string(),
        Type::Int32 | Type::Int64 | Type::Decimal | Type::Float | Type::IntOrString(_) => {
            number(field, seed)
        }
        Type::String(Some(Format::Email)) => format!("{}@example.com", plain(name)),
        Type::String(Some(Format::Phone)) => "+8613800000000".to_owned(),
        Type::String(Some(Format::Url)) => "https://example.com".to_owned(),
        Type::Any => "null".to_owned(),
        Type::Named(id) => match api.types.get(id.0).map(|declared| &declared.kind) {
            Some(TypeKind::Enum(codes)) => {
                let first = codes
                    .variants
                    .first()
                    .map(|variant| variant.code.to_string());
                let other = match codes.codes {
                    CodeKind::Int => "0",
                    CodeKind::Text => "",
                };
                first.unwrap_or_else(|| other.to_owned())
            }
            _ => hex,
        },
        Type::Secret => fitting(field, &[], &hex),
        _ => {
            let readable = format!("{}-{}", plain(name), hex.get(..6).unwrap_or_default());
            let glued: String = readable
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            fitting(field, &[readable, glued], &hex)
        }
    }
}

/// The first of some texts that keeps the constraints, or else the example of the spec.
///
/// What is made goes first, so that two accounts differ.
fn fitting(field: &Field, texts: &[String], hex: &str) -> String {
    let digits: String = hex
        .chars()
        .map(|c| char::from(b'0' + (c.to_digit(16).unwrap_or(0) % 10) as u8))
        .collect();
    let letters: String = hex
        .chars()
        .map(|c| char::from(b'a' + c.to_digit(16).unwrap_or(0) as u8))
        .collect();
    let wide = [
        hex.to_owned(),
        digits,
        letters.clone(),
        letters.to_uppercase(),
    ];
    let all = texts.iter().chain(&wide);
    let sized: Vec<String> = all.flat_map(|text| lengths(field, text)).collect();
    let mut good = sized.iter().filter(|text| keeps(field, text));
    let example = field.example.as_ref().and_then(Json::scalar_text);
    let example = example.filter(|text| keeps(field, text));
    match (good.next(), example) {
        (Some(text), _) => text.clone(),
        (None, Some(text)) => text.into_owned(),
        (None, None) => sized.first().cloned().unwrap_or_default(),
    }
}

/// A text at the lengths that a field may have.
fn lengths(field: &Field, text: &str) -> Vec<String> {
    let mut sizes = vec![text.chars().count()];
    for constraint in &field.constraints {
        match constraint {
            Constraint::Length(least, most) | Constraint::ByteLength(least, most) => {
                let bounds = [*least, *most].into_iter().flatten();
                sizes = bounds
                    .filter_map(|size| usize::try_from(size).ok())
                    .collect();
            }
            Constraint::Pattern(pattern) => {
                if let Some((least, most)) = pattern.lengths() {
                    let bounds = [Some(least), most].into_iter().flatten();
                    let bounds = bounds.filter_map(|size| usize::try_from(size).ok());
                    sizes.extend(bounds.filter(|size| *size <= 256));
                }
            }
            _ => {}
        }
    }
    let cut = |size: usize| text.chars().cycle().take(size.min(4_096)).collect();
    match text.is_empty() {
        true => vec![String::new()],
        false => sizes.into_iter().map(cut).collect(),
    }
}

fn keeps(field: &Field, text: &str) -> bool {
    let within = |size: usize, least: &Option<u64>, most: &Option<u64>| {
        let size = size as u64;
        least.is_none_or(|least| size >= least) && most.is_none_or(|most| size <= most)
    };
    field.constraints.iter().all(|constraint| match constraint {
        Constraint::Length(least, most) => within(text.chars().count(), least, most),
        Constraint::ByteLength(least, most) => within(text.len(), least, most),
        Constraint::Pattern(pattern) => {
            let regex = apiloom_codegen::constraint::whole_match(&pattern.source);
            regex.is_ok_and(|regex| regex.is_match(text))
        }
        _ => true,
    })
}

/// A number within the bounds.
fn number(field: &Field, seed: u64) -> String {
    let bounds = field
        .constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Range(least, most) => least.clone().or_else(|| most.clone()),
            _ => None,
        });
    let name = field.wire.as_str();
    let any = 1_000 + random::number(seed, &["setting", name]) % 9_000;
    bounds.unwrap_or_else(|| any.to_string())
}

/// The letters, digits and dashes of a name; a name of others is called by what it is.
fn plain(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c == '_' {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    match plain.is_empty() {
        true => "account".to_owned(),
        false => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_keeps_the_rules_of_the_spec() {
        let spec = r#"
apiloom: 1
vendor: ruled
settings:
  app: { type: string!, length: 4..8 }
  key: { type: secret!, pattern: "[a-f]+" }
  shop: { type: string, pattern: "wg-[0-9]{3}", example: wg-123 }
servers: { default: https://api.ruled.example }
operations:
  ping: { http: GET /ping }
"#;
        let folder = std::env::temp_dir().join(format!("ruled-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("ruled.yaml");
        std::fs::write(&path, spec).unwrap();
        let checked = apiloom_codegen::pipeline::check(&[path]);
        std::fs::remove_dir_all(&folder).unwrap();
        let found: Vec<_> = checked.diagnostics.iter().map(|d| &d.message).collect();
        assert!(!checked.has_errors(), "{found:?}");
        let api = checked.apis.first().unwrap();
        let account = |name: &str, text: &str| {
            let given = [(name.to_owned(), text.to_owned())];
            Account::new(api, &given, 0).map_err(|error| error.to_string())
        };
        let made = account("app", "four").unwrap();
        assert_eq!(made.get("shop"), Some("wg-123"));
        account("key", "fade").unwrap();
        let long = account("app", "far too long").unwrap_err();
        assert!(long.starts_with("the setting `app` does not fit"), "{long}");
        let key = account("key", "xyz").unwrap_err();
        assert!(key.starts_with("the setting `key` does not fit"), "{key}");
        assert!(!key.contains("xyz"), "{key}");
    }
}
