//! A file that is received.

use std::fmt;

use apiloom_wire::Secret;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, header};

use crate::blocking::block_on;
use crate::chunks::{Chunks, Whole};
use crate::disposition::file_name;
use crate::gate::Permit;
use crate::shown::Sent;
use crate::transport::{Failure, TransportError};
use crate::{Answer, Core, Error, Operation, ShownResponse};

/// How large a download may be unless somebody says otherwise, in bytes.
const LIMIT: u64 = 1 << 30;

/// A file that is received: status and headers were judged, and the body comes piece by piece.
///
/// It is handed over once the first piece of the body is there, since that may show that it is no
/// file; the times for an attempt and for the whole call end with that piece.
/// After it, a pause as long as an attempt may take is an error.
/// What was not received when it is dropped never is.
/// A download is not tried again: what was written to a file so far is the caller's to remove.
///
/// ```
/// use std::error::Error;
/// use std::io::Write;
///
/// use apiloom::Download;
///
/// async fn save(mut download: Download, file: &mut impl Write) -> Result<(), Box<dyn Error>> {
///     while let Some(piece) = download.chunk().await? {
///         file.write_all(&piece)?;
///     }
///     Ok(())
/// }
///
/// // Without async code; `client.get_label(7).blocking()?` gives the download.
/// fn save_blocking(mut download: Download, file: &mut impl Write) -> Result<(), Box<dyn Error>> {
///     while let Some(piece) = download.blocking_chunk()? {
///         file.write_all(&piece)?;
///     }
///     Ok(())
/// }
/// ```
pub struct Download {
    status: u16,
    headers: HeaderMap,
    chunks: Box<dyn Chunks>,
    caller: Option<Caller>,
    limit: u64,
    received: u64,
    failed: bool,
}

/// A body that is still to come.
pub(crate) struct Incoming {
    pub(crate) chunks: Box<dyn Chunks>,
    pub(crate) caller: Caller,
}

/// Whose download it is: what an error needs, and what is given back at the end.
pub(crate) struct Caller {
    pub(crate) core: Core,
    pub(crate) operation: &'static Operation,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) sent: Option<Sent>,
    pub(crate) attempts: u32,
    /// A vendor that allows so many calls at a time counts this one until it is over.
    pub(crate) permits: Vec<Permit>,
}

impl Download {
    pub(crate) fn new(
        answer: &Answer<'_>,
        headers: &HeaderMap,
        incoming: Option<Incoming>,
    ) -> Self {
        let (chunks, caller) = match incoming {
            Some(Incoming { chunks, caller }) => (chunks, Some(caller)),
            None => {
                let body = Whole(Bytes::copy_from_slice(answer.body()));
                (Box::new(body) as Box<dyn Chunks>, None)
            }
        };
        Self {
            status: u16::try_from(answer.status()).unwrap_or_default(),
            headers: headers.clone(),
            chunks,
            caller,
            limit: LIMIT,
            received: 0,
            failed: false,
        }
    }

    /// The same download, which fails once it is larger than this; 1 GiB if nothing is said.
    #[must_use]
    pub fn with_limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The first header of this name, unless it is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The media type of the file, as the vendor calls it.
    pub fn content_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    /// The name that the vendor gives to the file: a name alone, without folders.
    pub fn file_name(&self) -> Option<String> {
        let header = self.headers.get(header::CONTENT_DISPOSITION)?;
        file_name(&String::from_utf8_lossy(header.as_bytes()))
    }

    /// How many bytes the vendor announced.
    pub fn length(&self) -> Option<u64> {
        self.header("content-length")?.parse().ok()
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// When the connection breaks or pauses for too long, or the file is larger than the limit.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        if self.failed {
            return Err(self.error(TransportError::new(
                Failure::Broken,
                "the download failed before",
            )));
        }
        let chunk = match self.chunks.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => {
                // The next call need not wait until this is dropped.
                if let Some(caller) = &mut self.caller {
                    caller.permits.clear();
                }
                return Ok(None);
            }
            Err(error) => return Err(self.error(error)),
        };
        self.received = self.received.saturating_add(chunk.len() as u64);
        if self.received > self.limit {
            let message = format!("the download is larger than {} bytes", self.limit);
            return Err(self.error(TransportError::new(Failure::TooLarge, message)));
        }
        Ok(Some(chunk))
    }

    /// The next piece, waited for on this thread; none at the end.
    ///
    /// # Errors
    /// As those of [`Download::chunk`].
    pub fn blocking_chunk(&mut self) -> Result<Option<Bytes>, Error> {
        block_on(self.chunk())
    }

    /// All that is left, in memory.
    ///
    /// # Errors
    /// When the connection breaks or pauses for too long, or the file is larger than the limit.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }

    fn error(&mut self, error: TransportError) -> Error {
        self.failed = true;
        // Nothing more is received.
        self.chunks = Box::new(Whole(Bytes::new()));
        let Some(caller) = &mut self.caller else {
            // Its body was there as a whole, and all that can be wrong is said here.
            return Error::from_download(error);
        };
        caller.permits.clear();
        let redactor = caller.core.redactor(&caller.secrets);
        let request = caller.sent.as_ref().map(|sent| sent.shown(&redactor));
        let response = ShownResponse::cut(self.status, &self.headers, self.received, &redactor);
        Error::from_download(error.redacted(&redactor))
            .at(caller.operation.id)
            .after(request)
            .after_attempts(caller.attempts)
            .answered(response)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may hold secrets, and this knows too little to tell.
        f.debug_struct("Download")
            .field("status", &self.status)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}
