//! Types as JSON Schema.

use super::described::{self, Said};
use super::object::Object;
use super::{component, texts, words};
use crate::emit::rust::plain;
use crate::emit::words as shared;
use crate::json::Json;
use crate::model::{
    Access, Api, Clear, CodeKind, Constant, ConstantKind, Constraint, Declaration, Enum,
    EnumVariant, Field, Format, Literal, Name, Patterned, Presence, Record, Rule, RuleKind, Type,
    TypeKind, Union, UnionForm, UnionVariant, WireName, WriteForm,
};

/// The declared types that travel.
pub(super) fn components(api: &Api) -> Vec<(String, Json)> {
    let travels = |declared: &&Declaration| declared.usage.request || declared.usage.response;
    let used = api.types.iter().filter(travels);
    used.map(|it| (component(&it.name), declaration(api, it)))
        .collect()
}

/// A declared type.
pub(super) fn declaration(api: &Api, declared: &Declaration) -> Json {
    let mut said = Said::new();
    said.facts(&declared.facts);
    let mut object = match &declared.kind {
        TypeKind::Record(record) => {
            rules_in_words(&mut said, &record.rules);
            self::record(api, record, declared.usage.request)
        }
        TypeKind::Enum(codes) => {
            labels(&mut said, codes);
            enumeration(codes)
        }
        TypeKind::Union(union) => self::union(api, union, &declared.name),
        TypeKind::Patterned(patterned) => self::patterned(api, patterned),
        TypeKind::Opaque => Object::new(),
    };
    object.text("description", &said.text());
    object.flag("deprecated", declared.facts.deprecated.is_some());
    described::put_facts(&mut object, &declared.facts);
    object.json()
}

fn record(api: &Api, record: &Record, is_sent: bool) -> Object {
    if record.tuple {
        return tuple(api, record);
    }
    let mut object = fields(api, &record.fields, &record.rules);
    // Who may set what matters where it is sent.
    let accesses = record
        .fields
        .iter()
        .filter(|field| is_sent && !field.spread);
    let mut properties = match object.get("properties") {
        Some(properties) => Object::from(properties.clone()),
        None => Object::new(),
    };
    for field in accesses {
        if let Some(schema) = properties.get(field.wire.as_str()) {
            let mut schema = Object::from(schema.clone());
            schema.flag("readOnly", field.access == Access::Read);
            schema.flag("writeOnly", field.access == Access::Write);
            properties.put(field.wire.as_str(), schema.json());
        }
    }
    object.object("properties", properties);
    object
}

