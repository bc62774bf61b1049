//! Refusals in the form of the vendor.

use apiloom_codegen::interpret::Outcome;
use apiloom_codegen::model::Operation;
use apiloom_wire::Json;
use bytes::Bytes;

use super::{Answerer, codes};
use crate::envelope::{Heard, Wish, judge};
use crate::{Context, Failure, FailureKind, Reply, tree};

impl Answerer {
    /// An answer that the operation's own envelope judges as this failure; where no answer is judged so, the
    /// nearest.
    pub fn failure(
        &mut self,
        operation: Option<&Operation>,
        failure: &Failure,
        context: &Context<'_>,
    ) -> Reply {
        let Some(operation) = operation else {
            return unrouted(failure);
        };
        let wishes = self.wishes(operation, failure, context);
        let mut nearest: Option<Heard> = None;
        for wish in &wishes {
            let Some(heard) = self.envelopes.settle(operation, None, wish) else {
                continue;
            };
            let said = judge(&self.maker.values, operation, &heard);
            if let (Outcome::Failure(said), Some(code)) = (&said, &wish.code)
                && said.code.as_ref() == Some(code)
            {
                return self.refused(operation, heard, failure);
            }
            nearest.get_or_insert(heard);
        }
        let nearest = nearest.unwrap_or_else(|| by_status(&wishes));
        self.refused(operation, nearest, failure)
    }

    fn wishes(&self, operation: &Operation, failure: &Failure, context: &Context<'_>) -> Vec<Wish> {
        let codes = codes::codes(self.api, &failure.kind);
        let name = format!(
            "{}-{}",
            operation.name.snake().replace('_', "-"),
            context.ordinal
        );
        let wish = |code: Option<String>| Wish {
            fails: true,
            statuses: codes::statuses(self.api, &failure.kind, code.as_deref()),
            code,
            message: Some(failure.message.clone()),
            request_id: Some(name.clone()),
        };
        codes.into_iter().map(wish).collect()
    }

    /// A refusal as it is sent, with the message for people where the envelope has no place for one.
    fn refused(&self, operation: &Operation, heard: Heard, failure: &Failure) -> Reply {
        let verdict = judge(&self.maker.values, operation, &heard);
        let mut heard = heard;
        if heard.body.is_empty() {
            let told = with_message(&heard, &failure.message);
            if judge(&self.maker.values, operation, &told) == verdict {
                heard = told;
            }
        }
        let code = match verdict {
            Outcome::Failure(said) => said.code,
            Outcome::Success => None,
        };
        Reply {
            status: heard.status,
            headers: heard.headers,
            body: Bytes::from(heard.body),
            changes: Vec::new(),
            refused: code,
            example: None,
        }
    }
}

/// The refusal of an operation none of whose answers is a failure: by its status.
fn by_status(wishes: &[Wish]) -> Heard {
    let statuses = wishes.iter().flat_map(|wish| wish.statuses.iter().copied());
    Heard {
        status: statuses.max().unwrap_or(500),
        headers: Vec::new(),
        body: Vec::new(),
    }
}

fn with_message(heard: &Heard, message: &str) -> Heard {
    let body = Json::Object(vec![("message".to_owned(), Json::from(message))]);
    let mut told = heard.clone();
    told.body = tree::bytes(&body);
    let content = ("content-type".to_owned(), "application/json".to_owned());
    told.headers.insert(0, content);
    told
}

/// The refusal of what is no operation.
fn unrouted(failure: &Failure) -> Reply {
    let status = match failure.kind {
        FailureKind::NoMethod => 405,
        FailureKind::NoRoute => 404,
        _ => 400,
    };
    let empty = Heard {
        status,
        headers: Vec::new(),
        body: Vec::new(),
    };
    let told = with_message(&empty, &failure.message);
    Reply {
        status,
        headers: told.headers,
        body: Bytes::from(told.body),
        changes: Vec::new(),
        refused: None,
        example: None,
    }
}
