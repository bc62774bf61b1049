use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::Codec;
use crate::{DecodeError, Decoder, Encoder};

/// Bytes in Base64 with padding, which may be missing on read.
#[derive(Clone, Copy, Debug)]
pub struct Base64;

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Codec<Vec<u8>> for Base64 {
    fn blank(self) -> Vec<u8> {
        Vec::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Vec<u8>, DecodeError> {
        d.parsed("Base64", |text| ENGINE.decode(text).ok())
    }

    fn write(self, value: &Vec<u8>, e: &mut Encoder) {
        e.string(&ENGINE.encode(value));
    }
}
