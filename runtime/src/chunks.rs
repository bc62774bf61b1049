//! Answers whose bodies come piece by piece.

use bytes::{Bytes, BytesMut};
use http::{Response, header};

use crate::answer::is_json;
use crate::transport::{Failure, TransportError};
use crate::{BoxFuture, Receive};

/// How much of an answer is received that was to be a download and turned out to be something
/// else, in bytes.
const WORD_LIMIT: usize = 4 << 20;

/// The body of an answer, piece by piece.
pub trait Chunks: Send {
    /// The next piece, which is not empty; none at the end.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// A body that is there as a whole.
pub(crate) struct Whole(pub(crate) Bytes);

impl Chunks for Whole {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let all = std::mem::take(&mut self.0);
        Box::pin(std::future::ready(Ok((!all.is_empty()).then_some(all))))
    }
}

/// A body whose first piece was looked at.
struct Started {
    first: Option<Bytes>,
    rest: Box<dyn Chunks>,
}

impl Chunks for Started {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        match self.first.take() {
            Some(first) => Box::pin(std::future::ready(Ok(Some(first)))),
            None => self.rest.chunk(),
        }
    }
}

/// A response, and its body if that comes piece by piece; it is empty in the response then.
pub(crate) type Received = (Response<Bytes>, Option<Box<dyn Chunks>>);

/// Receives as much of an answer as must be seen to judge it.
pub(crate) async fn receive(
    response: Response<Box<dyn Chunks>>,
    how: Receive,
) -> Result<Received, TransportError> {
    let (head, mut chunks) = response.into_parts();
    let first = chunks.chunk().await?;
    let content_type = head.headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|text| text.to_str().ok());
    let start = first.as_deref().unwrap_or_default();
    let is_word = how == Receive::ChunksUnlessJson && is_json(content_type, start);
    let started = Started {
        first,
        rest: chunks,
    };
    if is_word || !head.status.is_success() {
        let body = all(started).await?;
        return Ok((Response::from_parts(head, body), None));
    }
    let empty = Response::from_parts(head, Bytes::new());
    Ok((empty, Some(Box::new(started))))
}

async fn all(mut chunks: Started) -> Result<Bytes, TransportError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = chunks.chunk().await? {
        if chunk.len() > WORD_LIMIT - body.len() {
            return Err(TransportError::new(
                Failure::TooLarge,
                format!("the answer is no download, and larger than {WORD_LIMIT} bytes"),
            ));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
