//! Examples, and the errors that they show.

use std::collections::BTreeSet;

use apiloom_codegen::expr::{self, ExprKind};
use apiloom_codegen::model::{self, ErrorCode, ExampleAnswer, Failure, Operation};
use apiloom_wire::Json;

use super::Reader;
use crate::book::{Answer, Example, Fact, Prose, Sample, UsedError};
use crate::exchange::Exchange;
use crate::json::pretty;
use crate::words;

impl Reader<'_> {
    /// Its examples; one that is made up if none has a request.
    pub(super) fn examples(&self, operation: &Operation) -> Vec<Example> {
        let made = self.exchanges.of(operation, None);
        let made = made.map(|exchange| Example {
            title: words::pick(self.language, "A call", "调用示例").to_owned(),
            fact: Fact {
                about: words::prose_of(vec![self.say(
                    "The inputs are made up.",
                    "输入为虚构内容。",
                    &[],
                )]),
                ..Fact::default()
            },
            sample: Some(self.sample(operation, exchange)),
            answer: None,
        });
        let examples = operation.examples.iter().enumerate();
        let examples = examples.map(|(index, example)| Example {
            title: self.example_title(index, example),
            fact: self.titled(&example.facts),
            sample: self
                .exchanges
                .of(operation, Some(index))
                .map(|exchange| self.sample(operation, exchange)),
            answer: example.answer.as_ref().map(|a| answer(operation, a)),
        });
        made.into_iter().chain(examples).collect()
    }

    /// Its title, or what it shows.
    fn example_title(&self, index: usize, example: &model::Example) -> String {
        let number = index + 1;
        let fails = example.answer.as_ref().and_then(|a| a.fails.as_deref());
        self.line(&example.facts.title)
            .unwrap_or_else(|| match fails {
                Some(code) => {
                    let code = words::one_line(code);
                    words::pick(
                        self.language,
                        format!("A failure with the code {code}"),
                        format!("错误码为 {code} 的失败"),
                    )
                }
                None => words::pick(
                    self.language,
                    format!("Example {number}"),
                    format!("示例 {number}"),
                ),
            })
    }

    fn sample(&self, operation: &Operation, exchange: &Exchange) -> Sample {
        Sample {
            rust: exchange.rust.as_ref().map(|rust| rust.program.clone()),
            inputs: pretty(&exchange.inputs),
            http: exchange.http.clone(),
            curl: exchange.curl.clone(),
            signing: match exchange.http {
                Some(_) => self.signing(operation),
                None => Prose::default(),
            },
        }
    }

    /// The codes that only the envelopes of other operations make up.
    fn codes_of_others(&self, operation: &Operation) -> BTreeSet<String> {
        let mut own = BTreeSet::new();
        let mut next = operation.envelope;
        while let Some(at) = next.filter(|at| own.insert(*at)) {
            next = self.api.envelopes[at].then;
        }
        let own = &own;
        let codes = |is_own: bool| {
            let envelopes = self.api.envelopes.iter().enumerate();
            let envelopes = envelopes.filter(move |(at, _)| own.contains(at) == is_own);
            let failures = envelopes
                .flat_map(|(_, envelope)| envelope.conditional.iter().chain(&envelope.otherwise));
            failures.filter_map(written).collect::<BTreeSet<String>>()
        };
        &codes(false) - &codes(true)
    }

    /// The codes that its examples show, then those of the table that an envelope can tell.
    pub(super) fn used_errors(&self, operation: &Operation) -> Vec<UsedError> {
        let answers = operation.examples.iter().filter_map(|e| e.answer.as_ref());
        let shown: Vec<&str> = answers.filter_map(|a| a.fails.as_deref()).collect();
        let table = &self.api.errors;
        let covered = |error: &ErrorCode| {
            let mut codes = shown.iter();
            codes.any(|code| {
                self.api
                    .error(code)
                    .is_some_and(|meant| meant.code == error.code)
            })
        };
        let mut used: Vec<UsedError> = Vec::new();
        for code in &shown {
            let known = self.api.error(code).is_some();
            let code = words::visible(code);
            if !known && !used.iter().any(|u| u.code == code) {
                used.push(UsedError { code, shown: true });
            }
        }
        let others = self.codes_of_others(operation);
        let told =
            |error: &ErrorCode| operation.envelope.is_some() && !others.contains(&error.code);
        let listed = table.iter().map(|error| (error, covered(error)));
        let listed = listed.filter(|(error, shown)| told(error) || *shown);
        used.extend(listed.map(|(error, shown)| UsedError {
            code: words::visible(&error.code),
            shown,
        }));
        used.sort_by_key(|error| !error.shown);
        used
    }
}

/// The code that a failure gives whatever the answer says.
fn written(failure: &Failure) -> Option<String> {
    let parsed = expr::parse(&expr::write(failure.code.as_ref()?)).ok()?;
    match &parsed.kind {
        ExprKind::Text(text) => Some(text.clone()),
        ExprKind::Int(code) => Some(code.to_string()),
        ExprKind::Call(call) if call.name.text == "text" => match &call.args.first()?.value.kind {
            ExprKind::Text(text) => Some(text.clone()),
            ExprKind::Template(parts) => match parts.as_slice() {
                [expr::Piece::Text(text)] => Some(text.clone()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn answer(operation: &Operation, answer: &ExampleAnswer) -> Answer {
    let bytes = answer.bytes(operation.returns.as_ref());
    let json = Json::parse(&bytes).ok().filter(|_| !bytes.is_empty());
    let body = match &json {
        Some(json) => pretty(json),
        None => String::from_utf8_lossy(&bytes).into_owned(),
    };
    let headers = answer.headers.iter();
    Answer {
        status: answer.status,
        headers: headers
            .map(|(name, value)| (words::visible(name), words::visible(value)))
            .collect(),
        body,
        json: json.is_some(),
        fails: answer.fails.as_deref().map(words::visible),
    }
}
