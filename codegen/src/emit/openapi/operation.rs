//! Operations.

use super::described;
use super::object::Object;
use super::{schema, security, server};
use crate::emit::rust::plain;
use crate::expr;
use crate::json::Json;
use crate::model::{
    Absent, Api, Body, Decode, Effect, Encode, Envelope, ErrorKind, Example, ExampleAnswer, Field,
    Operation, PairStyle, Payload, Place, Presence, Repeat, Returns, Type, TypeKind, Update,
};

/// What stands under `paths`.
///
/// OpenAPI knows one operation a method and path. Of several, which a constant tells apart, the first stands
/// where tools look for it, and the others under `x-apiloom-others`.
pub(super) fn paths(api: &Api) -> Json {
    let mut paths: Vec<(String, String, Object)> = Vec::new();
    for operation in &api.operations {
        let shape = shape(&operation.path);
        let method = operation.method.to_ascii_lowercase();
        let at = paths.iter().position(|(known, ..)| *known == shape);
        let at = at.unwrap_or_else(|| {
            paths.push((shape, operation.path.clone(), Object::new()));
            paths.len() - 1
        });
        let (_, path, item) = &mut paths[at];
        let described = self::operation(api, operation, path);
        match item.get(&method) {
            None => item.put(method, described),
            Some(_) => {
                let mut others = match item.get("x-apiloom-others") {
                    Some(Json::List(others)) => others.clone(),
                    _ => Vec::new(),
                };
                others.push(described);
                item.put("x-apiloom-others", Json::List(others));
            }
        }
    }
    Json::object(paths.into_iter().map(|(_, path, item)| (path, item.json())))
}

/// A path without the names of its parameters: two that differ in them alone are one.
fn shape(path: &str) -> String {
    let parts = path.split('{').enumerate();
    let parts = parts.map(|(index, part)| match (index, part.split_once('}')) {
        (0, _) | (_, None) => part.to_owned(),
        (_, Some((_, rest))) => format!("{{}}{rest}"),
    });
    parts.collect()
}

/// The names of the parameters of a path.
fn holes(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect()
}

fn operation(api: &Api, operation: &Operation, path: &str) -> Json {
    let mut object = Object::new();
    let title = &operation.facts.title;
    let title = title.en.as_ref().or(title.zh.as_ref());
    object.put("operationId", operation.name.snake().as_str());
    object.text("summary", title.map(String::as_str).unwrap_or_default());
    object.text("description", &description(operation));
    object.flag("deprecated", operation.facts.deprecated.is_some());
    let first = api.servers.first().map(|server| server.id.as_str());
    let own = api.servers.iter().find(|it| it.id == operation.server);
    if let Some(own) = own.filter(|own| Some(own.id.as_str()) != first) {
        object.put("servers", Json::List(vec![server::server(api, own)]));
    }
    object.put("security", security::requirements(api, &operation.auth));
    object.list("parameters", parameters(api, operation, path));
    if let Some(body) = &operation.body {
        object.put("requestBody", request_body(api, operation, body));
    }
    object.put("responses", responses(api, operation));
    facts(&mut object, operation);
    object.json()
}

fn description(operation: &Operation) -> String {
    let mut said = vec![described::facts(&operation.facts, "")];
    said.extend(operation.update.map(|update| {
        match update {
            Update::Merge => "What is left out stays as it is.",
            Update::MergeById => "Items are matched by their id; what is left out stays as it is.",
            Update::Replace => "What is left out is erased.",
            Update::Unknown => {
                "What becomes of what is left out is not documented: it may be erased."
            }
        }
        .to_owned()
    }));
    said.extend(schema::rules_in_words(&operation.rules));
    for permission in &operation.permissions {
        said.push(format!(
            "Permission: {}",
            described::both(permission).join(" · ")
        ));
    }
    said.retain(|paragraph| !paragraph.is_empty());
    said.join("\n\n")
}

