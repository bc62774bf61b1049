//! Types of values as JSON Schema.

use super::super::component;
use super::super::object::Object;
use super::super::texts;
use super::shape::{any_of, list, literal, members, nullable, of_type, with};
use crate::json::Json;
use crate::model::{Api, Format, Type, WriteForm};

/// A type.
pub(in super::super) fn ty(api: &Api, ty: &Type) -> Json {
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
