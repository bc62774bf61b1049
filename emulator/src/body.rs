//! The body of an answer as it is sent: at once, in pieces, or cut off.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

/// Into how many pieces an answer is cut that drips.
const PIECES: usize = 8;

/// How long the first half of an answer that is cut off has to leave.
const LEAVE: Duration = Duration::from_millis(10);

/// The body of an answer.
pub(crate) struct Sending {
    pieces: VecDeque<Bytes>,
    /// How many bytes are announced and still to come.
    left: u64,
    pause: Option<Duration>,
    sleep: Option<Pin<Box<Sleep>>>,
    cut: bool,
}

impl Sending {
    /// A body that is sent at once, or with a pause between its pieces; one that is `cut` ends in the middle.
    pub(crate) fn new(body: &Bytes, pause: Option<Duration>, cut: bool) -> Self {
        let sent = match cut {
            true => body.slice(..body.len() / 2),
            false => body.clone(),
        };
        let size = match pause {
            Some(_) => sent.len().div_ceil(PIECES).max(1),
            None => sent.len().max(1),
        };
        let starts = (0..sent.len()).step_by(size);
        let pieces = starts.map(|at| sent.slice(at..(at + size).min(sent.len())));
        Self {
            pieces: pieces.collect(),
            left: body.len() as u64,
            pause,
            sleep: None,
            cut,
        }
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(sleep) = &mut self.sleep {
            if sleep.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.sleep = None;
        }
        match self.pieces.pop_front() {
            Some(piece) => {
                self.left = self.left.saturating_sub(piece.len() as u64);
                // What was not sent when the error comes is never sent: the last piece needs time to leave.
                let last = self.cut && self.pieces.is_empty();
                let pause = self.pause.or(last.then_some(LEAVE));
                self.sleep = pause.map(|pause| Box::pin(tokio::time::sleep(pause)));
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
            // The connection is closed on an error, with fewer bytes than were announced.
            None if self.cut => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && !self.cut
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
