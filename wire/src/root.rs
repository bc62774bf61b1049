//! Whole documents: thin generic doors to what is not generic.

use crate::{Codec, DecodeError, Decoder, Deviations, EncodeError, Encoder, Fields, Plain, Wire};

/// Reads a JSON document.
///
/// # Errors
/// When the bytes are no JSON, or no `T`; the error tells where.
pub fn decode<T: Wire>(bytes: &[u8]) -> Result<T, DecodeError> {
    decode_as(bytes, Plain)
}

/// Reads a JSON document through a codec.
///
/// # Errors
/// When the bytes are no JSON, or not what `codec` reads.
pub fn decode_as<T, C: Codec<T>>(bytes: &[u8], codec: C) -> Result<T, DecodeError> {
    let mut d = Decoder::new(bytes)?;
    let value = codec.read(&mut d)?;
    d.finish()?;
    Ok(value)
}

/// Reads what stands at `path`, member by member, in a JSON document; None if
/// there is nothing.
///
/// # Errors
/// When the bytes are no JSON, or no `T` stands there; the path of the error
/// starts at the root.
pub fn decode_at<T: Wire>(bytes: &[u8], path: &[&str]) -> Result<Option<T>, DecodeError> {
    decode_at_as(bytes, path, Plain)
}

/// Like [`decode_at`], through a codec.
///
/// # Errors
/// As [`decode_at`].
pub fn decode_at_as<T, C: Codec<T>>(
    bytes: &[u8],
    path: &[&str],
    codec: C,
) -> Result<Option<T>, DecodeError> {
    let mut d = Decoder::new(bytes)?;
    let mut value = None;
    d.within(path, &mut |d| {
        value = Some(codec.read(d)?);
        Ok(())
    })?;
    d.finish()?;
    Ok(value)
}

/// Reads a JSON document, and tells what of it is not as the type says: see
/// [`drift`](crate::drift).
///
/// # Errors
/// As [`decode`].
pub fn decode_noting<T: Wire>(bytes: &[u8]) -> Result<(T, Deviations), DecodeError> {
    decode_noting_as(bytes, Plain)
}

/// Like [`decode_noting`], through a codec.
///
/// # Errors
/// As [`decode_as`].
pub fn decode_noting_as<T, C: Codec<T>>(
    bytes: &[u8],
    codec: C,
) -> Result<(T, Deviations), DecodeError> {
    let mut d = Decoder::new(bytes)?.noting();
    let value = codec.read(&mut d)?;
    d.finish()?;
    let deviations = d.deviations();
    Ok((value, deviations))
}

/// Writes a JSON document.
///
/// # Errors
/// When something in the value cannot be written.
pub fn encode<T: Wire>(value: &T) -> Result<Vec<u8>, EncodeError> {
    encode_as(Plain, value)
}

/// Writes a JSON document through a codec.
///
/// # Errors
/// When something in the value cannot be written so.
pub fn encode_as<T, C: Codec<T>>(codec: C, value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut e = Encoder::new();
    codec.write(value, &mut e);
    e.finish()
}

/// Writes a JSON document to be sent: see [`Encoder::for_request`].
///
/// # Errors
/// When something in the value cannot be written.
pub fn encode_request<T: Wire>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut e = Encoder::for_request();
    value.write(&mut e);
    e.finish()
}

/// Reads what it can of the members of a JSON object, for whoever must get along with anything: a member that is
/// missing or not of its type stays as it is, and so does everything if the bytes are no object.
///
/// What stands behind the last member that is wanted is not looked at.
pub fn read_leniently(bytes: &[u8], fields: &mut dyn Fields) {
    let shape = fields.shape();
    let Ok(mut d) = Decoder::new(bytes) else {
        return;
    };
    let mut missing: Vec<usize> = (0..shape.fields().len()).collect();
    // An error is text that is no JSON, or the end of what is looked for; what stood before it was
    // read.
    let _ = d.members(&mut |d, name| {
        let index = shape.index(name);
        let raw = d.raw()?;
        if let Some(index) = index {
            // A member that does not fit stays as it was.
            let _ = Decoder::new(raw).and_then(|mut d| fields.read_field(index, &mut d));
            missing.retain(|field| *field != index);
        }
        match missing.is_empty() {
            // The rest is most of the document.
            true => Err(DecodeError::new("all is found")),
            false => Ok(()),
        }
    });
}
