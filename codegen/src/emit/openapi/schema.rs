//! Types as JSON Schema.

use super::component;
use super::described;
use super::object::Object;
use crate::emit::rust::{one_line, plain};
use crate::json::Json;
use crate::model::{
    Access, Api, CodeKind, ConstantKind, Constraint, Declaration, Enum, Field, Format, Literal,
    Patterned, Presence, Record, Rule, Type, TypeKind, Union, UnionForm, UnionVariant,
};

/// The declared types that travel.
pub(super) fn components(api: &Api) -> Object {
    let mut all = Object::new();
    let used = api.types.iter();
    for declared in used.filter(|it| it.usage.request || it.usage.response) {
        all.put(component(&declared.name), declaration(api, declared));
    }
    all
}

fn declaration(api: &Api, declared: &Declaration) -> Json {
    let mut object = match &declared.kind {
        TypeKind::Record(record) if record.tuple => tuple(api, record),
        TypeKind::Record(record) => fields(api, &record.fields, &record.rules),
        TypeKind::Enum(codes) => enumeration(codes),
        TypeKind::Union(union) => self::union(api, union),
        TypeKind::Patterned(patterned) => self::patterned(api, patterned),
        TypeKind::Opaque => Object::new(),
    };
    let mut said = vec![described::facts(&declared.facts, "")];
    if let TypeKind::Enum(codes) = &declared.kind {
        said.push(labels(codes));
    }
    if let TypeKind::Record(record) = &declared.kind {
        said.extend(rules_in_words(&record.rules));
    }
    said.retain(|paragraph| !paragraph.is_empty());
    object.text("description", &said.join("\n\n"));
    object.put_docs("x-apiloom-title", &declared.facts.title);
    object.flag("deprecated", declared.facts.deprecated.is_some());
    object.json()
}

/// An object with these fields.
pub(super) fn fields(api: &Api, fields: &[Field], rules: &[Rule]) -> Object {
    let (mut properties, mut required, mut spread) = (Object::new(), Vec::new(), Vec::new());
    for field in fields {
        if field.spread {
            spread.push(ty(api, &field.ty));
            continue;
        }
        properties.put(field.wire.as_str(), self::field(api, field));
        if field.presence == Presence::Required || !field.is_given() {
            required.push(field.wire.as_str());
        }
    }
    let mut object = Object::new();
    object.put("type", "object");
    object.list("allOf", spread);
    object.object("properties", properties);
    if !required.is_empty() {
        object.put("required", Json::texts(required));
    }
    object.list("x-apiloom-rules", rules.iter().map(rule).collect());
    object
}

fn rule(rule: &Rule) -> Json {
    let mut object = Object::new();
    object.put("name", rule.id.as_str());
    object.put("kind", rule.kind.word());
    object.put_docs("message", &crate::lower::rule_message(rule));
    object.flag("advice", !rule.error);
    object.json()
}

/// Rules for programs.
pub(super) fn fields_rules(rules: &[Rule]) -> Vec<Json> {
    rules.iter().map(rule).collect()
}

/// What rules demand, a paragraph each.
pub(super) fn rules_in_words(rules: &[Rule]) -> Vec<String> {
    crate::emit::rust::rules(rules).collect()
}

/// A field, with all that is said of it.
pub(super) fn field(api: &Api, field: &Field) -> Json {
    let mut object = match field.nullable && field.constant.is_none() {
        true => Object::from(nullable(ty(api, &field.ty))),
        false => Object::from(ty(api, &field.ty)),
    };
    if let Some(constant) = &field.constant {
        object.put(
            "const",
            match &constant.json {
                ConstantKind::Text => Json::from(constant.text.as_str()),
                ConstantKind::Int(value) => Json::from(*value),
                ConstantKind::Bool(value) => Json::Bool(*value),
                ConstantKind::Float => number(&constant.text),
            },
        );
    }
    let mut advice = Vec::new();
    for constraint in &field.constraints {
        match (field.warns, expressed(&field.ty, constraint)) {
            (false, Some(words)) => words
                .into_iter()
                .for_each(|(key, value)| object.put(key, value)),
            _ => advice.push(Json::from(in_words(constraint).as_str())),
        }
    }
    let mut said = vec![described::field(field)];
    if !advice.is_empty() {
        let advice = field.constraints.iter().map(in_words).collect::<Vec<_>>();
        let word = if field.warns { "Advised" } else { "Allowed" };
        said.push(format!("{word}: {}.", advice.join("; ")));
    }
    said.retain(|paragraph| !paragraph.is_empty());
    object.text("description", &said.join("\n\n"));
    object.list("x-apiloom-allowed", advice);
    if let Some(default) = &field.default {
        object.put("default", written_default(api, &field.ty, default));
    }
    if let Some(example) = &field.example {
        object.put("examples", Json::List(vec![example.into()]));
    }
    object.flag("readOnly", field.access == Access::Read);
    object.flag("writeOnly", field.access == Access::Write);
    object.flag("deprecated", field.facts.deprecated.is_some());
    let aliases = field.aliases.iter().map(|alias| Json::from(alias.as_str()));
    object.list("x-apiloom-aliases", aliases.collect());
    if let Some(value) = &field.value {
        object.put("x-apiloom-value", crate::expr::write(value).as_str());
    }
    object.json()
}

