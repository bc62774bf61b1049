//! Where texts that are used once come from.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Where texts that are used once come from.
pub trait Nonces: Send + Sync + fmt::Debug {
    /// A random UUID (version 4) in lower case with hyphens.
    ///
    /// # Errors
    /// When there is nothing to make it of.
    fn uuid(&self) -> Result<String, NonceError>;

    /// This many random hex digits in lower case.
    ///
    /// # Errors
    /// When there is nothing to make them of.
    fn hex(&self, digits: usize) -> Result<String, NonceError>;

    /// This many random decimal digits.
    ///
    /// # Errors
    /// When there is nothing to make them of.
    fn digits(&self, digits: usize) -> Result<String, NonceError>;
}

/// Why there is no nonce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NonceError {
    /// The system gives no random bytes.
    NoEntropy,
    /// All fixed nonces are used up.
    UsedUp,
}

impl fmt::Display for NonceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoEntropy => "the system gives no random bytes",
            Self::UsedUp => "all fixed nonces are used up",
        })
    }
}

impl std::error::Error for NonceError {}

/// Nonces from the random bytes of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNonces;

impl Nonces for SystemNonces {
    fn uuid(&self) -> Result<String, NonceError> {
        let mut bytes = [0; 16];
        fill(&mut bytes)?;
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = hex_text(&bytes);
        for at in [8, 13, 18, 23] {
            text.insert(at, '-');
        }
        Ok(text)
    }

    fn hex(&self, digits: usize) -> Result<String, NonceError> {
        let mut bytes = vec![0; digits.div_ceil(2)];
        fill(&mut bytes)?;
        let mut text = hex_text(&bytes);
        text.truncate(digits);
        Ok(text)
    }

    fn digits(&self, digits: usize) -> Result<String, NonceError> {
        let mut text = String::with_capacity(digits);
        let mut bytes = [0; 32];
        while text.len() < digits {
            fill(&mut bytes)?;
            // 250 and above would make low digits more likely.
            let fair = bytes.iter().filter(|byte| **byte < 250);
            for byte in fair.take(digits - text.len()) {
                text.push(char::from(b'0' + byte % 10));
            }
        }
        Ok(text)
    }
}

/// Fixed nonces, given out in order whatever is asked for; for tests.
#[derive(Debug)]
pub struct FixedNonces {
    left: Mutex<VecDeque<String>>,
}

impl FixedNonces {
    /// Gives out these, then fails.
    pub fn new<T: Into<String>>(nonces: impl IntoIterator<Item = T>) -> Self {
        Self {
            left: Mutex::new(nonces.into_iter().map(Into::into).collect()),
        }
    }

    fn next(&self) -> Result<String, NonceError> {
        self.left
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front()
            .ok_or(NonceError::UsedUp)
    }
}

impl Nonces for FixedNonces {
    fn uuid(&self) -> Result<String, NonceError> {
        self.next()
    }

    fn hex(&self, _: usize) -> Result<String, NonceError> {
        self.next()
    }

    fn digits(&self, _: usize) -> Result<String, NonceError> {
        self.next()
    }
}

fn fill(bytes: &mut [u8]) -> Result<(), NonceError> {
    getrandom::fill(bytes).map_err(|_| NonceError::NoEntropy)
}

fn hex_text(bytes: &[u8]) -> String {
    apiloom_wire::functions::hex(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_have_their_form() {
        let uuid = SystemNonces.uuid().unwrap();
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
        assert_ne!(uuid, SystemNonces.uuid().unwrap());
        for length in [0, 1, 7, 64, 100] {
            assert_eq!(SystemNonces.hex(length).unwrap().len(), length);
            let digits = SystemNonces.digits(length).unwrap();
            assert_eq!(digits.len(), length);
            assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }

    #[test]
    fn fixed_nonces_run_out() {
        let nonces = FixedNonces::new(["a", "b"]);
        assert_eq!(nonces.uuid().unwrap(), "a");
        assert_eq!(nonces.hex(5).unwrap(), "b");
        assert_eq!(nonces.digits(5), Err(NonceError::UsedUp));
    }
}
