//! Random texts that were used.

use std::collections::HashMap;

use apiloom_wire::Timestamp;

/// How many are kept at least before old ones are looked for.
const FEW: usize = 1_024;

/// How many are kept at most.
const MOST: usize = 1_000_000;

/// Random texts that were used, by the scheme and the text.
#[derive(Debug)]
pub(super) struct Nonces {
    used: HashMap<(String, String), Timestamp>,
    /// How many the last purge left.
    left: usize,
    most: usize,
}

impl Default for Nonces {
    fn default() -> Self {
        Self {
            used: HashMap::new(),
            left: 0,
            most: MOST,
        }
    }
}

impl Nonces {
    pub(super) fn has(&self, scheme: &str, text: &str) -> bool {
        let key = (scheme.to_owned(), text.to_owned());
        self.used.contains_key(&key)
    }

    /// Remembers a text. Those from before `since` may be forgotten.
    pub(super) fn add(&mut self, scheme: &str, text: String, now: Timestamp, since: Timestamp) {
        // Whatever is looked through has grown by as much since the last time.
        if self.used.len() >= (self.left * 2).clamp(FEW, self.most) {
            self.purge(since);
        }
        self.used.insert((scheme.to_owned(), text), now);
    }

    fn purge(&mut self, since: Timestamp) {
        self.used.retain(|_, used| *used >= since);
        if self.used.len() > self.most / 2 {
            let mut times: Vec<Timestamp> = self.used.values().copied().collect();
            let (_, middle, _) = times.select_nth_unstable(self.used.len() / 2);
            let middle = *middle;
            self.used.retain(|_, used| *used > middle);
        }
        self.left = self.used.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_texts_are_forgotten_however_many_come_at_a_time() {
        for at_a_time in [1, 2, 3] {
            let mut nonces = Nonces::default();
            for second in 0..20_000_i64 {
                let (now, since) = (second, second - 100);
                let [now, since] = [now, since].map(Timestamp::from_unix_seconds);
                for part in 0..at_a_time {
                    nonces.add("scheme", format!("{second}-{part}"), now, since);
                }
            }
            assert!(nonces.used.len() <= FEW, "{}", nonces.used.len());
            assert!(nonces.has("scheme", "19900-0"));
            assert!(!nonces.has("scheme", "18000-0"));
        }
    }

    #[test]
    fn the_older_half_of_too_many_is_forgotten() {
        let mut nonces = Nonces {
            most: 2_000,
            ..Nonces::default()
        };
        for second in 0..2_001_i64 {
            let now = Timestamp::from_unix_seconds(second);
            nonces.add("s", second.to_string(), now, Timestamp::EPOCH);
        }
        assert!(nonces.used.len() <= 1_001);
        assert!(nonces.has("s", "2000") && !nonces.has("s", "0"));
    }
}
