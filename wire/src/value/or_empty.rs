//! Values with a sentinel for "none".

/// A value, or the sentinel by which a vendor says that there is none; which
/// text that is, the codec [`Sentinel`](crate::Sentinel) knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrEmpty<T> {
    /// A value.
    Value(T),
    /// The sentinel.
    Empty,
}

impl<T> OrEmpty<T> {
    /// The value.
    #[must_use]
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty => None,
        }
    }
}

impl<T> From<T> for OrEmpty<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}