/// What OpenAPI has no words for.
fn facts(object: &mut Object, operation: &Operation) {
    object.put_docs("x-apiloom-title", &operation.facts.title);
    object.put(
        "x-apiloom-effect",
        match operation.effect {
            Effect::Read => "read",
            Effect::Write => "write",
            Effect::Delete => "delete",
        },
    );
    object.put(
        "x-apiloom-repeat",
        match operation.repeat {
            Repeat::Safe => "safe",
            Repeat::Keyed => "keyed",
            Repeat::Never => "never",
        },
    );
    if let Some(update) = operation.update {
        object.put(
            "x-apiloom-update",
            match update {
                Update::Merge => "merge",
                Update::MergeById => "merge_by_id",
                Update::Replace => "replace",
                Update::Unknown => "unknown",
            },
        );
    }
    if let Some(entity) = &operation.entity {
        let mut of = Object::new();
        of.put("of", entity.of.as_str());
        of.put("does", entity.does.as_str());
        of.text("key", entity.key.as_deref().unwrap_or_default());
        object.object("x-apiloom-entity", of);
    }
    let limits = operation.limits.iter().map(String::as_str);
    object.list("x-apiloom-limits", limits.map(Json::from).collect());
    let rules = schema::fields_rules(&operation.rules);
    object.list("x-apiloom-rules", rules);
    let mut constants = Object::new();
    for (name, value) in &operation.constants {
        constants.put(name.as_str(), value.as_str());
    }
    object.object("x-apiloom-facts", constants);
}

fn parameters(api: &Api, operation: &Operation, path: &str) -> Vec<Json> {
    let (own, shown) = (holes(&operation.path), holes(path));
    let shown = |wire: &str| -> String {
        let at = own.iter().position(|hole| *hole == wire);
        let name = at.and_then(|at| shown.get(at)).copied();
        name.unwrap_or(wire).to_owned()
    };
    let mut all = Vec::new();
    for parameter in &operation.parameters {
        let field = &parameter.field;
        let wire = field.wire.as_str();
        let mut object = Object::new();
        let (place, name) = match parameter.place {
            Place::Path => ("path", shown(wire)),
            Place::Query => ("query", wire.to_owned()),
            Place::Header => ("header", wire.to_owned()),
            Place::Cookie => ("cookie", wire.to_owned()),
        };
        object.put("name", name.as_str());
        object.put("in", place);
        object.text("description", &described::field(field));
        let required = field.presence == Presence::Required || !field.is_given();
        object.flag("required", required || place == "path");
        object.flag("deprecated", field.facts.deprecated.is_some());
        let schema = schema::field(api, field);
        if place == "query" {
            styled(&mut object, api, field);
        }
        match place == "query" && field.style == PairStyle::Json && is_structured(api, &field.ty) {
            true => {
                let mut media = Object::new();
                media.put("schema", schema);
                let mut content = Object::new();
                content.object("application/json", media);
                object.object("content", content);
            }
            false => object.put("schema", schema),
        }
        if let Some(value) = shown_in(operation, wire) {
            object.put("example", value);
        }
        all.push(object.json());
    }
    all
}

/// The value of an input in the first example that has it.
fn shown_in(operation: &Operation, wire: &str) -> Option<Json> {
    let mut requests = operation
        .examples
        .iter()
        .filter_map(|it| it.request.as_ref());
    requests
        .find_map(|request| member(request, wire))
        .map(Json::from)
}

fn member<'a>(request: &'a apiloom_wire::Json, wire: &str) -> Option<&'a apiloom_wire::Json> {
    match request {
        apiloom_wire::Json::Object(members) => {
            let mut members = members.iter();
            members.find(|(key, _)| key == wire).map(|(_, value)| value)
        }
        _ => None,
    }
}

/// Whether a value is a list or an object.
fn is_structured(api: &Api, ty: &Type) -> bool {
    is_list(ty) || is_object(api, ty)
}

fn is_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) | Type::OneOrMany(_) | Type::Pairs(..) | Type::FlatPairs(..) => true,
        Type::Nullable(inner) => is_list(inner),
        _ => false,
    }
}

fn is_object(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Map(_) | Type::IntMap(_) => true,
        Type::Nullable(inner) => is_object(api, inner),
        Type::Named(id) => matches!(
            &api.declaration(*id).kind,
            TypeKind::Record(_) | TypeKind::Patterned(_)
        ),
        _ => false,
    }
}

