//! What a call answers.

use std::fmt;

use apiloom::{Download, EncodeError, encode_as};
use apiloom_codegen::interpret::{Datum, Values};
use apiloom_codegen::model::Operation;

use crate::{Interpreter, Redacted};

/// What a call answers.
pub struct Answered {
    values: &'static Values<'static>,
    operation: &'static Operation,
    said: Said,
}

/// What an answer says.
pub(crate) enum Said {
    Nothing,
    Value(Datum),
    Bytes(Vec<u8>),
    File(Box<Download>),
}

impl Answered {
    pub(crate) fn new(
        values: &'static Values<'static>,
        operation: &'static Operation,
        said: Said,
    ) -> Self {
        Self {
            values,
            operation,
            said,
        }
    }

    /// The value, if it is one of the spec's types; absent if the answer has none.
    pub fn datum(&self) -> Option<&Datum> {
        match &self.said {
            Said::Value(datum) => Some(datum),
            _ => None,
        }
    }

    /// The bytes, if the operation answers bytes.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.said {
            Said::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The download, if the operation answers a file.
    pub fn download(&mut self) -> Option<&mut Download> {
        match &mut self.said {
            Said::File(download) => Some(download),
            _ => None,
        }
    }

    /// The value as JSON by the names of the wire; nothing if there is none.
    ///
    /// # Errors
    /// When the value has no JSON, such as a number that is infinite.
    pub fn to_json(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        match (self.datum(), &self.operation.returns) {
            (Some(datum), Some(returns)) if datum.given().is_some() => {
                encode_as(self.values.codec(&returns.ty), datum).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The same, without what is secret.
    ///
    /// # Errors
    /// As those of [`to_json`](Self::to_json).
    pub fn redacted(&self, interpreter: Interpreter) -> Result<Option<Redacted>, EncodeError> {
        match (self.datum(), &self.operation.returns) {
            (Some(datum), Some(returns)) if datum.given().is_some() => {
                let name = returns.at.last().map(String::as_str);
                interpreter.redacted(&returns.ty, name, datum).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// Without what it says, which may be secret.
impl fmt::Debug for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered")
            .field("operation", &self.operation.name.snake())
            .finish_non_exhaustive()
    }
}
