//! Texts that nobody may see.

use std::fmt;

use zeroize::Zeroizing;

use crate::{DecodeError, Decoder, Encoder, Wire};

/// A text that is never shown: not by `Debug`, not in errors or logs. Its
/// memory is overwritten when it is dropped.
///
/// Writing it puts the text into the document, of course; that is what it is
/// for.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A secret with this text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text. Keep it out of logs and errors.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// The time it takes tells nothing but whether the lengths are equal.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.expose().as_bytes(), other.expose().as_bytes());
        let differences = left.iter().zip(right).fold(0, |all, (l, r)| all | (l ^ r));
        left.len() == right.len() && std::hint::black_box(differences) == 0
    }
}

impl Eq for Secret {}

#[diagnostic::do_not_recommend]
impl Wire for Secret {
    fn blank() -> Self {
        Self::default()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.secret_string().map(|text| Self::new(text.into_owned()))
    }

    fn write(&self, e: &mut Encoder) {
        e.string(self.expose());
    }
}
