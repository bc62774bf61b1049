//! The OpenAPI documents of the specs: valid by the schema of OpenAPI itself, whole, inert, and the same every
//! time.
#![cfg(feature = "openapi")]

mod support;

use std::fs;
use std::path::Path;

use apiloom_codegen::emit::openapi;
use apiloom_codegen::pipeline;
use boon::{Compiler, Draft, Schemas};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use serde_json::Value;

/// All that OpenAPI has no word for, in one spec.
const ODD: &str = r#"
apiloom: 1
vendor: acme
title: { en: Acme, zh: 安科 }
settings: { app: string, secret: secret, unit: { enum: { s: S, ms: Ms }, closed: true, default: s } }
servers: { default: https://api.acme.test }
documents: { guide: { title: Guide } }
limits: { minute: { calls: 60, per: 60s, each: operation } }
auth:
  signed:
    let: { time: now | unix_seconds, sign: 'list(settings.app, settings.secret, time) | join("&") | md5 | hex' }
    stamp: { header: { X-Time: time }, body: { sign: sign } }
  bearer: { token: { setting: secret, lifetime: unknown, renew: unknown }, stamp: { header: { Authorization: 'text("Bearer {token}")' } } }
envelopes:
  coded:
    fields: { code: int64, message: string }
    success: body.code == 0
    failures: [{ code: body.code, message: body.message }]
errors: { "7": { name: Seven, kind: conflict, doc: { en: It is there., zh: 已存在。 } } }
defaults: { auth: signed, envelope: coded, limits: [minute] }
types:
  Parcel:
    fields:
      id: int64!
      marks: { type: csv(int64), from: guide Marks, confidence: inferred }
      shape: json_string(Shape)
      size: { type: int_or_string, note: { en: The sample has a text., zh: 示例中是文本。 } }
      tags: { type: list(string), update: replace, omitted: erases }
      from: string
      to: string
      day: date("yyyy/MM/dd")
    rules: [{ all_or_none: [from, to] }]
  Shape: { fields: { sides: int32 } }
operations:
  change_parcel:
    http: PUT /parcels/{id}
    path: { id: int64 }
    header: { Content-Type: { type: string, const: application/json } }
    body: Parcel!
    update: replace
    returns: { type: Parcel, at: body.data }
  list_parcels:
    http: GET /parcels
    auth: bearer
    query: { page: int32, size: int32 }
    returns: { type: list(Parcel), at: body.data.list }
    paginate: { by: page, send: { page: query.page, size: query.size }, read: { items: body.data.list, total: body.data.total } }
"#;

/// What a schema is.
const META: &str = "https://json-schema.org/draft/2020-12/schema";

/// The documents of all valid specs, with their names.
fn documents() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in support::valid_specs() {
        let checked = pipeline::check(std::slice::from_ref(&path));
        for api in &checked.apis {
            let name = format!("{} ({})", path.display(), api.vendor.snake());
            all.push((name, openapi::document(api)));
        }
    }
    assert!(all.len() > 20, "{} documents", all.len());
    all
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the document is JSON")
}

/// The document of a spec that is given as text.
fn document_of(name: &str, spec: &str) -> Value {
    let path = support::folder(&format!("openapi_{name}")).join("acme.yaml");
    fs::write(&path, spec).expect("the spec can be written");
    let checked = pipeline::check(&[path]);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    json(&openapi::document(&checked.apis[0]))
}

#[test]
fn documents_are_the_same_every_time() {
    let (first, second) = (documents(), documents());
    for ((name, first), (_, second)) in first.iter().zip(&second) {
        assert_eq!(first, second, "{name}");
        assert!(first.ends_with("}\n"), "{name}");
    }
}

/// The schema of OpenAPI says what a document is; what schemas are is for JSON Schema, in the next test.
#[test]
fn documents_are_what_openapi_says() {
    let path = Path::new("tests/openapi/openapi-3.1.schema.json");
    let schema = json(&fs::read_to_string(path).expect("the schema can be read"));
    let mut compiler = Compiler::new();
    let place = schema["$id"].as_str().expect("a URL").to_owned();
    compiler.add_resource(&place, schema).expect("a URL");
    let mut schemas = Schemas::new();
    let index = compiler
        .compile(&place, &mut schemas)
        .expect("it is a schema");
    for (name, text) in documents() {
        let document = json(&text);
        let refused = schemas.validate(&document, index).err();
        assert!(
            refused.is_none(),
            "{name}: {:#}",
            refused.expect("it is some")
        );
    }
    let wrong = serde_json::json!({ "openapi": "3.1.0", "info": { "title": "a" }, "paths": {} });
    assert!(schemas.validate(&wrong, index).is_err());
}

