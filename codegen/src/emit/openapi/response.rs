//! Answers: what is one, and how failures are told.

use super::body::{example_name, shown_value};
use super::described::{self, Said};
use super::object::Object;
use super::schema;
use crate::emit::rust::plain;
use crate::expr;
use crate::json::Json;
use crate::model::{
    Absent, Api, Decode, Envelope, ErrorCode, Example, ExampleAnswer, Failure, Operation, Returns,
    Type,
};

/// The answers of an operation by their status.
pub(super) fn responses(api: &Api, operation: &Operation) -> Json {
    let envelope = operation.envelope.and_then(|it| api.envelopes.get(it));
    let mut responses = Object::new();
    for status in successes(operation) {
        let success = success(api, operation, envelope, status);
        responses.put(status.to_string(), success);
    }
    for (status, failure) in failures_by_status(api, operation, envelope) {
        responses.put(status, failure);
    }
    responses.put("default", referred(envelope));
    responses.json()
}

/// The failures that answers refer to: one an envelope, and one without any.
pub(super) fn components(api: &Api) -> Vec<(String, Json)> {
    let envelopes = api.envelopes.iter().map(Some);
    let all = std::iter::once(None).chain(envelopes);
    all.map(|envelope| (failure_name(envelope), failure(api, envelope, Vec::new())))
        .collect()
}

/// How success and failure are told, for programs.
pub(super) fn envelopes(api: &Api) -> Vec<Json> {
    let written = |value: &Option<expr::Typed>| value.as_ref().map(expr::write).unwrap_or_default();
    let failure = |failure: &Failure| {
        let mut object = Object::new();
        object.text("when", &written(&failure.when));
        object.text("code", &written(&failure.code));
        object.text("message", &written(&failure.message));
        object.text("request_id", &written(&failure.request_id));
        object.json()
    };
    let envelope = |envelope: &Envelope| {
        let mut object = Object::new();
        object.put("name", envelope.name.snake().as_str());
        object.text("success", &written(&envelope.success));
        let all = envelope.conditional.iter().chain(&envelope.otherwise);
        object.list("failures", all.map(failure).collect());
        let then = envelope.then.and_then(|index| api.envelopes.get(index));
        let then = then.map(|envelope| envelope.name.snake());
        object.text("then", &then.unwrap_or_default());
        object.text("description", &described::facts(&envelope.facts));
        described::put_facts(&mut object, &envelope.facts);
        object.json()
    };
    api.envelopes.iter().map(envelope).collect()
}

/// What codes mean, for programs.
pub(super) fn errors(api: &Api) -> Vec<Json> {
    let error = |code: &ErrorCode| {
        let mut error = Object::new();
        error.put("code", code.code.as_str());
        error.put("name", code.name.camel().as_str());
        error.put("kind", code.kind.word());
        error.put_docs("description", &code.facts.doc);
        described::put_facts(&mut error, &code.facts);
        error.json()
    };
    api.errors.iter().map(error).collect()
}

/// The statuses of successes.
fn successes(operation: &Operation) -> Vec<u16> {
    let shown = answers(operation, true).map(|(.., answer)| answer.status);
    let mut all: Vec<u16> = shown.collect();
    if all.is_empty() {
        all.push(200);
    }
    all.sort_unstable();
    all.dedup();
    all
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

/// Whether the body of an answer is of its schema: what is no object is no envelope.
fn is_shown(answer: &ExampleAnswer) -> bool {
    answer.fails.is_none() || matches!(answer.body, Some(apiloom_wire::Json::Object(_)))
}

fn success(api: &Api, operation: &Operation, envelope: Option<&Envelope>, status: u16) -> Json {
    let mut object = Object::new();
    let said = success_in_words(operation, envelope);
    object.put("description", said.as_str());
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
        Some(Decode::Json) | None => {
            if let Some(schema) = answer(api, returns, envelope) {
                media.put("schema", schema);
            }
            let mut examples = Object::new();
            let failures = answers(operation, false);
            for (index, example, answer) in answers(operation, true).chain(failures) {
                let shown = answer.status == status && is_shown(answer);
                if let Some(body) = answer.body.as_ref().filter(|_| shown) {
                    let name = example_name(index, example);
                    examples.put(name, shown_value(example, body.into()));
                }
            }
            media.object("examples", examples);
            if !media.is_empty() {
                content.object("application/json", media);
            }
        }
    }
    object.object("content", content);
    if let Some(returns) = returns {
        described::put_facts(&mut object, &returns.facts);
    }
    object.json()
}