fn number(text: &str) -> Json {
    match apiloom_wire::Number::new(text) {
        Ok(number) => Json::Number(number),
        Err(_) => Json::from(text),
    }
}

/// A default, which the model keeps as text, as JSON of its type.
fn written_default(api: &Api, ty: &Type, text: &str) -> Json {
    match ty {
        Type::Int32 | Type::Int64 | Type::Float | Type::Decimal => number(text),
        Type::EpochSeconds | Type::EpochMillis => number(text),
        Type::Bool => Json::Bool(text == "true"),
        Type::Named(id) => match &api.declaration(*id).kind {
            TypeKind::Enum(codes) if codes.codes == CodeKind::Int => number(text),
            _ => Json::from(text),
        },
        _ => Json::from(text),
    }
}

/// A value of a schema, or null.
fn nullable(schema: Json) -> Json {
    let mut object = Object::from(schema);
    if let Some(Json::Text(word)) = object.get("type") {
        let words = Json::List(vec![Json::Text(word.clone()), Json::from("null")]);
        if object.get("enum").is_none() && object.get("const").is_none() {
            object.put("type", words);
            return object.json();
        }
    }
    if object.is_empty() {
        return object.json();
    }
    any_of(vec![object.json(), of_type("null").json()]).json()
}

fn of_type(word: &str) -> Object {
    let mut object = Object::new();
    object.put("type", word);
    object
}

fn with(word: &str, members: &[(&str, Json)]) -> Json {
    let mut object = of_type(word);
    for (key, value) in members {
        object.put(*key, value.clone());
    }
    object.json()
}

fn any_of(schemas: Vec<Json>) -> Object {
    let mut object = Object::new();
    object.put("anyOf", Json::List(schemas));
    object
}

