//! Examples, and the errors that they show.

use apiloom_codegen::model::{self, ErrorCode, ExampleAnswer, Operation};
use apiloom_wire::Json;

use super::Reader;
use super::vendor::covers;
use crate::book::{Answer, Example, Prose, Sample, UsedError};
use crate::exchange::Exchange;
use crate::json::pretty;
use crate::words;

impl Reader<'_> {
    pub(super) fn examples(&self, operation: &Operation) -> Vec<Example> {
        let examples = operation.examples.iter().enumerate();
        examples
            .map(|(index, example)| Example {
                title: self.example_title(index, example),
                fact: self.titled(&example.facts),
                sample: self.sample(operation, index, example),
                answer: example.answer.as_ref().map(|a| answer(operation, a)),
            })
            .collect()
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

    fn sample(
        &self,
        operation: &Operation,
        index: usize,
        example: &model::Example,
    ) -> Option<Sample> {
        let request = example.request.as_ref()?;
        let exchange = self.exchanges.of(operation, index);
        Some(Sample {
            rust: None,
            inputs: pretty(request),
            http: exchange.map(|exchange| exchange.http.clone()),
            curl: exchange.map(|exchange| exchange.curl.clone()),
            signing: exchange.map_or_else(Prose::default, |e| self.signing(operation, e)),
        })
    }

    fn signing(&self, _operation: &Operation, _exchange: &Exchange) -> Prose {
        Prose::default()
    }

    /// The codes that its examples show, then those of the table that an envelope can tell.
    pub(super) fn used_errors(&self, operation: &Operation) -> Vec<UsedError> {
        let answers = operation.examples.iter().filter_map(|e| e.answer.as_ref());
        let shown: Vec<&str> = answers.filter_map(|a| a.fails.as_deref()).collect();
        let table = &self.api.errors;
        let covered = |error: &ErrorCode| {
            let mut codes = shown.iter();
            codes.any(|code| is_meant(table, error, code))
        };
        let mut used: Vec<UsedError> = Vec::new();
        for code in &shown {
            let known = table.iter().any(|error| is_meant(table, error, code));
            let code = words::visible(code);
            if !known && !used.iter().any(|u| u.code == code) {
                used.push(UsedError { code, shown: true });
            }
        }
        let told = operation.envelope.is_some();
        let listed = table.iter().map(|error| (error, covered(error)));
        let listed = listed.filter(|(_, shown)| told || *shown);
        used.extend(listed.map(|(error, shown)| UsedError {
            code: words::visible(&error.code),
            shown,
        }));
        used.sort_by_key(|error| !error.shown);
        used
    }
}

/// Whether a code means this entry of the table: an exact one wins, then the one with the longest fixed part.
fn is_meant(table: &[ErrorCode], error: &ErrorCode, code: &str) -> bool {
    let best = table
        .iter()
        .filter(|known| covers(&known.code, code))
        .max_by_key(|known| (known.code == code, known.code.len()));
    best.is_some_and(|best| best.code == error.code)
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
