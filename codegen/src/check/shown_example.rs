//! Examples as a client takes them: requests keep all rules, answers can be read and are the success or the
//! failure that they say. It is looked at once the whole model is there.

use apiloom_wire::{
    DeviationKind, Json, Language, Severity, Violation, Violations, decode_noting_as, encode,
};

use super::Check;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::interpret::{Datum, InputError, Inputs, Outcome, Values};
use crate::model::{Api, Decode, Example, ExampleAnswer, Operation, Payload, Returns};
use crate::source::{Node, NodeKind, Span};
use crate::spec;

impl Check<'_> {
    /// The examples of all operations.
    pub(super) fn examples_hold(&mut self, api: &Api) {
        if api.operations.iter().all(|o| o.examples.is_empty()) {
            return;
        }
        let values = Values::new(api);
        let spec = self.spec;
        for operation in &api.operations {
            let mut specs = spec.operations.iter();
            let Some((_, written)) = specs.find(|(key, _)| key.span == operation.span) else {
                continue;
            };
            for (example, written) in operation.examples.iter().zip(&written.examples) {
                self.example_sent(&values, operation, example, written);
                self.example_judged(&values, operation, example, written);
            }
            self.requests_differ(api, &values, operation);
        }
    }

    fn example_sent(
        &mut self,
        values: &Values<'_>,
        operation: &Operation,
        example: &Example,
        written: &spec::Example,
    ) {
        let (Some(request), Some(raw)) = (&example.request, &written.request) else {
            return;
        };
        let inputs = encode(request).unwrap_or_default();
        match values.inputs(operation, &inputs) {
            Ok(inputs) => self.rules_kept(values, &inputs, &raw.node),
            Err(InputError::Decode(error)) => {
                self.unreadable(&raw.node, &error.path(), error.message());
            }
            Err(InputError::Deviations(deviations)) => {
                for deviation in deviations {
                    let what = match deviation.kind() {
                        DeviationKind::UnknownMember => "there is no such input".to_owned(),
                        DeviationKind::Rule(_) => {
                            format!("the client always sends {}", deviation.promised())
                        }
                        _ => "null is no value of this input".to_owned(),
                    };
                    self.unreadable(&raw.node, deviation.path(), &what);
                }
            }
        }
    }

    /// Reports the rules that inputs break, also those that are predicates.
    fn rules_kept(&mut self, values: &Values<'_>, inputs: &Inputs<'_>, node: &Node) {
        let mut found = Violations::new();
        values.check_inputs(inputs, &mut found);
        // The paths in a body that is one input start in it.
        let body = match inputs.operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Whole(field)) => node.get(field.wire.as_str()),
            _ => None,
        };
        for violation in found.iter().filter(|v| v.severity() == Severity::Error) {
            let path = violation.path();
            let (_, unplaced) = path.split_once('.').unwrap_or_default();
            let places = [
                Some((node, path)),
                body.map(|b| (b, path)),
                Some((node, unplaced)),
            ];
            let at = nearest(places.into_iter().flatten()).unwrap_or(node.span);
            let message = broken(violation);
            let help = help!("correct the example, or the rule", "改正示例，或改正规则");
            self.report(Code::Example, at, message, help);
        }
    }

    /// Reports what is no value of its type.
    fn unreadable(&mut self, node: &Node, path: &str, what: &str) {
        let message = match path.is_empty() {
            true => format!("the example cannot be read: {what}"),
            false => format!("the example cannot be read: {path}: {what}"),
        };
        let help = help!("correct the example, or the type", "改正示例，或改正类型");
        self.report(Code::Example, deepest(node, path), message, help);
    }

    fn example_judged(
        &mut self,
        values: &Values<'_>,
        operation: &Operation,
        example: &Example,
        written: &spec::Example,
    ) {
        let Some(answer) = &example.answer else {
            return;
        };
        let outcome = values.judge_shown(operation, answer);
        let span = match (&written.fails, &written.response, &written.status) {
            (Some(fails), ..) => fails.span,
            (_, Some(raw), _) => raw.node.span,
            (.., Some(status)) => status.span,
            _ => example.span,
        };
        match (&outcome, &answer.fails) {
            (Outcome::Success, Some(_)) => {
                let message = "the answer of the example is no failure";
                let help = help!(
                    "remove `fails`, or correct the answer or the envelope",
                    "删除 `fails`，或改正响应或信封"
                );
                let help = match &written.fails {
                    Some(fails) => help.removing("fails", fails.span).perhaps(),
                    None => help,
                };
                self.report(Code::ExampleOutcome, span, message, help);
            }
            (Outcome::Failure(said), fails) => {
                let code = said
                    .code
                    .clone()
                    .unwrap_or_else(|| answer.status.to_string());
                if fails.as_ref() == Some(&code) {
                    return;
                }
                let message = format!("the answer of the example is the failure `{code}`");
                let help = help!(
                    "write `fails: \"{code}\"`, or correct the answer or the envelope",
                    "写 `fails: \"{code}\"`，或改正响应或信封"
                );
                let help = match &written.fails {
                    Some(fails) => help.replacing(fails.as_str(), code).perhaps(),
                    None => help,
                };
                self.report(Code::ExampleOutcome, span, message, help);
            }
            (Outcome::Success, None) => self.example_read(values, operation, answer, written),
        }
    }

    /// An answer that is a success: it can be read, and a warning says what strict reading finds.
    fn example_read(
        &mut self,
        values: &Values<'_>,
        operation: &Operation,
        answer: &ExampleAnswer,
        written: &spec::Example,
    ) {
        let (Some(returns), Some(raw)) = (&operation.returns, &written.response) else {
            return;
        };
        let Some((shown, node)) = place(returns, answer, &raw.node) else {
            return;
        };
        if returns.decode != Decode::Json {
            return;
        }
        let bytes = encode(shown).unwrap_or_default();
        let (value, deviations) = match decode_noting_as(&bytes, values.codec(&returns.ty)) {
            Ok(read) => read,
            Err(error) => return self.unreadable(node, &error.path(), error.message()),
        };
        for deviation in deviations.iter() {
            let path = deviation.path();
            // Where a record is the whole body, the members of the envelope stand beside its own.
            if returns.at.is_empty() && values.is_judged(operation, path) {
                continue;
            }
            let (promised, found) = (deviation.promised(), deviation.found());
            let message = match deviation.kind() {
                DeviationKind::UnknownMember => {
                    format!("the example has `{path}`, which the spec does not name")
                }
                _ => format!("the example has {found} where {promised} belongs"),
            };
            self.drifts(deepest(node, path), message);
        }
        self.output_rules(values, returns, &value, &raw.node);
    }

    /// A vendor's answer may break what requests must keep; strict callers take it for an error.
    fn output_rules(&mut self, values: &Values<'_>, returns: &Returns, value: &Datum, node: &Node) {
        let mut found = Violations::new();
        values.check_answer(returns, value, &mut found);
        for violation in found.iter() {
            let message = broken(violation);
            self.drifts(deepest(node, violation.path()), message);
        }
    }

    fn drifts(&mut self, span: Span, message: String) {
        let help = help!(
            "correct the example, or the type; strict callers get an error",
            "改正示例，或改正类型；严格读取时会报错"
        );
        self.push(Diagnostic::new(Code::ExampleDrift, span, message).help(help));
    }
}