/// How a list or an object is written, where OpenAPI can say it.
fn styled(object: &mut Object, api: &Api, field: &Field) {
    let (list, map) = (is_list(&field.ty), is_object(api, &field.ty));
    let explode = |object: &mut Object, explode: bool| {
        object.put("style", "form");
        object.put("explode", Json::Bool(explode));
    };
    match (field.style, list, map) {
        (_, false, false) | (PairStyle::Json, ..) => {}
        (PairStyle::Repeat, true, _) => explode(object, true),
        (PairStyle::Csv, true, _) => explode(object, false),
        (PairStyle::Brackets, true, _) => {
            // In an encoding the property goes by its own name.
            match object.get("name") {
                Some(_) => {
                    object.put("name", format!("{}[]", field.wire.as_str()).as_str());
                    explode(object, true);
                }
                None => object.put("x-apiloom-style", style_word(field.style)),
            }
        }
        (PairStyle::Brackets, _, true) => {
            object.put("style", "deepObject");
            object.put("explode", Json::Bool(true));
        }
        (style, ..) => object.put("x-apiloom-style", style_word(style)),
    }
}

fn style_word(style: PairStyle) -> &'static str {
    match style {
        PairStyle::Repeat => "repeat",
        PairStyle::Csv => "csv",
        PairStyle::Json => "json",
        PairStyle::Brackets => "brackets",
        PairStyle::Index0 => "index0",
        PairStyle::Index1 => "index1",
        PairStyle::Dots => "dots",
        PairStyle::Dots0 => "dots0",
        PairStyle::Dots1 => "dots1",
        PairStyle::Index0Dots => "index0_dots",
    }
}

fn request_body(api: &Api, operation: &Operation, body: &Body) -> Json {
    let mut media = Object::new();
    let (schema, required) = match &body.payload {
        Payload::Fields(fields) => {
            let demanded = |field: &Field| field.presence == Presence::Required;
            let schema = schema::fields(api, fields, &[]).json();
            (
                schema,
                fields.iter().any(|it| demanded(it) || !it.is_given()),
            )
        }
        Payload::Whole(field) => {
            let required = field.presence == Presence::Required;
            (schema::field(api, field), required)
        }
    };
    media.put("schema", schema);
    let mut encoding = Object::new();
    if let (Payload::Fields(fields), Encode::Form) = (&body.payload, body.encode) {
        for field in fields {
            let mut how = Object::new();
            styled(&mut how, api, field);
            encoding.object(field.wire.as_str(), how);
        }
    }
    media.object("encoding", encoding);
    let mut examples = Object::new();
    for (index, example) in operation.examples.iter().enumerate() {
        if let Some(value) = body_of(body, example) {
            examples.put(example_name(index, example), value);
        }
    }
    media.object("examples", examples);
    let mut content = Object::new();
    content.object(content_type(body), media);
    let mut object = Object::new();
    object.flag("required", required);
    object.object("content", content);
    object.json()
}

fn content_type(body: &Body) -> &str {
    body.content_type.as_deref().unwrap_or(match body.encode {
        Encode::Json => "application/json",
        Encode::Form => "application/x-www-form-urlencoded",
        Encode::Multipart => "multipart/form-data",
        Encode::Text => "text/plain",
        Encode::Bytes => "application/octet-stream",
    })
}

/// The body of an example.
fn body_of(body: &Body, example: &Example) -> Option<Json> {
    let request = example.request.as_ref()?;
    let value = match &body.payload {
        Payload::Whole(field) => Json::from(member(request, field.wire.as_str())?),
        Payload::Fields(fields) => {
            let mut object = Object::new();
            for field in fields {
                if let Some(value) = member(request, field.wire.as_str()) {
                    object.put(field.wire.as_str(), value);
                }
            }
            object.json()
        }
    };
    Some(shown(example, value))
}

fn shown(example: &Example, value: Json) -> Json {
    let mut object = Object::new();
    let title = &example.facts.title;
    let title = title.en.as_ref().or(title.zh.as_ref());
    object.text("summary", title.map(String::as_str).unwrap_or_default());
    object.text("description", &described::facts(&example.facts, ""));
    object.put("value", value);
    object.json()
}

