//! Inputs of an operation that are made up, so that it has a sample without an example.

use apiloom_wire::{Json, Severity, Violations, encode};

use super::value::of_field;
use crate::interpret::Values;
use crate::model::{Api, Field, Operation, Presence, RuleKind};

/// Inputs that keep all rules, one object by their names on the wire; none if nothing simple keeps them.
pub(in crate::emit::rust) fn inputs(values: &Values<'_>, operation: &Operation) -> Option<Json> {
    let api = values.api();
    let required = |field: &Field| field.presence == Presence::Required;
    let named = |field: &Field| required(field) || is_named(operation, field);
    let choices: [&dyn Fn(&Field) -> bool; 3] = [&required, &named, &|_| true];
    let mut made = choices.iter().map(|wanted| made(api, operation, *wanted));
    made.find_map(|made| made.filter(|inputs| is_fine(values, operation, inputs)))
}

fn made(api: &Api, operation: &Operation, wanted: &dyn Fn(&Field) -> bool) -> Option<Json> {
    let given = operation.fields().filter(|field| field.is_given());
    let mut members = Vec::new();
    for field in given.filter(|field| wanted(field)) {
        match of_field(api, field)? {
            Json::Object(spread) if field.spread => members.extend(spread),
            value => members.push((field.wire.0.clone(), value)),
        }
    }
    Some(Json::Object(members))
}

/// Whether a rule demands one of several inputs, of which this is the first, or all of them.
fn is_named(operation: &Operation, field: &Field) -> bool {
    operation.rules.iter().any(|rule| match &rule.kind {
        RuleKind::ExactlyOne(names) | RuleKind::AtLeastOne(names) => {
            names.first() == Some(&field.wire)
        }
        RuleKind::AllOrNone(names) => names.contains(&field.wire),
        RuleKind::AtMostOne(_) | RuleKind::Require { .. } => false,
    })
}

fn is_fine(values: &Values<'_>, operation: &Operation, inputs: &Json) -> bool {
    let Ok(bytes) = encode(inputs) else {
        return false;
    };
    let Ok(inputs) = values.inputs(operation, &bytes) else {
        return false;
    };
    let mut found = Violations::new();
    values.check_inputs(&inputs, &mut found);
    found
        .iter()
        .all(|violation| violation.severity() != Severity::Error)
}
