//! Envelopes: the judges that the runtime asks, over what the spec says.

use apiloom::{Answer, Decoder, Encoder, Fields, Shape, Verdict};
use apiloom_codegen::interpret::{Outcome, Received, Values};
use apiloom_codegen::model::{Api, Envelope, Operation};

/// The envelopes of an API.
#[derive(Clone, Copy)]
pub(crate) struct Envelopes {
    values: &'static Values<'static>,
}

impl Envelopes {
    pub(crate) fn new(values: &'static Values<'static>) -> Self {
        Self { values }
    }

    /// What tells success from failure by an envelope.
    pub(crate) fn judge(
        self,
        index: usize,
    ) -> impl Fn(&Answer<'_>) -> Verdict + Copy + Send + Sync + 'static {
        move |answer| {
            answer.read_fields(&mut Looked(self.values.judged_members(index)));
            match self
                .values
                .judge_by(index, &received(answer, &answer.headers()))
            {
                Outcome::Success => Verdict::Success,
                Outcome::Failure(said) => Verdict::Failure {
                    code: said.code,
                    message: said.message,
                    request_id: said.request_id,
                },
            }
        }
    }

    /// What tells what the vendor calls a request, if answers of the operation's envelope say it.
    pub(crate) fn request_id(
        self,
        operation: &Operation,
    ) -> Option<impl Fn(&Answer<'_>) -> Option<String> + Send + Sync + 'static + use<>> {
        let index = telling(self.values.api(), operation.envelope?)?;
        Some(move |answer: &Answer<'_>| {
            self.values
                .request_id(index, &received(answer, &answer.headers()))
        })
    }
}

fn received<'r>(answer: &Answer<'r>, headers: &'r [(String, String)]) -> Received<'r> {
    Received {
        status: u16::try_from(answer.status()).unwrap_or_default(),
        headers,
        body: answer.body(),
    }
}

/// Tells the runtime which members a judge looks at.
struct Looked(&'static Shape);

impl Fields for Looked {
    fn shape(&self) -> &'static Shape {
        self.0
    }

    fn read_field(
        &mut self,
        _index: usize,
        _d: &mut Decoder<'_>,
    ) -> Result<(), apiloom::DecodeError> {
        Ok(())
    }

    fn write_fields(&self, _e: &mut Encoder) {}
}

/// The envelope, of this one and those that it goes on with, whose answers say what the vendor calls
/// the request.
fn telling(api: &Api, envelope: usize) -> Option<usize> {
    let mut index = envelope;
    let name = |envelope: &Envelope| format!("{}_request_id", envelope.name.snake());
    // Each goes on with another one.
    for _ in 0..api.envelopes.len() {
        let envelope = api.envelopes.get(index)?;
        let own = name(envelope);
        let is_free = |other: &Envelope| other.name.snake() != own;
        let says = envelope.otherwise.as_ref().map(|f| f.request_id.is_some());
        if says == Some(true) && api.envelopes.iter().all(is_free) {
            return Some(index);
        }
        index = envelope.then?;
    }
    None
}