/// Every schema is one by JSON Schema 2020-12, and takes the examples that stand beside it.
#[test]
fn schemas_take_their_examples() {
    let mut count = 0;
    for (name, text) in documents() {
        let document = json(&text);
        let mut places = Vec::new();
        places_of_schemas(&document, String::new(), &mut places);
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        let whole = "file:///document.json";
        compiler
            .add_resource(whole, document.clone())
            .expect("a URL");
        let mut schemas = Schemas::new();
        let meta = compiler.compile(META, &mut schemas).expect("it is known");
        for place in places {
            let schema = document.pointer(&place).expect("it is there");
            let refused = schemas.validate(schema, meta).err();
            assert!(refused.is_none(), "{name}: {place} is no schema");
            let index = compiler.compile(&format!("{whole}#{}", fragment(&place)), &mut schemas);
            let index = index.unwrap_or_else(|error| panic!("{name}: {place}: {error:#}"));
            for example in examples_beside(&document, &place) {
                count += 1;
                let refused = schemas.validate(example, index).err();
                assert!(
                    refused.is_none(),
                    "{name}: {place}: {:#}",
                    refused.expect("it is some")
                );
            }
        }
    }
    assert!(count > 50, "{count} examples");
}

/// A JSON pointer as the fragment of a URL.
fn fragment(place: &str) -> String {
    let byte = |byte: u8| match byte {
        b'/' | b'~' | b'_' | b'.' | b'-' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    place.bytes().map(byte).collect()
}

/// The JSON pointers of schemas below `schema` and among the components.
fn places_of_schemas(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let place = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                match key.as_str() {
                    "schema" => found.push(place),
                    "schemas" if at == "/components" => {
                        let names = value.as_object().into_iter().flatten();
                        found.extend(names.map(|(name, _)| format!("{place}/{name}")));
                    }
                    "example" | "examples" | "x-apiloom-others" | "x-apiloom-settings" => {}
                    _ => places_of_schemas(value, place, found),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places_of_schemas(item, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The values of the examples that stand beside a schema.
fn examples_beside<'d>(document: &'d Value, place: &str) -> Vec<&'d Value> {
    let Some(parent) = place.strip_suffix("/schema") else {
        return Vec::new();
    };
    let parent = document.pointer(parent).expect("it is there");
    let examples = parent["examples"].as_object().into_iter().flatten();
    let values = examples.map(|(_, example)| &example["value"]);
    values.chain(parent.get("example")).collect()
}

#[test]
fn references_lead_somewhere() {
    let mut count = 0;
    for (name, text) in documents() {
        let document = json(&text);
        let mut references = Vec::new();
        references_in(&document, &mut references);
        count += references.len();
        for reference in references {
            let place = reference.strip_prefix('#').expect("it is in the document");
            assert!(document.pointer(place).is_some(), "{name}: {reference}");
        }
    }
    assert!(count > 100, "{count} references");
}

/// Examples can hold anything, and are not looked into.
fn references_in(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("$ref", Value::String(reference)) => found.push(reference.clone()),
                    ("example" | "examples", _) => {}
                    _ => references_in(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references_in(item, found)),
        _ => {}
    }
}

/// Nothing that a spec says is more than paragraphs, lists, code in a line and addresses as they are.
#[test]
fn texts_stay_texts() {
    let mut count = 0;
    for (name, text) in documents() {
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{name}");
        let mut texts = Vec::new();
        descriptions(&json(&text), &mut texts);
        count += texts.len();
        for text in texts {
            assert_eq!(alive(&text), Vec::<String>::new(), "{name}: {text}");
        }
    }
    assert!(count > 500, "{count} descriptions");
    assert_eq!(alive("<b> ![a](b)").len(), 3, "what is alive is seen");
}

fn descriptions(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("description", Value::String(text)) => found.push(text.clone()),
                    ("value" | "example" | "examples" | "default" | "const", _) => {}
                    _ => descriptions(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| descriptions(item, found)),
        _ => {}
    }
}

fn alive(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let plain = |event: &Event<'_>| match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak => true,
        Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item) => true,
        Event::End(TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Item | TagEnd::Link) => true,
        Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url,
            ..
        }) => dest_url.starts_with("http://") || dest_url.starts_with("https://"),
        _ => false,
    };
    Parser::new_ext(markdown, options)
        .filter(|event| !plain(event))
        .map(|event| format!("{event:?}"))
        .collect()
}

