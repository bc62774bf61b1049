//! The interpreter: the one evaluator of expressions at generation time.

use std::cmp::Ordering;

use apiloom_wire::{Decimal, Json, functions as f};

use super::ast::{Operator, Test};
use super::scope::{Body, Hook};
use super::typed::{Node, Reach, Segment, Stage, Typed};
use super::types::Kind;
use super::value::{Env, EvalError, Value};

/// The value of a checked expression; the same in the same environment.
pub fn eval(typed: &Typed, env: &Env) -> Result<Value, EvalError> {
    match &typed.node {
        Node::Int(value) => Ok(Value::Int(*value)),
        Node::Text(text) => Ok(Value::Text(text.clone())),
        Node::Bool(value) => Ok(Value::Bool(*value)),
        Node::Null => Ok(Value::Absent),
        Node::Template(segments) => template(segments, env),
        Node::Place(reach) => place(typed, reach, env),
        Node::Now(_) => env
            .instant()
            .map(Value::Instant)
            .ok_or_else(|| EvalError::Missing("now".to_owned())),
        Node::Nonce(nonce) => env
            .nonce(nonce.name, nonce.length)
            .map(Value::Text)
            .ok_or(EvalError::Nonce),
        Node::Member { record, name, .. } => match eval(record, env)? {
            Value::Record(mut members) => Ok(members.remove(name).unwrap_or(Value::Absent)),
            Value::Absent => Ok(Value::Absent),
            _ => Err(EvalError::Kind(name.clone())),
        },
        Node::JsonMember(json, key) => {
            let (json, key) = (eval(json, env)?, text(key, env)?);
            Ok(found(f::member(as_json(&json), &[&key])))
        }
        Node::JsonItem(json, index) => {
            let (json, index) = (eval(json, env)?, int(index, env)?);
            Ok(found(f::item(as_json(&json), index)))
        }
        Node::Nth(list, index) => match eval(list, env)? {
            Value::List(items) => Ok(f::nth(&items, int(index, env)?).unwrap_or(Value::Absent)),
            _ => Err(kind("list")),
        },
        Node::Pair(pairs, key) => match eval(pairs, env)? {
            Value::Pairs(pairs) => {
                Ok(f::pair(&pairs, &text(key, env)?).map_or(Value::Absent, Value::Text))
            }
            _ => Err(kind("pairs")),
        },
        Node::List(items) => items
            .iter()
            .map(|item| eval(item, env))
            .collect::<Result<_, _>>()
            .map(Value::List),
        Node::Call {
            function,
            overload,
            args,
            lifted,
        } => {
            let args = arguments(args, env)?;
            if *lifted && args.first() == Some(&Value::Absent) {
                return Ok(Value::Absent);
            }
            (overload.run)(&args).ok_or_else(|| kind(function.name))
        }
        Node::Each {
            keys,
            pairs,
            stages,
        } => each(*keys, pairs, stages, env),
        Node::Hook { name, hook, args } => {
            let args: Vec<Value> = args
                .iter()
                .map(|arg| eval(arg, env))
                .collect::<Result<_, _>>()?;
            match &hook.body {
                Some(body) => given(hook, body, args, env),
                None => env
                    .answer(name, &args)
                    .ok_or_else(|| EvalError::Hook(name.clone())),
            }
        }
        Node::Choose { subject, arms } => {
            let code = text(subject, env)?;
            match arms.iter().find(|(choice, _)| choice.code == code) {
                Some((_, arm)) => eval(arm, env),
                None => Err(kind("choose")),
            }
        }
        Node::If { condition, yes, no } => eval(if bool(condition, env)? { yes } else { no }, env),
        Node::Not(value) => Ok(Value::Bool(!bool(value, env)?)),
        Node::And(parts) => all(parts, true, env),
        Node::Or(parts) => all(parts, false, env),
        Node::Compare(operator, left, right) => {
            let (left, right) = (eval(left, env)?, eval(right, env)?);
            compare(*operator, &left, &right).map(Value::Bool)
        }
        Node::Is {
            value,
            negated,
            test,
        } => {
            let value = eval(value, env)?;
            let holds = match test {
                Test::Present => !is_absent(&value),
                Test::Null => is_absent(&value),
                Test::Empty => is_empty(&value),
            };
            Ok(Value::Bool(holds != *negated))
        }
        Node::Default(value, fallback) => match eval(value, env)? {
            value if is_absent(&value) => eval(fallback, env),
            value => Ok(value),
        },
        // A condition has shown that it is present.
        Node::Narrowed(value) => eval(value, env),
    }
}

