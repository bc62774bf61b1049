//! Codes as JSON Schema.

use super::super::described::{self, Said};
use super::super::object::Object;
use super::shape::literal;
use crate::emit::rust::plain;
use crate::json::Json;
use crate::model::{CodeKind, Enum, EnumVariant};

/// Codes. Where others may come, an enumeration would be false: they are named beside the type.
pub(super) fn enumeration(codes: &Enum) -> Object {
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
pub(super) fn labels(said: &mut Said, codes: &Enum) {
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