fn example_name(index: usize, example: &Example) -> String {
    let fails = example.answer.as_ref().and_then(|it| it.fails.as_ref());
    match fails {
        Some(_) => format!("failure_{}", index + 1),
        None => format!("example_{}", index + 1),
    }
}

fn responses(api: &Api, operation: &Operation) -> Json {
    let envelope = operation
        .envelope
        .and_then(|index| api.envelopes.get(index));
    let mut responses = Object::new();
    let mut succeeds: Vec<u16> = answers(operation, true)
        .map(|(.., answer)| answer.status)
        .collect();
    if succeeds.is_empty() {
        succeeds.push(200);
    }
    succeeds.sort_unstable();
    succeeds.dedup();
    for status in succeeds {
        let success = success(api, operation, envelope, status);
        responses.put(status.to_string(), success);
    }
    for (status, failure) in failures_by_status(api, operation, envelope) {
        responses.put(status, failure);
    }
    responses.put("default", failure(api, envelope));
    responses.json()
}

/// The examples with answers that are successes, or failures.
fn answers(
    operation: &Operation,
    success: bool,
) -> impl Iterator<Item = (usize, &Example, &ExampleAnswer)> {
    let examples = operation.examples.iter().enumerate();
    examples.filter_map(move |(index, example)| {
        let answer = example.answer.as_ref()?;
        (answer.fails.is_none() == success).then_some((index, example, answer))
    })
}

fn success(api: &Api, operation: &Operation, envelope: Option<&Envelope>, status: u16) -> Json {
    let mut object = Object::new();
    object.put(
        "description",
        success_in_words(operation, envelope).as_str(),
    );
    let mut content = Object::new();
    let mut media = Object::new();
    let returns = operation.returns.as_ref();
    match returns.map(|returns| returns.decode) {
        Some(Decode::Text) => {
            media.put("schema", schema::ty(api, &Type::String(None)));
            content.object("text/plain", media);
        }
        Some(Decode::Bytes | Decode::File) => {
            media.put("schema", schema::ty(api, &Type::File));
            content.object("application/octet-stream", media);
        }
        _ => {
            if let Some(schema) = answer(api, returns, envelope) {
                media.put("schema", schema);
            }
            let mut examples = Object::new();
            let failures = answers(operation, false);
            for (index, example, answer) in answers(operation, true).chain(failures) {
                if let Some(body) = answer.body.as_ref().filter(|_| answer.status == status) {
                    examples.put(example_name(index, example), shown(example, body.into()));
                }
            }
            media.object("examples", examples);
            content.object("application/json", media);
        }
    }
    object.object("content", content);
    object.json()
}

fn success_in_words(operation: &Operation, envelope: Option<&Envelope>) -> String {
    let mut said = Vec::new();
    if let Some(returns) = &operation.returns {
        said.push(described::facts(&returns.facts, ""));
        said.extend(match returns.absent {
            Absent::Refused => None,
            Absent::Empty => Some("An answer without it is an empty one.".to_owned()),
            Absent::None => Some("An answer without it is none.".to_owned()),
        });
    }
    if let Some(envelope) = envelope {
        said.push(described::facts(&envelope.facts, ""));
        if let Some(success) = &envelope.success {
            let success = plain(&expr::write(success));
            said.push(format!(
                "It is a success where `{success}`; a failure can have this status too."
            ));
        }
    }
    said.retain(|paragraph| !paragraph.is_empty());
    match said.is_empty() {
        true => "Success.".to_owned(),
        false => said.join("\n\n"),
    }
}

