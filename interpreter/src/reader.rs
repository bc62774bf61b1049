//! How answers are read.

use apiloom::dynamic::{PageReader, Reader};
use apiloom::paging::Paging;
use apiloom::{Answer, DecodeError, Receive, Violations};
use apiloom_codegen::interpret::{Datum, Values};
use apiloom_codegen::model::{Absent, Decode, Operation, PageItems, Returns};

use crate::answer::{Answered, Said};
use crate::envelope::Envelopes;
use crate::paging;

/// Reads what an operation answers.
pub(crate) struct OperationReader {
    values: &'static Values<'static>,
    operation: &'static Operation,
    request_id: Option<RequestId>,
    paging: &'static Paging,
}

type RequestId = Box<dyn Fn(&Answer<'_>) -> Option<String> + Send + Sync>;

impl OperationReader {
    pub(crate) fn new(
        values: &'static Values<'static>,
        envelopes: Envelopes,
        operation: &'static Operation,
    ) -> Self {
        let request_id = envelopes.request_id(operation);
        Self {
            values,
            operation,
            request_id: request_id.map(|request_id| Box::new(request_id) as RequestId),
            paging: paging::paging(operation),
        }
    }

    fn json(&self, returns: &'static Returns, answer: &Answer<'_>) -> Result<Datum, DecodeError> {
        let codec = self.values.codec(&returns.ty);
        let at: Vec<&str> = returns.at.iter().map(String::as_str).collect();
        match returns.absent {
            Absent::Refused => answer.read_as(&at, codec),
            Absent::Empty => answer.read_or_blank_as(&at, codec),
            Absent::None => {
                let read = answer.read_maybe_as(&at, codec)?;
                Ok(read.unwrap_or(Datum::Absent))
            }
        }
    }

    fn answered(&self, said: Said) -> Answered {
        Answered::new(self.values, self.operation, said)
    }
}

impl Reader for OperationReader {
    type Output = Answered;

    fn receive(&self) -> Receive {
        let decode = self.operation.returns.as_ref().map(|r| r.decode);
        match (decode, self.operation.envelope) {
            (Some(Decode::File), Some(_)) => Receive::ChunksUnlessJson,
            (Some(Decode::File), None) => Receive::Chunks,
            _ => Receive::Whole,
        }
    }

    fn decode(&self, answer: &Answer<'_>) -> Result<Answered, DecodeError> {
        let Some(returns) = &self.operation.returns else {
            return Ok(self.answered(Said::Nothing));
        };
        Ok(self.answered(match returns.decode {
            Decode::Json => Said::Value(self.json(returns, answer)?),
            Decode::Text => Said::Value(answer.text_as(self.values.codec(&returns.ty))?),
            Decode::Bytes => Said::Bytes(answer.bytes()?),
            Decode::File => Said::File(Box::new(answer.download()?)),
        }))
    }

    fn validate_output(&self, output: &Answered, found: &mut Violations) {
        if let (Some(returns), Some(datum)) = (&self.operation.returns, output.datum()) {
            self.values.check_answer(returns, datum, found);
        }
    }

    fn request_id(&self, answer: &Answer<'_>) -> Option<String> {
        self.request_id.as_ref().and_then(|read| read(answer))
    }
}

impl PageReader for OperationReader {
    type Item = Datum;

    fn paging(&self) -> &'static Paging {
        self.paging
    }

    fn items(&self, answer: &Answer<'_>) -> Result<Vec<Datum>, DecodeError> {
        let Some(paginate) = &self.operation.paginate else {
            return Ok(Vec::new());
        };
        let items: &'static PageItems = &paginate.items;
        let codec = self.values.codec(&items.ty);
        let at: Vec<&str> = items.at.iter().map(String::as_str).collect();
        let list = match items.required {
            true => answer.read_as(&at, codec)?,
            false => answer.read_or_blank_as(&at, codec)?,
        };
        Ok(match list {
            Datum::List(items) => items,
            // A pair is an item, and has no form of its own: it stands as pairs, of which it is one.
            Datum::Pairs(pairs) => {
                let pairs = pairs.into_iter();
                pairs.map(|pair| Datum::Pairs(vec![pair])).collect()
            }
            one => vec![one],
        })
    }
}
