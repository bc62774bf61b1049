//! The values that parts of an answer are tried with, those that read most natural first.

use apiloom_codegen::expr::{self, Mentioned, Typed, Value};
use apiloom_codegen::model::{Api, Literal, Operation, Type, TypeKind, WriteForm};
use apiloom_wire::Json;

use super::Wish;
use super::judge;

/// A part of an answer that an envelope looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The status.
    Status,
    /// A header.
    Header(String),
    /// A member of the body, by its path.
    Member(Vec<String>),
}

/// A part, and what it is tried with.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub(super) part: Part,
    /// The values.
    pub(super) values: Vec<Json>,
}

/// The statuses that are tried when nothing else is said.
const STATUSES: [u16; 12] = [200, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 201];

/// All parts that the envelopes of an operation look at.
pub(super) fn domains(api: &Api, operation: &Operation, wish: &Wish) -> Vec<Domain> {
    let mentioned = mentioned(api, operation);
    let mut domains = members(api, operation, wish, &mentioned);
    domains.push(status(wish, &mentioned));
    domains.extend(headers(wish, &mentioned));
    domains
}

/// What all expressions of an operation's envelopes mention.
fn mentioned(api: &Api, operation: &Operation) -> Mentioned {
    let mut all = Mentioned::default();
    for index in judge::chain(api, operation) {
        let envelope = &api.envelopes[index];
        let failures = envelope.conditional.iter().chain(&envelope.otherwise);
        let said = failures.flat_map(|f| [&f.when, &f.code, &f.message, &f.request_id]);
        let expressions: Vec<&Typed> = said.flatten().chain(&envelope.success).collect();
        for typed in expressions {
            let found = expr::mentioned(typed);
            all.literals.extend(found.literals);
            all.reached.extend(found.reached);
            let used = expr::uses(typed).members.into_iter();
            all.reached.extend(used.map(|member| (member, Vec::new())));
        }
    }
    all
}

fn status(wish: &Wish, mentioned: &Mentioned) -> Domain {
    let named = mentioned
        .literals
        .iter()
        .filter_map(|literal| match literal {
            Value::Int(number) => u16::try_from(*number).ok(),
            _ => None,
        });
    let coded = wish.code.iter().filter_map(|code| code.parse().ok());
    let all = wish.statuses.iter().copied().chain(coded).chain(named);
    let mut values: Vec<Json> = Vec::new();
    for status in all.chain(STATUSES) {
        let json = Json::from(i64::from(status));
        if (200..600).contains(&status) && !values.contains(&json) {
            values.push(json);
        }
    }
    Domain {
        part: Part::Status,
        values,
    }
}

fn headers(wish: &Wish, mentioned: &Mentioned) -> Vec<Domain> {
    let named = mentioned
        .reached
        .iter()
        .filter(|(place, keys)| place == "headers" && keys.len() == 1);
    let values: Vec<Json> = texts(wish, mentioned).into_iter().map(Json::from).collect();
    let domain = |(_, keys): &(String, Vec<String>)| Domain {
        part: Part::Header(keys.first().cloned().unwrap_or_default()),
        values: values.clone(),
    };
    named.map(domain).collect()
}

fn members(api: &Api, operation: &Operation, wish: &Wish, all: &Mentioned) -> Vec<Domain> {
    let mut domains: Vec<Domain> = Vec::new();
    for (wire, field) in judge::fields(api, operation) {
        let place = format!("body.{wire}");
        let reached = all.reached.iter().filter(|(known, _)| *known == place);
        for (_, keys) in reached {
            let mut path = vec![wire.to_owned()];
            path.extend(keys.iter().cloned());
            let values = match keys.is_empty() {
                true => of_type(api, &field.ty, wish, all),
                false => of_anything(wish, all),
            };
            domains.push(Domain {
                part: Part::Member(path),
                values,
            });
        }
    }
    domains
}

/// The values that a member may have by its type.
fn of_type(api: &Api, ty: &Type, wish: &Wish, all: &Mentioned) -> Vec<Json> {
    let text = || texts(wish, all).into_iter().map(Json::from);
    let int = || ints(wish, all).into_iter().map(Json::from);
    match ty {
        Type::String(_) | Type::Secret | Type::IntOrString(WriteForm::String) => text().collect(),
        Type::Trimmed(inner) => of_type(api, inner, wish, all),
        Type::Int32 | Type::Int64 | Type::IntOrString(WriteForm::Int) | Type::Decimal => {
            int().collect()
        }
        Type::Bool => vec![Json::Bool(true), Json::Bool(false)],
        Type::BoolCodes { on, off } => vec![literal(on), literal(off)],
        Type::Any => of_anything(wish, all),
        Type::List(_) => {
            let texts: Vec<Json> = text().collect();
            let one = texts.first().cloned().map(|text| Json::Array(vec![text]));
            [Some(Json::Array(Vec::new())), one]
                .into_iter()
                .flatten()
                .collect()
        }
        Type::Named(id) => match &api.declaration(*id).kind {
            TypeKind::Enum(codes) => {
                let variants = codes.variants.iter();
                variants.map(|variant| literal(&variant.code)).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn of_anything(wish: &Wish, all: &Mentioned) -> Vec<Json> {
    let bools = all.literals.iter().filter_map(|literal| match literal {
        Value::Bool(value) => Some(Json::Bool(*value)),
        _ => None,
    });
    let texts = texts(wish, all).into_iter().map(Json::from);
    let ints = ints(wish, all).into_iter().map(Json::from);
    bools.chain(texts).chain(ints).collect()
}

/// What is wished for first, then what expressions name.
fn texts(wish: &Wish, all: &Mentioned) -> Vec<String> {
    let wished = [&wish.code, &wish.message, &wish.request_id];
    let wished = wished.into_iter().flatten().cloned();
    let named = all.literals.iter().filter_map(|literal| match literal {
        Value::Text(text) => Some(text.clone()),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    });
    distinct(
        wished
            .chain(named)
            .chain(["error".to_owned(), String::new()]),
    )
}

fn ints(wish: &Wish, all: &Mentioned) -> Vec<i64> {
    let wished = wish.code.iter().filter_map(|code| code.parse().ok());
    let named: Vec<i64> = all
        .literals
        .iter()
        .filter_map(|literal| match literal {
            Value::Int(number) => Some(*number),
            _ => None,
        })
        .collect();
    let beside = named.iter().map(|number| number.saturating_add(1));
    let statuses = wish.statuses.iter().map(|status| i64::from(*status));
    let all = wished
        .chain(named.iter().copied())
        .chain(statuses.filter(|status| *status >= 400))
        .chain([0, 1, -1])
        .chain(beside);
    distinct(all)
}

fn literal(literal: &Literal) -> Json {
    match literal {
        Literal::Int(code) => Json::from(*code),
        Literal::Text(code) => Json::from(code.as_str()),
    }
}

fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}
