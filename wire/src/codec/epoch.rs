use super::Codec;
use crate::{DecodeError, Decoder, Encoder, Timestamp};

/// Whole seconds from 1970-01-01T00:00:00Z on, as an integer. An instant with
/// a fraction is refused.
#[derive(Clone, Copy, Debug)]
pub struct EpochSeconds;

/// Whole milliseconds from 1970-01-01T00:00:00Z on, as an integer. An instant
/// with a finer fraction is refused.
#[derive(Clone, Copy, Debug)]
pub struct EpochMillis;

impl Codec<Timestamp> for EpochSeconds {
    fn blank(self) -> Timestamp {
        Timestamp::EPOCH
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Timestamp, DecodeError> {
        d.i64().map(Timestamp::from_unix_seconds)
    }

    fn write(self, value: &Timestamp, e: &mut Encoder) {
        if value.subsec_nanos() != 0 {
            e.refuse("the instant is no whole second");
        }
        e.i64(value.unix_seconds());
    }
}

impl Codec<Timestamp> for EpochMillis {
    fn blank(self) -> Timestamp {
        Timestamp::EPOCH
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Timestamp, DecodeError> {
        d.i64().map(Timestamp::from_unix_millis)
    }

    fn write(self, value: &Timestamp, e: &mut Encoder) {
        if Timestamp::from_unix_millis(value.unix_millis()) != *value {
            e.refuse("the instant is no whole millisecond, or out of range");
        }
        e.i64(value.unix_millis());
    }
}
