//! The predicate of the last page, which answers make come out right.

use apiloom_codegen::expr::{self, Env, Value};
use apiloom_codegen::model::{Operation, PagePlace, PageRead, PageStyle, Paginate};
use apiloom_wire::Json;

use crate::envelope::Heard;
use crate::tree;

/// Whether an answer shall be the last page.
pub(crate) struct Ending<'p> {
    operation: &'p Operation,
    paginate: &'p Paginate,
    is_last: bool,
}

impl<'p> Ending<'p> {
    pub(crate) fn new(operation: &'p Operation, paginate: &'p Paginate, is_last: bool) -> Self {
        Self {
            operation,
            paginate,
            is_last,
        }
    }

    /// Whether the predicate says of an answer what is true.
    pub(crate) fn holds(&self, heard: &Heard) -> bool {
        let Some(last) = &self.paginate.last else {
            return true;
        };
        let said = expr::eval(last, &self.environment(heard));
        said == Ok(Value::Bool(self.is_last))
    }

    /// Changes of members and headers that the predicate names, one of which makes it true.
    pub(crate) fn changes(&self, heard: &Heard) -> Vec<Heard> {
        let Some(last) = &self.paginate.last else {
            return Vec::new();
        };
        let mentioned = expr::mentioned(last);
        let literals = mentioned.literals.iter().flat_map(|literal| match literal {
            Value::Int(int) => vec![Json::from(*int), Json::from(int.saturating_add(1))],
            Value::Bool(value) => vec![Json::Bool(*value), Json::Bool(!value)],
            Value::Text(text) => vec![Json::from(text.as_str()), Json::from(format!("{text}-0"))],
            _ => Vec::new(),
        });
        let values: Vec<Json> = literals.collect();
        let mut changed = Vec::new();
        for (place, keys) in &mentioned.reached {
            for value in &values {
                changed.extend(with(heard, place, keys, value));
            }
        }
        changed
    }

    fn environment(&self, heard: &Heard) -> Env {
        let body = Json::parse(&heard.body).unwrap_or_default();
        let items = match tree::at(&body, &self.paginate.items.at) {
            Some(Json::Array(items)) => items.clone(),
            Some(Json::Null) | None => Vec::new(),
            Some(item) => vec![item.clone()],
        };
        let mut env = Env::new();
        for (name, value) in &self.operation.constants {
            env.set(&format!("operation.{name}"), Value::from(value.as_str()));
        }
        env.set("operation.id", Value::Text(self.operation.name.snake()));
        env.set("status", Value::Int(heard.status.into()));
        env.set("headers", Value::Pairs(heard.headers.clone()));
        for (read, place) in &self.paginate.read {
            let value = said(place, heard, &body, &items);
            let (name, value) = self.read(*read, value);
            env.set(name, value);
        }
        env.set(
            "items",
            Value::List(items.into_iter().map(Value::Json).collect()),
        );
        env.set("body", Value::Json(body));
        env
    }

    fn read(&self, read: PageRead, value: Option<Json>) -> (&'static str, Value) {
        let number = |value: Option<Json>| {
            let text = value.and_then(|value| Some(value.scalar_text()?.into_owned()));
            text.and_then(|text| text.parse().ok())
                .map_or(Value::Absent, Value::Int)
        };
        let more = |value: Option<Json>| {
            let text = value.and_then(|value| Some(value.scalar_text()?.into_owned()));
            match text.as_deref() {
                Some("true" | "1") => Value::Bool(true),
                Some("false" | "0") => Value::Bool(false),
                Some(text) if text.parse::<i64>().is_ok() => Value::Bool(true),
                _ => Value::Absent,
            }
        };
        match read {
            PageRead::Next if self.paginate.by == PageStyle::LastId => {
                ("last_id", value.map_or(Value::Absent, Value::Json))
            }
            PageRead::Next => ("next", value.map_or(Value::Absent, Value::Json)),
            PageRead::More => ("more", more(value)),
            PageRead::Total => ("total", number(value)),
            PageRead::Page => ("page", number(value)),
            PageRead::Pages => ("pages", number(value)),
            PageRead::Size => ("size", number(value)),
        }
    }
}

fn said(place: &PagePlace, heard: &Heard, body: &Json, items: &[Json]) -> Option<Json> {
    let value = match place {
        PagePlace::Body(path) => tree::at(body, path).cloned(),
        PagePlace::LastItem(path) => items.last().and_then(|item| tree::at(item, path)).cloned(),
        PagePlace::Header(name) => {
            let mut headers = heard.headers.iter();
            let found = headers.find(|(own, _)| own.eq_ignore_ascii_case(name));
            found.map(|(_, value)| Json::from(value.as_str()))
        }
    };
    value.filter(|value| !value.is_null())
}

/// The answer with another value at a place that an expression names.
fn with(heard: &Heard, place: &str, keys: &[String], value: &Json) -> Option<Heard> {
    let mut changed = heard.clone();
    match place {
        "headers" => {
            let text = value.scalar_text()?.into_owned();
            changed.headers.push((keys.first()?.to_lowercase(), text));
        }
        "body" => {
            let mut body = Json::parse(&heard.body).ok()?;
            tree::put(&mut body, keys, value.clone());
            changed.body = tree::bytes(&body);
        }
        _ => return None,
    }
    Some(changed)
}