/// The members of the envelope, with the answer below the members on the way to it.
fn answer(api: &Api, returns: Option<&Returns>, envelope: Option<&Envelope>) -> Option<Json> {
    let members = envelope.map(|envelope| schema::fields(api, &envelope.fields, &[]));
    let Some(returns) = returns else {
        return members.map(Object::json);
    };
    let ty = schema::ty(api, &returns.ty);
    let Some((first, rest)) = returns.at.split_first() else {
        let Some(members) = members else {
            return Some(ty);
        };
        // The answer itself, or a failure.
        let mut either = Object::new();
        either.put("anyOf", Json::List(vec![ty, members.json()]));
        return Some(either.json());
    };
    let inner = rest.iter().rev().fold(ty, |inner, name| {
        let mut properties = Object::new();
        properties.put(name.as_str(), inner);
        let mut object = Object::new();
        // It can be null where there is no answer.
        object.put("type", Json::texts(["object", "null"]));
        object.object("properties", properties);
        object.json()
    });
    let mut object = members.unwrap_or_else(|| schema::fields(api, &[], &[]));
    let mut properties = match object.get("properties") {
        Some(properties) => Object::from(properties.clone()),
        None => Object::new(),
    };
    let mut either = Object::new();
    either.put(
        "anyOf",
        Json::List(vec![inner, Json::object([("type", Json::from("null"))])]),
    );
    properties.put(first.as_str(), either.json());
    object.object("properties", properties);
    Some(object.json())
}

/// Failures that examples show with a status of their own.
fn failures_by_status(
    api: &Api,
    operation: &Operation,
    envelope: Option<&Envelope>,
) -> Vec<(String, Json)> {
    let mut found: Vec<(u16, Vec<(String, Json)>)> = Vec::new();
    let successes: Vec<u16> = answers(operation, true)
        .map(|(.., answer)| answer.status)
        .collect();
    let succeeds = |status: u16| match successes.is_empty() {
        true => status == 200,
        false => successes.contains(&status),
    };
    for (index, example, answer) in answers(operation, false) {
        if succeeds(answer.status) {
            continue;
        }
        let value = answer
            .body
            .as_ref()
            .map(|body| (example_name(index, example), shown(example, body.into())));
        match found
            .iter_mut()
            .find(|(status, _)| *status == answer.status)
        {
            Some((_, examples)) => examples.extend(value),
            None => found.push((answer.status, value.into_iter().collect())),
        }
    }
    found.sort_by_key(|(status, _)| *status);
    let response = |(status, examples): (u16, Vec<(String, Json)>)| {
        let mut object = Object::from(failure(api, envelope));
        if let (Some(envelope), false) = (envelope, examples.is_empty()) {
            let mut media = Object::new();
            media.put("schema", schema::fields(api, &envelope.fields, &[]).json());
            media.put("examples", Json::object(examples));
            object.put(
                "content",
                Json::object([("application/json", media.json())]),
            );
        }
        (status.to_string(), object.json())
    };
    found.into_iter().map(response).collect()
}

fn failure(api: &Api, envelope: Option<&Envelope>) -> Json {
    let mut object = Object::new();
    let mut said = vec!["A failure.".to_owned()];
    for code in &api.errors {
        let what = described::both(&code.facts.doc).join(" · ");
        let kind = kind(code.kind);
        let code_text = plain(&code.code);
        said.push(match what.is_empty() {
            true => format!("- `{code_text}`: {} ({kind})", code.name.spaced()),
            false => format!("- `{code_text}`: {what} ({kind})"),
        });
    }
    object.put("description", said.join("\n").as_str());
    if let Some(envelope) = envelope {
        let mut media = Object::new();
        media.put("schema", schema::fields(api, &envelope.fields, &[]).json());
        object.put(
            "content",
            Json::object([("application/json", media.json())]),
        );
    }
    let errors = api.errors.iter().map(|code| {
        let mut error = Object::new();
        error.put("code", code.code.as_str());
        error.put("name", code.name.camel().as_str());
        error.put("kind", kind(code.kind));
        error.json()
    });
    object.list("x-apiloom-errors", errors.collect());
    object.json()
}

fn kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Auth => "auth",
        ErrorKind::Permission => "permission",
        ErrorKind::NotFound => "not_found",
        ErrorKind::RateLimit => "rate_limit",
        ErrorKind::Invalid => "invalid",
        ErrorKind::Conflict => "conflict",
        ErrorKind::Unavailable => "unavailable",
        ErrorKind::Vendor => "vendor",
    }
}
