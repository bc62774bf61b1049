//! Successes in the form of the vendor.

use apiloom_codegen::interpret::Outcome;
use apiloom_codegen::model::{Decode, Operation, Type};
use apiloom_wire::Json;
use bytes::Bytes;

use super::Answerer;
use super::act::Done;
use crate::envelope::{Heard, Wish, judge};
use crate::pages::{Ending, declared_at};
use crate::values::{Fill, Spot};
use crate::{Context, Reply, tree};

impl Answerer {
    /// An answer that the operation's own envelope judges as a success.
    pub(super) fn success(
        &mut self,
        operation: &Operation,
        done: Done<'_>,
        context: &Context<'_>,
    ) -> Reply {
        let decode = operation.returns.as_ref().map(|returns| returns.decode);
        if let Some(decode @ (Decode::Text | Decode::Bytes | Decode::File)) = decode {
            return plain(decode, &operation.name.snake(), done);
        }
        let mut body = operation
            .returns
            .as_ref()
            .zip(done.value)
            .map(|(returns, value)| {
                let mut body = Json::Null;
                tree::put(&mut body, &returns.at, value);
                body
            });
        let mut headers = Vec::new();
        if let (Some(page), Some(body), Some(paginate)) =
            (&done.page, &mut body, &operation.paginate)
        {
            if crate::pages::is_beside(operation, paginate) {
                let items = crate::pages::compose(&paginate.items.ty, page.items.clone());
                tree::put(body, &paginate.items.at, items);
            }
            headers = page.tell(body, context);
        }
        if let Some(grant) = context.grant {
            self.grant(
                operation,
                body.get_or_insert(Json::Object(Vec::new())),
                grant,
            );
        }
        let mut heard = self.settled(operation, body.as_ref());
        heard.headers.extend(headers);
        if let (Some(page), Some(paginate)) = (&done.page, &operation.paginate) {
            let ending = Ending::new(operation, paginate, page.is_last());
            heard = self.ended(operation, heard, &ending);
        }
        Reply {
            status: heard.status,
            headers: heard.headers,
            body: Bytes::from(heard.body),
            changes: done.changes,
            refused: None,
            example: None,
        }
    }

    /// The nearest to a success with a body.
    fn settled(&mut self, operation: &Operation, body: Option<&Json>) -> Heard {
        let settled = self.envelopes.settle(operation, body, &Wish::success());
        settled.unwrap_or_else(|| Heard {
            status: 200,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: body.map(tree::bytes).unwrap_or_default(),
        })
    }

    /// The answer for which the predicate of the last page says what is true.
    fn ended(&self, operation: &Operation, heard: Heard, ending: &Ending<'_>) -> Heard {
        if ending.holds(&heard) {
            return heard;
        }
        let is_success =
            |heard: &Heard| judge(&self.maker.values, operation, heard) == Outcome::Success;
        let mut changes = ending.changes(&heard).into_iter();
        let found = changes.find(|changed| ending.holds(changed) && is_success(changed));
        found.unwrap_or(heard)
    }

    /// Writes a token into an answer that hands it out.
    fn grant(&self, operation: &Operation, body: &mut Json, grant: &crate::Grant) {
        let declared = |path: &[String]| {
            let returns = operation.returns.as_ref()?;
            Some(declared_at(self.api, returns, path)?.ty)
        };
        let written = |path: &[String], natural: Json| {
            let spot = Spot::root("grant", 0);
            let ty = declared(path).unwrap_or(&Type::Any);
            let written = self.maker.written(ty, &natural, &spot, Fill::Needed);
            written.unwrap_or(natural)
        };
        for path in &grant.value_at {
            let token = written(path, Json::from(grant.token.as_str()));
            tree::put(body, path, token);
        }
        if let Some(path) = &grant.lifetime_at {
            let seconds = i64::try_from(grant.lifetime).unwrap_or(i64::MAX);
            let lifetime = written(path, Json::from(seconds));
            tree::put(body, path, lifetime);
        }
    }
}

/// An answer that is no JSON.
fn plain(decode: Decode, name: &str, done: Done<'_>) -> Reply {
    let text = done.value.as_ref().and_then(Json::scalar_text);
    let text = text.map(|text| text.into_owned()).unwrap_or_default();
    let (content, body) = match decode {
        Decode::Text => ("text/plain; charset=utf-8", text),
        _ if text.is_empty() => (
            "application/octet-stream",
            format!("A file that was made for {name}.\n"),
        ),
        _ => ("application/octet-stream", text),
    };
    Reply {
        status: 200,
        headers: vec![("content-type".to_owned(), content.to_owned())],
        body: Bytes::from(body),
        changes: done.changes,
        refused: None,
        example: None,
    }
}