/// The texts that parts of an expression have in an environment, without those that need what is not there.
pub fn texts(typed: &Typed, env: &Env) -> Vec<String> {
    let mut texts = Vec::new();
    typed.walk(&mut |part| {
        if let (Kind::Text, Ok(Value::Text(text))) = (&part.ty.kind, eval(part, env))
            && !texts.contains(&text)
        {
            texts.push(text);
        }
    });
    texts
}

/// What a hook with an expression gives: it sees what it takes, its own values and the settings.
fn given(hook: &Hook, body: &Body, args: Vec<Value>, env: &Env) -> Result<Value, EvalError> {
    let mut inside = Env::new();
    for (path, value) in env.values() {
        if path.starts_with("settings.") {
            inside.set(path, value.clone());
        }
    }
    for ((name, _), arg) in hook.takes.iter().zip(args) {
        inside.set(name, arg);
    }
    for (name, value) in &body.lets {
        let value = eval(value, &inside)?;
        inside.set(name, value);
    }
    eval(&body.gives, &inside)
}

fn template(segments: &[Segment], env: &Env) -> Result<Value, EvalError> {
    let mut whole = String::new();
    for segment in segments {
        match segment {
            Segment::Text(part) => whole.push_str(part),
            Segment::Hole(hole) => whole.push_str(&text(hole, env)?),
        }
    }
    Ok(Value::Text(whole))
}

fn place(typed: &Typed, reach: &Reach, env: &Env) -> Result<Value, EvalError> {
    let found = match &reach.member {
        Some(_) => env.get(&reach.path()),
        None => env.get(&reach.root),
    };
    match found {
        Some(value) if fits(&typed.ty.kind, value) => Ok(value.clone()),
        Some(_) => Err(EvalError::Kind(reach.path())),
        None if typed.ty.kind.is_optional() => Ok(Value::Absent),
        None => Err(EvalError::Missing(reach.path())),
    }
}

/// Whether the environment keeps what the scope promised.
fn fits(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Optional(_), Value::Absent)
        | (Kind::Text | Kind::Choice(_), Value::Text(_))
        | (Kind::Bytes, Value::Bytes(_))
        | (Kind::Int, Value::Int(_))
        | (Kind::Decimal, Value::Decimal(_))
        | (Kind::Bool, Value::Bool(_))
        | (Kind::Instant, Value::Instant(_))
        | (Kind::Date, Value::Date(_))
        | (Kind::DateTime, Value::DateTime(_))
        | (Kind::Opaque(_), Value::Opaque)
        | (Kind::Pairs, Value::Pairs(_))
        | (Kind::Json, Value::Json(_))
        | (Kind::Record(_), Value::Record(_)) => true,
        (Kind::Optional(kind), value) => fits(kind, value),
        (Kind::List(kind), Value::List(items)) => items.iter().all(|item| fits(kind, item)),
        _ => false,
    }
}

fn arguments(args: &[Option<Typed>], env: &Env) -> Result<Vec<Value>, EvalError> {
    args.iter()
        .map(|arg| arg.as_ref().map_or(Ok(Value::Absent), |arg| eval(arg, env)))
        .collect()
}