/// What OpenAPI has no word for stands in a member for programs, and in words of both languages for people.
#[test]
fn what_openapi_cannot_say_is_said() {
    let document = document_of("odd", ODD);
    let change = &document["paths"]["/parcels/{id}"]["put"];
    let list = &document["paths"]["/parcels"]["get"];
    let parcel = &document["components"]["schemas"]["Parcel"];
    let failure = &document["components"]["responses"]["Failure_Coded"];
    let field = |name: &str| &parcel["properties"][name];
    let said = [
        (
            change,
            "x-apiloom-update",
            "\"replace\"",
            "what the body leaves out is erased at the vendor.",
            "请求体中没有的字段会被厂商清除。",
        ),
        (
            change,
            "x-apiloom-repeat",
            "\"never\"",
            "it would be done twice",
            "不可重发",
        ),
        (
            change,
            "x-apiloom-limits",
            "[\"minute\"]",
            "Limit: 60 calls a minute, each operation counted by itself.",
            "限制：每分钟 60 次，各接口分别计数。",
        ),
        (
            change,
            "x-apiloom-auth",
            "{\"any\":[\"signed\"]}",
            "`signed` puts `sign` into the body",
            "`signed` 把 `sign` 放进请求体",
        ),
        (
            change,
            "x-apiloom-headers",
            "{\"Content-Type\":\"application/json\"}",
            "The header `Content-Type` is `application/json`.",
            "请求头 `Content-Type` 固定为",
        ),
        (
            list,
            "x-apiloom-pagination",
            "\"by\":\"page\"",
            "`page` is the number of the page",
            "`page` 是页码",
        ),
        (
            field("marks"),
            "x-apiloom-csv",
            "\"integer\"",
            "with the items separated by commas",
            "以英文逗号分隔",
        ),
        (
            field("marks"),
            "x-apiloom-from",
            "guide Marks",
            "Source: guide Marks, inferred.",
            "来源：guide Marks，属推断。",
        ),
        (
            field("marks"),
            "x-apiloom-confidence",
            "inferred",
            "inferred",
            "属推断",
        ),
        (
            field("shape"),
            "contentSchema",
            "#/components/schemas/Shape",
            "JSON inside a JSON string.\n\nThe JSON in it is of the type `Shape`.",
            "其中 JSON 的类型为 `Shape`。",
        ),
        (
            field("size"),
            "x-apiloom-note",
            "示例中是文本。",
            "Note: The sample has a text.",
            "备注：示例中是文本。",
        ),
        (
            field("size"),
            "x-apiloom-sent",
            "integer",
            "On the wire it is a number; a string that holds one is read as well.",
            "读取时也接受内容为数字的字符串",
        ),
        (
            field("tags"),
            "x-apiloom-update",
            "replace",
            "whatever is not in it is lost",
            "不在其中的会丢失",
        ),
        (
            field("tags"),
            "x-apiloom-left-out",
            "erased",
            "Left out, it is erased at the vendor.",
            "不发送它时，厂商会将其清除。",
        ),
        (
            field("day"),
            "x-apiloom-formats",
            "yyyy/MM/dd",
            "On the wire it is a string like `yyyy/MM/dd`.",
            "传输时采用 `yyyy/MM/dd` 格式。",
        ),
        (
            parcel,
            "x-apiloom-rules",
            "\"members\":[\"from\",\"to\"]",
            "Rule: ",
            "规则：",
        ),
    ];
    for (thing, member, value, english, chinese) in said {
        let found = thing[member].to_string();
        assert!(found.contains(value), "{member}: {found}");
        let words = thing["description"].as_str().unwrap_or_default();
        for expected in [english, chinese] {
            assert!(words.contains(expected), "`{expected}` is not in: {words}");
        }
    }
    let words = failure["description"].as_str().unwrap_or_default();
    for expected in [
        "a success where `body.code == 0`",
        "否则满足 `body.code == 0` 时为成功",
        "`7`: It is there. (conflict)",
        "`7`：已存在。（conflict）",
    ] {
        assert!(words.contains(expected), "`{expected}` is not in: {words}");
    }
    assert_eq!(
        document["x-apiloom-envelopes"][0]["success"],
        "body.code == 0"
    );
    let scheme = &document["x-apiloom-auth"][0];
    assert_eq!(scheme["compute"][0]["value"], "now | unix_seconds");
    assert_eq!(scheme["stamp"][1]["in"], "body");
}

/// What a security scheme cannot say stands in the body, and the codes of a setting are no component.
#[test]
fn authentication_stands_where_it_is_sent() {
    let document = document_of("auth", ODD);
    let change = &document["paths"]["/parcels/{id}"]["put"];
    let body = &change["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(body["allOf"][0]["$ref"], "#/components/schemas/Parcel");
    assert_eq!(body["allOf"][1]["required"][0], "sign");
    assert_eq!(change["security"], serde_json::json!([{ "signed": [] }]));
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["signed"]["name"], "X-Time");
    assert_eq!(schemes["bearer"]["type"], "http");
    assert_eq!(schemes["bearer"]["scheme"], "bearer");
    let names = document["components"]["schemas"]
        .as_object()
        .expect("an object");
    let names: Vec<&str> = names.keys().map(String::as_str).collect();
    assert_eq!(names, ["Parcel", "Shape"]);
    let unit = &document["x-apiloom-settings"][2];
    assert_eq!(unit["schema"]["enum"], serde_json::json!(["s", "ms"]));
}