/// A type.
pub(super) fn ty(api: &Api, ty: &Type) -> Json {
    let format = |word: &str, format: &str| with(word, &[("format", Json::from(format))]);
    match ty {
        Type::Bool => of_type("boolean").json(),
        Type::Int32 => format("integer", "int32"),
        Type::Int64 => format("integer", "int64"),
        Type::Float => format("number", "double"),
        Type::Decimal => format("number", "decimal"),
        Type::String(Some(Format::Email)) => format("string", "email"),
        Type::String(Some(Format::Url)) => format("string", "uri"),
        Type::String(Some(Format::Phone)) => format("string", "phone"),
        Type::String(None) => of_type("string").json(),
        Type::Secret => format("string", "password"),
        Type::Bytes => with("string", &[("contentEncoding", Json::from("base64"))]),
        Type::File => format("string", "binary"),
        Type::Any => Object::new().json(),
        Type::Date(formats) => time("date", formats),
        Type::DateTime { formats, zone } => {
            let mut object = Object::from(time("date-time", formats));
            object.text("x-apiloom-zone", zone.as_deref().unwrap_or_default());
            object.json()
        }
        Type::EpochSeconds => format("integer", "unix-seconds"),
        Type::EpochMillis => format("integer", "unix-milliseconds"),
        Type::BoolCodes { on, off } => {
            let names = Json::texts(["true", "false"]);
            let mut object = Object::new();
            object.put("enum", Json::List(vec![literal(on), literal(off)]));
            object.put("x-enum-varnames", names);
            object.json()
        }
        Type::List(inner) => list(self::ty(api, inner)),
        Type::Map(inner) => with("object", &[("additionalProperties", self::ty(api, inner))]),
        Type::IntMap(inner) => {
            let mut names = Object::new();
            names.put("pattern", "^-?[0-9]+$");
            let inner = self::ty(api, inner);
            let members = [
                ("propertyNames", names.json()),
                ("additionalProperties", inner),
            ];
            with("object", &members)
        }
        Type::OneOrMany(inner) => {
            let inner = self::ty(api, inner);
            any_of(vec![inner.clone(), list(inner)]).json()
        }
        Type::Csv(inner) => with("string", &[("x-apiloom-csv", self::ty(api, inner))]),
        Type::JsonString(inner) => {
            let inner = self::ty(api, inner);
            let kind = Json::from("application/json");
            with(
                "string",
                &[("contentMediaType", kind), ("contentSchema", inner)],
            )
        }
        Type::Pairs(key, value) => list(pair(api, key, value)),
        Type::FlatPairs(key, value, _) => {
            let of = Json::List(vec![self::ty(api, key), self::ty(api, value)]);
            with("array", &[("x-apiloom-flat-pairs", of)])
        }
        Type::IntOrString(_) => {
            let mut object = Object::new();
            object.put("type", Json::texts(["integer", "string"]));
            object.json()
        }
        Type::InString(inner) => with("string", &[("x-apiloom-in-string", self::ty(api, inner))]),
        Type::Trimmed(inner) => self::ty(api, inner),
        Type::Sentinel(inner, word) => {
            let mut nothing = Object::new();
            nothing.put("const", word.as_str());
            any_of(vec![self::ty(api, inner), nothing.json()]).json()
        }
        Type::Named(id) => {
            let name = component(&api.declaration(*id).name);
            let mut object = Object::new();
            object.put("$ref", format!("#/components/schemas/{name}").as_str());
            object.json()
        }
        Type::Nullable(inner) => nullable(self::ty(api, inner)),
    }
}

/// A date or a time: with a format of its own it has none of JSON Schema's.
fn time(word: &str, formats: &[String]) -> Json {
    match formats {
        [] => with("string", &[("format", Json::from(word))]),
        formats => {
            let formats = Json::texts(formats.iter().map(String::as_str));
            with("string", &[("x-apiloom-formats", formats)])
        }
    }
}

fn list(items: Json) -> Json {
    with("array", &[("items", items)])
}

fn pair(api: &Api, key: &Type, value: &Type) -> Json {
    let items = Json::List(vec![ty(api, key), ty(api, value)]);
    let two = || Json::from(2);
    with(
        "array",
        &[
            ("prefixItems", items),
            ("minItems", two()),
            ("maxItems", two()),
        ],
    )
}

fn literal(literal: &Literal) -> Json {
    match literal {
        Literal::Int(code) => Json::from(*code),
        Literal::Text(code) => Json::from(code.as_str()),
    }
}

fn tuple(api: &Api, record: &Record) -> Object {
    let items: Vec<Json> = record.fields.iter().map(|item| field(api, item)).collect();
    let mut object = of_type("array");
    object.list("prefixItems", items);
    object.list("x-apiloom-rules", record.rules.iter().map(rule).collect());
    object
}

/// Codes. Where others may come, an enumeration would be false: they are named beside the type.
fn enumeration(codes: &Enum) -> Object {
    let mut object = of_type(match codes.codes {
        CodeKind::Int => "integer",
        CodeKind::Text => "string",
    });
    let values = codes.variants.iter().map(|variant| literal(&variant.code));
    let key = if codes.open {
        "x-extensible-enum"
    } else {
        "enum"
    };
    object.list(key, values.collect());
    let names: Vec<String> = codes.variants.iter().map(|it| it.name.camel()).collect();
    object.put(
        "x-enum-varnames",
        Json::texts(names.iter().map(String::as_str)),
    );
    object
}