fn each(keys: bool, pairs: &Typed, stages: &[Stage], env: &Env) -> Result<Value, EvalError> {
    let Value::Pairs(mut pairs) = eval(pairs, env)? else {
        return Err(kind("pairs"));
    };
    for (key, value) in &mut pairs {
        let side = if keys { key } else { value };
        let mut changed = Value::Text(std::mem::take(side));
        for stage in stages {
            let mut args = vec![changed];
            args.extend(arguments(&stage.args, env)?);
            changed = (stage.overload.run)(&args).ok_or_else(|| kind(stage.overload.rust))?;
        }
        let Value::Text(text) = changed else {
            return Err(kind("stage"));
        };
        *side = text;
    }
    Ok(Value::Pairs(pairs))
}

/// `and` if `until` is true, `or` otherwise: stops at the first part that decides.
fn all(parts: &[Typed], until: bool, env: &Env) -> Result<Value, EvalError> {
    for part in parts {
        if bool(part, env)? != until {
            return Ok(Value::Bool(!until));
        }
    }
    Ok(Value::Bool(until))
}

fn compare(operator: Operator, left: &Value, right: &Value) -> Result<bool, EvalError> {
    if let (Operator::In, Value::List(items)) = (operator, right) {
        return Ok(items.iter().any(|item| equal(left, item)));
    }
    match operator {
        Operator::Equal => return Ok(equal(left, right)),
        Operator::Unequal => return Ok(!equal(left, right)),
        _ => {}
    }
    let order = match (left, right) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Instant(a), Value::Instant(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.cmp(b),
        (a, b) => number_order(a, b).ok_or_else(|| kind("comparison"))?,
    };
    Ok(match operator {
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        _ => order.is_ge(),
    })
}

fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Json(a), Value::Json(b)) => f::is_same_json(a, b),
        (Value::Json(json), other) | (other, Value::Json(json)) => match other {
            Value::Text(text) => f::is_json_text(json, text),
            Value::Int(number) => f::is_json_int(json, *number),
            Value::Bool(value) => f::is_json_bool(json, *value),
            other => json.is_null() && *other == Value::Absent,
        },
        (Value::Decimal(_), _) | (_, Value::Decimal(_)) => {
            number_order(left, right).is_some_and(Ordering::is_eq)
        }
        (a, b) => a == b,
    }
}

fn number_order(left: &Value, right: &Value) -> Option<Ordering> {
    let decimal = |value: &Value| match value {
        Value::Int(value) => Some(Decimal::from(*value)),
        Value::Decimal(value) => Some(value.clone()),
        _ => None,
    };
    Some(f::decimal_order(&decimal(left)?, &decimal(right)?))
}

fn is_absent(value: &Value) -> bool {
    matches!(value, Value::Absent | Value::Json(Json::Null))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Absent => true,
        Value::Text(text) => text.is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Pairs(pairs) => pairs.is_empty(),
        Value::Json(json) => f::is_empty_json(json),
        _ => false,
    }
}

fn as_json(value: &Value) -> Option<&Json> {
    match value {
        Value::Json(json) => Some(json),
        _ => None,
    }
}

fn found(json: Option<&Json>) -> Value {
    json.map_or(Value::Absent, |json| Value::Json(json.clone()))
}

fn text(typed: &Typed, env: &Env) -> Result<String, EvalError> {
    match eval(typed, env)? {
        Value::Text(text) => Ok(text),
        _ => Err(kind("text")),
    }
}

fn int(typed: &Typed, env: &Env) -> Result<i64, EvalError> {
    match eval(typed, env)? {
        Value::Int(value) => Ok(value),
        _ => Err(kind("int")),
    }
}

fn bool(typed: &Typed, env: &Env) -> Result<bool, EvalError> {
    match eval(typed, env)? {
        Value::Bool(value) => Ok(value),
        _ => Err(kind("bool")),
    }
}

fn kind(what: &str) -> EvalError {
    EvalError::Kind(what.to_owned())
}
