//! Chance that repeats.

/// Numbers that look random and are the same in every run: SplitMix64.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers of this seed.
    pub fn new(seed: &str) -> Self {
        let bytes = seed.bytes();
        Self(bytes.fold(17, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % end as u64).unwrap_or_default()
    }

    /// Whether something happens that does so in `share` of a hundred times.
    pub fn chance(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of the values, if there are any.
    pub fn one<'v, T>(&mut self, values: &'v [T]) -> Option<&'v T> {
        match values.is_empty() {
            true => None,
            false => values.get(self.below(values.len())),
        }
    }
}
