//! Choices that a seed decides.

/// A number that a seed, a place and an ordinal decide; different ones differ in all bits.
pub(crate) fn number(seed: u64, place: &str, ordinal: u64) -> u64 {
    // FNV-1a over the place, and the last steps of SplitMix64.
    let start = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bytes = place.bytes().map(u64::from).chain([ordinal]);
    let mut state = bytes.fold(start, |state, part| {
        (state ^ part).wrapping_mul(0x0000_0100_0000_01b3)
    });
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// One of some values.
pub(crate) fn one<T: Copy>(values: &[T], number: u64) -> Option<T> {
    let count = u64::try_from(values.len())
        .ok()
        .filter(|count| *count > 0)?;
    values.get(usize::try_from(number % count).ok()?).copied()
}