/// The codes in words, a line each.
fn labels(codes: &Enum) -> String {
    let mut lines: Vec<String> = Vec::new();
    for variant in &codes.variants {
        let said: Vec<String> = [&variant.label, &variant.facts.doc]
            .into_iter()
            .flat_map(described::both)
            .collect();
        let said = one_line(&said.join(" · "));
        let code = plain(&variant.code.to_string());
        lines.push(match said.is_empty() {
            true => format!("- `{code}`: {}", variant.name.spaced()),
            false => format!("- `{code}`: {said}"),
        });
    }
    if codes.open {
        lines.push("\nOther codes may come.".to_owned());
    }
    lines.join("\n")
}

fn union(api: &Api, union: &Union) -> Object {
    let variants = union.variants.iter();
    let mut schemas: Vec<Json> = variants.map(|it| variant(api, union, it)).collect();
    if !union.open {
        let key = match union.form {
            UnionForm::Untagged => "anyOf",
            _ => "oneOf",
        };
        let mut object = Object::new();
        object.put(key, Json::List(schemas));
        return object;
    }
    // Others may come, of which nothing is known.
    schemas.push(Object::new().json());
    any_of(schemas)
}

fn variant(api: &Api, union: &Union, variant: &UnionVariant) -> Json {
    let content = ty(api, &variant.ty);
    let members = |members: Vec<(&str, Json)>| {
        let mut object = of_type("object");
        let names = members.iter().map(|(name, _)| *name);
        object.put("required", Json::texts(names));
        let mut properties = Object::new();
        members
            .into_iter()
            .for_each(|(name, schema)| properties.put(name, schema));
        object.object("properties", properties);
        object
    };
    let tag_of = || {
        let mut tag = Object::new();
        tag.put("const", variant.tag.as_str());
        tag.json()
    };
    let mut object = match &union.form {
        UnionForm::Adjacent { tag, content: key } => {
            members(vec![(tag.as_str(), tag_of()), (key.as_str(), content)])
        }
        UnionForm::Inline { tag } => {
            let tagged = members(vec![(tag.as_str(), tag_of())]).json();
            let mut object = Object::new();
            object.put("allOf", Json::List(vec![tagged, content]));
            object
        }
        UnionForm::ByVariant => members(vec![(variant.tag.as_str(), content)]),
        UnionForm::Untagged => Object::from(content),
    };
    object.put("title", variant.name.camel().as_str());
    object.text("description", &described::facts(&variant.facts, ""));
    object.json()
}

fn patterned(api: &Api, patterned: &Patterned) -> Object {
    let mut patterns = Object::new();
    for key in &patterned.keys {
        let hole = if key.int { "-?[0-9]+" } else { ".+" };
        let (before, after) = (quoted(&key.prefix), quoted(&key.suffix));
        patterns.put(format!("^{before}{hole}{after}$"), ty(api, &key.ty));
    }
    let mut object = of_type("object");
    object.object("patternProperties", patterns);
    object
}

/// A text as a regular expression that matches it.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '_' | '-') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A constraint in the words of JSON Schema, where it has them for values as they are on the wire.
fn expressed(ty: &Type, constraint: &Constraint) -> Option<Vec<(&'static str, Json)>> {
    let count = |value: &u64| Json::from(i64::try_from(*value).unwrap_or(i64::MAX));
    let bounds = |keys: [&'static str; 2], from: Option<Json>, to: Option<Json>| {
        let pairs = keys.into_iter().zip([from, to]);
        pairs
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    };
    let text = matches!(ty, Type::String(_) | Type::Secret);
    let is_number = matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Decimal);
    let is_list = matches!(ty, Type::List(_));
    Some(match constraint {
        Constraint::Length(from, to) if text => bounds(
            ["minLength", "maxLength"],
            from.as_ref().map(count),
            to.as_ref().map(count),
        ),
        Constraint::Range(from, to) if is_number => bounds(
            ["minimum", "maximum"],
            from.as_deref().map(number),
            to.as_deref().map(number),
        ),
        Constraint::Pattern(pattern) if text => {
            let source = format!("^(?:{})$", pattern.source);
            vec![("pattern", Json::from(source.as_str()))]
        }
        Constraint::Items(from, to) if is_list => bounds(
            ["minItems", "maxItems"],
            from.as_ref().map(count),
            to.as_ref().map(count),
        ),
        Constraint::Unique if is_list => vec![("uniqueItems", Json::Bool(true))],
        _ => return None,
    })
}

fn in_words(constraint: &Constraint) -> String {
    crate::emit::rust::constraint(constraint)
}
