//! How far a text stands for itself between quotes.

/// How many bytes at the start of `bytes` need no escape in a JSON string:
/// those before the first quote, backslash or control character.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut rest = bytes;
    // Eight at a time: strings are most of what is read and written.
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        if let Some(place) = first_special(*chunk) {
            return at + place;
        }
        at += chunk.len();
        rest = behind;
    }
    // The last eight again: those before `at` are known to be plain.
    if let Some(chunk) = bytes.last_chunk::<8>() {
        let start = bytes.len() - chunk.len();
        return first_special(*chunk).map_or(bytes.len(), |place| start + place);
    }
    let place = rest.iter().position(|&byte| is_special(byte));
    place.unwrap_or(bytes.len())
}

/// Whether all of `bytes` stand for themselves.
#[inline]
pub(crate) fn is_plain(bytes: &[u8]) -> bool {
    plain_length(bytes) == bytes.len()
}

/// Whether a byte needs an escape.
pub(crate) const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The place of the first byte that needs an escape.
#[inline]
fn first_special(chunk: [u8; 8]) -> Option<usize> {
    let special = specials(chunk);
    // The quotient is below 8.
    (special != 0).then(|| (special.trailing_zeros() / 8) as usize)
}

/// A bit in the first byte that needs an escape, and perhaps in some behind
/// it; none if all stand for themselves.
///
/// Taking `n` from each byte at once sets the high bit of those that are
/// below `n`. What is borrowed can only spoil the bytes behind such a one.
#[inline]
fn specials(chunk: [u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    let bytes = u64::from_le_bytes(chunk);
    let control = bytes.wrapping_sub(ONES * 0x20);
    let quote = (bytes ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslash = (bytes ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    // Bytes beyond ASCII have the high bit themselves.
    (control | quote | backslash) & !bytes & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::{is_plain, is_special, plain_length};

    #[test]
    fn every_byte_at_every_place() {
        for length in 0..20 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b'!'; length];
                    bytes[place] = byte;
                    let expected = if is_special(byte) { place } else { length };
                    assert_eq!(plain_length(&bytes), expected, "{bytes:?}");
                    assert_eq!(is_plain(&bytes), expected == length, "{bytes:?}");
                    // A special byte further on changes nothing.
                    bytes.extend(*b"\x1f\"\\");
                    assert_eq!(plain_length(&bytes), expected, "{bytes:?}");
                }
            }
        }
    }
}
