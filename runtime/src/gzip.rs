//! Unpacks gzip while it comes in, up to a limit.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::GzDecoder;
use http_body_util::BodyExt;
use hyper::body::Body;

/// How many parts a body may have, each packed by itself: a part may be 20 bytes that unpack to
/// nothing, and costs more than they do.
const PARTS_LIMIT: u32 = 1_000;

/// The body unpacked, if it is not larger than this.
///
/// A body of no bytes stays one: answers that have none still name the coding.
pub(crate) async fn unpack<B>(
    body: B,
    limit: usize,
) -> Result<Bytes, Box<dyn StdError + Send + Sync>>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let mut body = std::pin::pin!(body);
    let mut unpacker = None;
    while let Some(frame) = body.frame().await {
        if let Ok(part) = frame.map_err(Into::into)?.into_data() {
            unpacker
                .get_or_insert_with(|| Unpacker::new(limit))
                .take(&part)?;
        }
    }
    match unpacker {
        Some(unpacker) => Ok(unpacker.part.finish()?.bytes.into()),
        None => Ok(Bytes::new()),
    }
}

struct Unpacker {
    part: GzDecoder<Bounded>,
    parts: u32,
}

impl Unpacker {
    fn new(limit: usize) -> Self {
        Self {
            part: GzDecoder::new(Bounded::new(limit)),
            parts: 1,
        }
    }

    fn take(&mut self, mut packed: &[u8]) -> io::Result<()> {
        while !packed.is_empty() {
            match self.part.write(packed)? {
                0 => self.next_part()?,
                count => packed = &packed[count..],
            }
        }
        Ok(())
    }

    /// A part is over, and something follows.
    fn next_part(&mut self) -> io::Result<()> {
        if self.parts == PARTS_LIMIT {
            return Err(io::Error::other("it has too many parts"));
        }
        self.parts += 1;
        let over = std::mem::replace(&mut self.part, GzDecoder::new(Bounded::new(0)));
        self.part = GzDecoder::new(over.finish()?);
        Ok(())
    }
}

/// What was unpacked holds more bytes than the limit.
#[derive(Debug)]
pub(crate) struct TooMuch;

impl TooMuch {
    /// Whether this is why a body could not be read.
    pub(crate) fn caused(error: &(dyn StdError + Send + Sync + 'static)) -> bool {
        let cause = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        cause.is_some_and(|cause| cause.is::<Self>())
    }
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("more was unpacked than the limit")
    }
}

impl StdError for TooMuch {}

/// Bytes up to a limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl Bounded {
    fn new(limit: usize) -> Self {
        Self {
            bytes: Vec::new(),
            limit,
        }
    }
}

impl Write for Bounded {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if part.len() > self.limit - self.bytes.len() {
            return Err(io::Error::other(TooMuch));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http_body_util::Full;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn unpacked(packed: Vec<u8>, limit: usize) -> Result<Bytes, Box<dyn StdError + Send + Sync>> {
        let future = std::pin::pin!(unpack(Full::new(Bytes::from(packed)), limit));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match future.poll(&mut context) {
            std::task::Poll::Ready(outcome) => outcome,
            std::task::Poll::Pending => panic!("the body is there"),
        }
    }

    #[test]
    fn the_limit_counts_what_is_unpacked() {
        let zeros = packed(&[0; 100_000]);
        assert!(zeros.len() < 1_000);
        assert_eq!(unpacked(zeros.clone(), 100_000).unwrap().len(), 100_000);
        let error = unpacked(zeros, 99_999).unwrap_err();
        assert!(TooMuch::caused(&*error));
    }

    #[test]
    fn parts_follow_each_other() {
        let parts = |count: usize| packed(b"a").repeat(count);
        assert_eq!(unpacked(parts(3), 3).unwrap(), "aaa");
        assert!(TooMuch::caused(&*unpacked(parts(3), 2).unwrap_err()));
        assert_eq!(unpacked(packed(b"").repeat(1_000), 0).unwrap(), "");
        let error = unpacked(packed(b"").repeat(1_001), 0).unwrap_err();
        assert_eq!(error.to_string(), "it has too many parts");
        assert!(unpacked([packed(b"a"), vec![0]].concat(), 9).is_err());
        assert_eq!(unpacked(Vec::new(), 0).unwrap(), "");
    }
}