/// An object with these fields.
pub(super) fn fields(api: &Api, fields: &[Field], rules: &[Rule]) -> Object {
    let (mut properties, mut required, mut spread) = (Object::new(), Vec::new(), Vec::new());
    for field in fields {
        if field.spread {
            let members = ty(api, &field.ty);
            spread.push(match field.presence {
                Presence::Required => members,
                // All of them can be missing.
                Presence::Optional => any_of(vec![members, of_type("object").json()]).json(),
            });
            continue;
        }
        properties.put(field.wire.as_str(), self::field(api, field));
        // One that has other names too can stand under those.
        let is_demanded = field.presence == Presence::Required && field.aliases.is_empty();
        if is_demanded || !field.is_given() {
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
    object.list("x-apiloom-rules", self::rules(rules));
    object
}

/// Rules for programs.
pub(super) fn rules(rules: &[Rule]) -> Vec<Json> {
    rules.iter().map(rule).collect()
}

fn rule(rule: &Rule) -> Json {
    let mut object = Object::new();
    object.put("name", rule.id.as_str());
    object.put("kind", rule.kind.word());
    let names = |names: &[WireName]| Json::texts(names.iter().map(WireName::as_str));
    match &rule.kind {
        RuleKind::AllOrNone(of)
        | RuleKind::ExactlyOne(of)
        | RuleKind::AtLeastOne(of)
        | RuleKind::AtMostOne(of) => object.put("members", names(of)),
        RuleKind::Require { when, require, .. } => {
            object.text("when", when.as_deref().unwrap_or_default());
            object.put("require", require.as_str());
        }
    }
    object.put_docs("message", &crate::lower::rule_message(rule));
    object.flag("advice", !rule.error);
    described::put_facts(&mut object, &rule.facts);
    object.json()
}

/// What rules demand, a paragraph each.
pub(super) fn rules_in_words(said: &mut Said, rules: &[Rule]) {
    for rule in rules {
        let (en, zh) = words::rule(rule);
        said.both(en, zh);
    }
}

/// A field, with all that is said of it.
pub(super) fn field(api: &Api, field: &Field) -> Json {
    let mut said = described::field(api, field, true);
    let mut object = bare(api, field, &mut said);
    said.some(shared::cleared(field.clear).map(|it| it.both()));
    object.text("x-apiloom-clear", words::clear_word(field.clear));
    object.text("description", &said.text());
    object.flag("deprecated", field.facts.deprecated.is_some());
    described::put_field(&mut object, field);
    object.json()
}

/// The schema of a parameter, whose description stands beside it, and what else is to be said there.
pub(super) fn parameter(api: &Api, field: &Field) -> (Json, Said) {
    let mut said = described::field(api, field, false);
    let object = bare(api, field, &mut said);
    (object.json(), said)
}

/// What is true of the values of a field.
fn bare(api: &Api, field: &Field, said: &mut Said) -> Object {
    let is_nullable = field.nullable || field.clear == Clear::Null;
    let mut object = match is_nullable && field.constant.is_none() {
        true => Object::from(nullable(ty(api, &field.ty))),
        false => Object::from(ty(api, &field.ty)),
    };
    if let Some(constant) = &field.constant {
        object.put("const", self::constant(constant));
    }
    constraints(api, &mut object, field, said);
    if let Some(default) = &field.default {
        object.put("default", written_default(api, &field.ty, default));
    }
    if let Some(example) = &field.example {
        object.put("examples", Json::List(vec![example.into()]));
    }
    object
}

/// A value that is always written, as JSON.
pub(super) fn constant(constant: &Constant) -> Json {
    match &constant.json {
        ConstantKind::Text => Json::from(constant.text.as_str()),
        ConstantKind::Int(value) => Json::from(*value),
        ConstantKind::Bool(value) => Json::Bool(*value),
        ConstantKind::Float => number(&constant.text),
    }
}

/// Puts what JSON Schema has words for, and says the rest.
fn constraints(api: &Api, object: &mut Object, field: &Field, said: &mut Said) {
    let (mut allowed, mut texts) = (Vec::new(), Vec::new());
    for constraint in &field.constraints {
        let expressed = expressed(api, &field.ty, constraint).filter(|_| !field.warns);
        match expressed {
            Some(words) => words
                .into_iter()
                .for_each(|(key, value)| object.put(key, value)),
            None => {
                let (en, zh) = shared::constraint(constraint).both();
                texts.push(Json::from(en.as_str()));
                allowed.push((en, zh));
            }
        }
    }
    if allowed.is_empty() {
        return;
    }
    let (en, zh): (Vec<String>, Vec<String>) = allowed.into_iter().unzip();
    let (en, zh) = (en.join("; "), zh.join("；"));
    match field.warns {
        true => said.both(format!("Advised: {en}."), format!("建议：{zh}。")),
        false => said.both(format!("Allowed: {en}."), format!("取值要求：{zh}。")),
    }
    let key = if field.warns {
        "x-apiloom-advised"
    } else {
        "x-apiloom-allowed"
    };
    object.list(key, texts);
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
pub(super) fn nullable(schema: Json) -> Json {
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
        Type::Csv(inner) => {
            let mut object = of_type("string");
            object.text("pattern", texts::of_list(inner).unwrap_or_default());
            object.put("x-apiloom-csv", self::ty(api, inner));
            object.json()
        }
        Type::JsonString(inner) => {
            let inner = self::ty(api, inner);
            let kind = Json::from("application/json");
            with(
                "string",
                &[("contentMediaType", kind), ("contentSchema", inner)],
            )
        }
        Type::Pairs(key, value) => list(pair(api, key, value)),
        Type::FlatPairs(key, value, names) => {
            let pair = [self::ty(api, key), self::ty(api, value)];
            let mut items = pair.to_vec();
            if let Some((first, second)) = names {
                let [key, value] = pair.clone();
                items.push(members(vec![(first, key), (second, value)]).json());
            }
            let items = any_of(items).json();
            let pair = Json::List(pair.to_vec());
            with("array", &[("items", items), ("x-apiloom-flat-pairs", pair)])
        }
        Type::IntOrString(form) => {
            let mut object = Object::new();
            object.put("type", Json::texts(["integer", "string"]));
            let sent = match form {
                WriteForm::Int => "integer",
                WriteForm::String => "string",
            };
            // It is of the number, too, when it comes as text.
            if *form == WriteForm::Int {
                object.put("pattern", texts::INTEGER);
            }
            object.put("x-apiloom-sent", sent);
            object.json()
        }
        Type::InString(inner) => {
            let mut object = of_type("string");
            object.text("pattern", texts::in_text(inner).unwrap_or_default());
            object.put("x-apiloom-in-string", self::ty(api, inner));
            object.json()
        }
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
            let mut object = of_type("string");
            object.text("pattern", &texts::of_time(formats).unwrap_or_default());
            let formats = formats.iter().map(|it| Json::from(it.as_str()));
            object.list("x-apiloom-formats", formats.collect());
            object.json()
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
    let demanded = |item: &&Field| item.presence == Presence::Required;
    let last = record.fields.iter().rposition(|item| demanded(&item));
    let count = last.map_or(0, |last| last + 1);
    object.put("minItems", i64::try_from(count).unwrap_or(i64::MAX));
    object.list("x-apiloom-rules", rules(&record.rules));
    object
}

/// Codes. Where others may come, an enumeration would be false: they are named beside the type.
fn enumeration(codes: &Enum) -> Object {
    let (word, other) = match codes.codes {
        CodeKind::Int => ("integer", "string"),
        CodeKind::Text => ("string", "integer"),
    };
    let values = codes.variants.iter().map(|variant| literal(&variant.code));
    let mut object = Object::new();
    match codes.open {
        true => {
            // Codes that nobody knows can have either form.
            object.put("type", Json::texts([word, other]));
            object.list("x-extensible-enum", values.collect());
        }
        false => {
            object.put("type", word);
            object.list("enum", values.collect());
        }
    }
    let names: Vec<String> = codes.variants.iter().map(|it| it.name.camel()).collect();
    let names = Json::texts(names.iter().map(String::as_str));
    object.put("x-enum-varnames", names);
    object.list("x-apiloom-codes", codes.variants.iter().map(code).collect());
    object
}

fn code(variant: &EnumVariant) -> Json {
    let mut object = Object::new();
    object.put("code", literal(&variant.code));
    object.put_docs("label", &variant.label);
    object.put_docs("description", &variant.facts.doc);
    described::put_facts(&mut object, &variant.facts);
    object.json()
}

/// The codes in words, a line each.
fn labels(said: &mut Said, codes: &Enum) {
    let line = |variant: &EnumVariant| {
        let (mut en, mut zh) = (Vec::new(), Vec::new());
        let texts = [&variant.label, &variant.facts.doc];
        for (in_english, in_chinese) in texts.into_iter().filter_map(described::on_one_line) {
            en.push(in_english);
            zh.push(in_chinese);
        }
        if en.is_empty() {
            en.push(variant.name.spaced());
            zh.push(variant.name.spaced());
        }
        let code = plain(&variant.code.to_string());
        (
            format!("`{code}`: {}", en.join(" · ")),
            format!("`{code}`：{}", zh.join(" · ")),
        )
    };
    said.list(("", ""), codes.variants.iter().map(line).collect());
    if codes.open {
        said.both("Other codes may come.", "可能出现其他代码。");
    }
}

fn union(api: &Api, union: &Union, name: &Name) -> Object {
    // Generators make types of titles: with the name of the union they are those of nothing else.
    let title = |variant: &str| format!("{} {variant}", name.camel());
    let variants = union.variants.iter();
    let mut schemas: Vec<Json> = variants
        .map(|it| variant(api, union, it, &title(&it.name.camel())))
        .collect();
    if union.open {
        schemas.push(other_variant(union, &title("Other")));
    }
    if schemas.len() == 1 {
        return schemas.pop().map(Object::from).unwrap_or_default();
    }
    let key = match union.form {
        UnionForm::Untagged => "anyOf",
        _ => "oneOf",
    };
    let mut object = Object::new();
    object.put(key, Json::List(schemas));
    object
}

/// A tag that the spec does not know; nothing is known of its content.
fn other_variant(union: &Union, title: &str) -> Json {
    let tags = union.variants.iter().map(|it| it.tag.as_str());
    let mut others = Object::new();
    let known = Json::object([("enum", Json::texts(tags))]);
    others.put("not", known);
    let mut object = match &union.form {
        UnionForm::Adjacent { tag, .. }
        | UnionForm::TagNames { tag }
        | UnionForm::Inline { tag } => {
            others.put("type", "string");
            members(vec![(tag.as_str(), others.json())])
        }
        UnionForm::ByVariant => {
            let mut object = of_type("object");
            object.put("propertyNames", others.json());
            object
        }
        UnionForm::Untagged => Object::new(),
    };
    object.put("title", title);
    let mut said = Said::new();
    said.both(
        "Another variant; nothing is known of it.",
        "其他形式，内容未知。",
    );
    object.text("description", &said.text());
    object.json()
}

fn variant(api: &Api, union: &Union, variant: &UnionVariant, title: &str) -> Json {
    let mut content = ty(api, &variant.ty);
    let mut said = Said::new();
    said.facts(&variant.facts);
    if variant.warns {
        content = Json::object([("x-apiloom-advised", content)]);
        said.both(
            "Content of another type is advised against, but allowed.",
            "不建议使用其他类型的内容，但允许。",
        );
    }
    let tag_of = || {
        let mut tag = of_type("string");
        tag.put("const", variant.tag.as_str());
        tag.json()
    };
    let mut object = match &union.form {
        UnionForm::Adjacent { tag, content: key } => {
            members(vec![(tag.as_str(), tag_of()), (key.as_str(), content)])
        }
        UnionForm::TagNames { tag } => members(vec![
            (tag.as_str(), tag_of()),
            (variant.tag.as_str(), content),
        ]),
        UnionForm::Inline { tag } => {
            let tagged = members(vec![(tag.as_str(), tag_of())]).json();
            let mut object = Object::new();
            object.put("allOf", Json::List(vec![tagged, content]));
            object
        }
        UnionForm::ByVariant => members(vec![(variant.tag.as_str(), content)]),
        UnionForm::Untagged => Object::from(content),
    };
    object.put("title", title);
    object.text("description", &said.text());
    described::put_facts(&mut object, &variant.facts);
    object.json()
}

/// An object that has all of these members.
pub(super) fn members(members: Vec<(&str, Json)>) -> Object {
    let mut object = of_type("object");
    let names = members.iter().map(|(name, _)| *name);
    object.put("required", Json::texts(names));
    let mut properties = Object::new();
    members
        .into_iter()
        .for_each(|(name, schema)| properties.put(name, schema));
    object.object("properties", properties);
    object
}

fn patterned(api: &Api, patterned: &Patterned) -> Object {
    let mut patterns = Object::new();
    for key in &patterned.keys {
        let hole = if key.int { "-?[0-9]+" } else { ".+" };
        let (before, after) = (texts::quoted(&key.prefix), texts::quoted(&key.suffix));
        patterns.put(format!("^{before}{hole}{after}$"), ty(api, &key.ty));
    }
    let mut object = of_type("object");
    object.object("patternProperties", patterns);
    object
}

/// A constraint in the words of JSON Schema, where it has them for values as they are on the wire.
fn expressed(api: &Api, ty: &Type, constraint: &Constraint) -> Option<Vec<(&'static str, Json)>> {
    let count = |value: &u64| Json::from(i64::try_from(*value).unwrap_or(i64::MAX));
    let bounds = |keys: [&'static str; 2], from: Option<Json>, to: Option<Json>| {
        let pairs = keys.into_iter().zip([from, to]);
        pairs
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    };
    let text = is_text(api, ty);
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

/// Whether values are texts that are on the wire as they are.
fn is_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::String(_) | Type::Secret => true,
        Type::Trimmed(inner) => is_text(api, inner),
        Type::Named(id) => matches!(
            &api.declaration(*id).kind,
            TypeKind::Enum(codes) if codes.codes == CodeKind::Text
        ),
        _ => false,
    }
}