fn success_in_words(operation: &Operation, envelope: Option<&Envelope>) -> String {
    let mut said = Said::new();
    if let Some(returns) = &operation.returns {
        said.facts(&returns.facts);
        match returns.absent {
            Absent::Refused => {}
            Absent::Empty => said.both(
                "An answer without it is an empty one.",
                "返回中没有它时，结果为空。",
            ),
            Absent::None => said.both(
                "An answer without it is no result.",
                "返回中没有它时，没有结果。",
            ),
        }
    }
    if let Some(envelope) = envelope {
        enveloped(&mut said, envelope);
    }
    match said.clone().text() {
        text if text.is_empty() => {
            said.both("Success.", "成功。");
            said.text()
        }
        text => text,
    }
}

/// Says how an envelope tells success from failure.
fn enveloped(said: &mut Said, envelope: &Envelope) {
    said.facts(&envelope.facts);
    // The conditions of failures are asked first.
    for failure in &envelope.conditional {
        failed(said, failure);
    }
    if let Some(success) = &envelope.success {
        let success = plain(&expr::write(success));
        said.both(
            format!(
                "Otherwise it is a success where `{success}`; a failure can have this status too."
            ),
            format!("否则满足 `{success}` 时为成功；失败的返回也可能是这个状态码。"),
        );
    }
    if let Some(failure) = &envelope.otherwise {
        failed(said, failure);
    }
}

fn failed(said: &mut Said, failure: &Failure) {
    let written = |value: &Option<expr::Typed>| Some(plain(&expr::write(value.as_ref()?)));
    let (mut en, mut zh) = match written(&failure.when) {
        Some(when) => (
            format!("It is a failure where `{when}`"),
            format!("满足 `{when}` 时为失败"),
        ),
        None => ("Of a failure".to_owned(), "失败时".to_owned()),
    };
    let told = [
        (written(&failure.code), "code", "错误码"),
        (written(&failure.message), "message", "错误信息"),
        (written(&failure.request_id), "request id", "请求标识"),
    ];
    let mut parts = Vec::new();
    for (value, in_english, in_chinese) in told {
        if let Some(value) = value {
            parts.push((
                format!("the {in_english} is `{value}`"),
                format!("{in_chinese}为 `{value}`"),
            ));
        }
    }
    if parts.is_empty() {
        return;
    }
    let (parts, in_chinese): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
    let (between, end) = match failure.when.is_some() {
        true => (": ", "."),
        false => (", ", "."),
    };
    en.push_str(&format!("{between}{}{end}", parts.join(", ")));
    zh.push_str(&format!("，{}。", in_chinese.join("，")));
    said.both(en, zh);
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
        let either = Json::List(vec![ty, members.json()]);
        return Some(Json::object([("anyOf", either)]));
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
    properties.put(first.as_str(), schema::nullable(inner));
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
    let successes = successes(operation);
    let failures = answers(operation, false);
    for (index, example, answer) in failures.filter(|(.., it)| !successes.contains(&it.status)) {
        let value = |body: &apiloom_wire::Json| {
            let name = example_name(index, example);
            (name, shown_value(example, body.into()))
        };
        let value = answer.body.as_ref().filter(|_| is_shown(answer)).map(value);
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
        // Where no example of a status has a body that is an envelope, nothing is known of its bodies.
        let envelope = envelope.filter(|_| !examples.is_empty());
        let response = failure(api, envelope, examples);
        (status.to_string(), response)
    };
    found.into_iter().map(response).collect()
}

fn failure_name(envelope: Option<&Envelope>) -> String {
    match envelope {
        Some(envelope) => format!("Failure_{}", envelope.name.camel()),
        None => "Failure".to_owned(),
    }
}

fn referred(envelope: Option<&Envelope>) -> Json {
    let name = failure_name(envelope);
    let place = format!("#/components/responses/{name}");
    Json::object([("$ref", Json::from(place.as_str()))])
}

fn failure(api: &Api, envelope: Option<&Envelope>, examples: Vec<(String, Json)>) -> Json {
    let mut said = Said::new();
    said.both("A failure.", "失败。");
    if let Some(envelope) = envelope {
        enveloped(&mut said, envelope);
    }
    let codes = api.errors.iter().map(code_in_words);
    said.list(("Known codes:", "已知的错误码："), codes.collect());
    let mut object = Object::new();
    object.put("description", said.text().as_str());
    if let Some(envelope) = envelope {
        let mut media = Object::new();
        media.put("schema", schema::fields(api, &envelope.fields, &[]).json());
        media.object("examples", Object::from(Json::Object(examples)));
        let content = Json::object([("application/json", media.json())]);
        object.put("content", content);
    }
    object.json()
}

fn code_in_words(code: &ErrorCode) -> (String, String) {
    let said = [&code.facts.doc, &code.facts.title];
    let said = said.into_iter().find_map(described::on_one_line);
    let (en, zh) = said.unwrap_or_else(|| (code.name.spaced(), code.name.spaced()));
    let (code, kind) = (plain(&code.code), code.kind.word());
    (
        format!("`{code}`: {en} ({kind})"),
        format!("`{code}`：{zh}（{kind}）"),
    )
}
