//! The tokens that were handed out.

use apiloom_wire::Timestamp;

use crate::random;

/// How many tokens are remembered; the oldest goes first.
const MOST: usize = 10_000;

/// The tokens that were handed out.
#[derive(Debug)]
pub struct Tokens {
    seed: u64,
    made: u64,
    known: Vec<Handed>,
}

#[derive(Debug)]
struct Handed {
    operation: String,
    text: String,
    ends: Timestamp,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// It was handed out and lives.
    Live,
    /// It was handed out, and has ended.
    Expired,
    /// It was not handed out.
    Unknown,
}

impl Tokens {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            made: 0,
            known: Vec::new(),
        }
    }

    /// Hands out a new token of an operation, for so many seconds.
    pub(crate) fn grant(&mut self, operation: &str, now: Timestamp, lifetime: u64) -> String {
        self.made += 1;
        let number = self.made.to_string();
        let text = random::hex(self.seed, &["token", operation, &number], 32);
        if self.known.len() >= MOST {
            self.known.remove(0);
        }
        let millis = i64::try_from(lifetime)
            .unwrap_or(i64::MAX)
            .saturating_mul(1_000);
        self.known.push(Handed {
            operation: operation.to_owned(),
            text: text.clone(),
            ends: Timestamp::from_unix_millis(now.unix_millis().saturating_add(millis)),
        });
        text
    }

    /// What a token of an operation is now.
    pub fn state(&self, operation: &str, text: &str, now: Timestamp) -> TokenState {
        match self.of(operation).find(|handed| handed.text == text) {
            Some(handed) if handed.ends > now => TokenState::Live,
            Some(_) => TokenState::Expired,
            None => TokenState::Unknown,
        }
    }

    /// The tokens of an operation, the newest first.
    pub(crate) fn texts(&self, operation: &str) -> Vec<String> {
        let newest = self.of(operation).rev();
        newest.map(|handed| handed.text.clone()).collect()
    }

    /// Ends a token before its time.
    pub(crate) fn end(&mut self, operation: &str, text: &str, now: Timestamp) {
        for handed in &mut self.known {
            if handed.operation == operation && handed.text == text {
                handed.ends = handed.ends.min(now);
            }
        }
    }

    /// How many tokens live now.
    pub fn live(&self, now: Timestamp) -> usize {
        self.known.iter().filter(|handed| handed.ends > now).count()
    }

    fn of(&self, operation: &str) -> impl DoubleEndedIterator<Item = &Handed> {
        let operation = operation.to_owned();
        self.known
            .iter()
            .filter(move |handed| handed.operation == operation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_end() {
        let at = Timestamp::from_unix_seconds;
        let mut tokens = Tokens::new(1);
        let first = tokens.grant("get_token", at(100), 60);
        let second = tokens.grant("get_token", at(110), 60);
        assert_ne!(first, second);
        assert_eq!(tokens.state("get_token", &first, at(159)), TokenState::Live);
        assert_eq!(
            tokens.state("get_token", &first, at(160)),
            TokenState::Expired
        );
        assert_eq!(tokens.state("other", &first, at(100)), TokenState::Unknown);
        assert_eq!(tokens.texts("get_token"), [second.clone(), first]);
        tokens.end("get_token", &second, at(120));
        assert_eq!(
            tokens.state("get_token", &second, at(120)),
            TokenState::Expired
        );
        assert_eq!(
            (
                tokens.live(at(120)),
                Tokens::new(1).grant("get_token", at(0), 1)
            ),
            (1, tokens.texts("get_token")[1].clone())
        );
    }
}