/// Which rule an example breaks, in the words of the spec.
fn broken(violation: &Violation) -> String {
    let (rule, message) = (violation.rule(), violation.message(Language::English));
    let message = message.trim_end_matches(['.', '。']);
    format!("the example breaks the rule `{rule}`: {message}")
}

/// What is read in a body, with its node.
fn place<'a>(
    returns: &Returns,
    answer: &'a ExampleAnswer,
    node: &'a Node,
) -> Option<(&'a Json, &'a Node)> {
    let mut at = returns.at.iter();
    at.try_fold((answer.body.as_ref()?, node), |(json, node), member| {
        Some((json.get(member)?, node.get(member)?))
    })
}

/// The place of the deepest node, of several paths that may be meant; the first of those that lead as far.
fn nearest<'n>(paths: impl Iterator<Item = (&'n Node, &'n str)>) -> Option<Span> {
    let ends = paths.map(|(node, path)| walk(node, path));
    ends.min_by_key(|(_, rest)| rest.len())
        .map(|(node, _)| node.span)
}

/// The place of the deepest node on the way of a path.
fn deepest(node: &Node, path: &str) -> Span {
    walk(node, path).0.span
}

/// The deepest node on the way of a path, and the rest of the path.
fn walk<'n, 'p>(node: &'n Node, path: &'p str) -> (&'n Node, &'p str) {
    let (mut node, mut rest) = (node, path);
    while let Some((below, after)) = step(node, rest) {
        (node, rest) = (below, after);
    }
    (node, rest)
}

fn step<'n, 'p>(node: &'n Node, path: &'p str) -> Option<(&'n Node, &'p str)> {
    match &node.kind {
        NodeKind::Map(entries) => {
            let path = path.strip_prefix('.').unwrap_or(path);
            let found = entries.iter().filter_map(|entry| {
                let rest = path.strip_prefix(entry.key.as_str())?;
                let ends = rest.is_empty() || rest.starts_with(['.', '[']);
                (ends && !entry.key.is_empty()).then_some((&entry.value, rest))
            });
            // A key may be the beginning of another one.
            found.min_by_key(|(_, rest)| rest.len())
        }
        NodeKind::List(items) => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            Some((items.get(index.parse::<usize>().ok()?)?, rest))
        }
        _ => None,
    }
}
