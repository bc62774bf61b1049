//! Unions as JSON Schema.

use super::super::described::{self, Said};
use super::super::object::Object;
use super::shape::{members, of_type};
use super::ty::ty;
use crate::json::Json;
use crate::model::{Api, Name, Union, UnionForm, UnionVariant};

pub(super) fn union(api: &Api, union: &Union, name: &Name) -> Object {
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
