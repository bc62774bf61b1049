//! Numbers that look random and are the same for the same seed.

/// A number for a seed and what it is for: the same on every machine and in every order of asking.
pub(crate) fn number(seed: u64, of: &[&str]) -> u64 {
    // FNV-1a keeps texts apart, and SplitMix64 spreads what is left over all bits.
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ mix(seed);
    for text in of {
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    mix(hash)
}

/// The same, as so many hexadecimal digits.
pub(crate) fn hex(seed: u64, of: &[&str], digits: usize) -> String {
    let mut hex = String::new();
    let mut part = number(seed, of);
    while hex.len() < digits {
        hex.push_str(&format!("{part:016x}"));
        part = mix(part);
    }
    hex.truncate(digits);
    hex
}

fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_apart() {
        assert_eq!(number(1, &["a", "b"]), number(1, &["a", "b"]));
        assert_ne!(number(1, &["a", "b"]), number(1, &["ab"]));
        assert_ne!(number(1, &["a"]), number(2, &["a"]));
        assert_eq!(hex(1, &["a"], 40).len(), 40);
    }
}
