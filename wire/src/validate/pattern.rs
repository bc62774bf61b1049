//! Patterns that whole texts match.

#[cfg(feature = "regex")]
use std::sync::OnceLock;

use super::Piece;
use super::piece::behind_all;

/// A pattern that a whole text matches or does not; a `static`, so that it is made once.
///
/// The dialect of the source is that of the crate `regex-lite`: no look-around, no back references, time
/// linear in the text; `\d`, `\s`, `\w` and `(?i)` know ASCII alone.
///
/// ```
/// use apiloom_wire::{Pattern, Piece};
///
/// static SLUG: Pattern = Pattern::pieces(
///     "[a-z][a-z0-9-]{0,9}",
///     &[
///         Piece::one_of(&[('a', 'z')], 1, 1),
///         Piece::one_of(&[('a', 'z'), ('0', '9'), ('-', '-')], 0, 9),
///     ],
/// );
/// assert!(SLUG.matches("a-1"));
/// assert!(!SLUG.matches("1-a"));
/// assert!(!SLUG.matches("a-123456789"));
/// ```
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    form: Form,
}

#[derive(Debug)]
enum Form {
    Pieces(&'static [Piece]),
    #[cfg(feature = "regex")]
    Regex(OnceLock<Result<regex_lite::Regex, String>>),
}

impl Pattern {
    /// The most that a compiled regular expression may take, in bytes: a tenth of the limit of
    /// `regex-lite` itself, and far more than a pattern of a field needs.
    pub const SIZE_LIMIT: usize = 1 << 20;

    /// A pattern that needs no regular expression: these pieces, one after the other, are the whole text.
    ///
    /// They say the same as `source` if no character that a piece may take can also start what stands
    /// behind it, unless the piece takes a fixed number; whoever writes them, sees to that. `source` is
    /// only shown.
    #[must_use]
    pub const fn pieces(source: &'static str, pieces: &'static [Piece]) -> Self {
        Self {
            source,
            form: Form::Pieces(pieces),
        }
    }

    /// A regular expression, compiled when the first text is compared.
    ///
    /// An expression that does not compile, or takes more than [`SIZE_LIMIT`](Pattern::SIZE_LIMIT), matches nothing, and the
    /// violation says why.
    ///
    /// ```
    /// use apiloom_wire::Pattern;
    ///
    /// static HOST: Pattern = Pattern::regex(r"[a-z]+(?:\.[a-z]+)*");
    /// assert!(HOST.matches("example.com"));
    /// assert!(!HOST.matches("example.com."));
    /// ```
    #[cfg(feature = "regex")]
    #[must_use]
    pub const fn regex(source: &'static str) -> Self {
        Self {
            source,
            form: Form::Regex(OnceLock::new()),
        }
    }

    /// Stands where the feature `regex` is off: using it is an error that the compiler reports.
    ///
    /// ```compile_fail,E0080
    /// static HOST: apiloom_wire::Pattern = apiloom_wire::Pattern::regex(r"(ab)+");
    /// ```
    #[cfg(not(feature = "regex"))]
    #[must_use]
    pub const fn regex(_source: &'static str) -> Self {
        panic!("this pattern needs the feature `regex` of the crate `apiloom`: switch it on")
    }

    /// The regular expression as it was written.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the whole text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        match &self.form {
            Form::Pieces(pieces) => behind_all(pieces, text) == Some(""),
            #[cfg(feature = "regex")]
            Form::Regex(cell) => match compiled(cell, self.source) {
                Ok(regex) => regex.is_match(text),
                Err(_) => false,
            },
        }
    }

    /// Why the pattern itself cannot be used, if so.
    pub(super) fn why_broken(&self) -> Option<String> {
        match &self.form {
            Form::Pieces(_) => None,
            #[cfg(feature = "regex")]
            Form::Regex(cell) => compiled(cell, self.source).as_ref().err().cloned(),
        }
    }
}

#[cfg(feature = "regex")]
fn compiled<'c>(
    cell: &'c OnceLock<Result<regex_lite::Regex, String>>,
    source: &str,
) -> &'c Result<regex_lite::Regex, String> {
    cell.get_or_init(|| {
        let compile = |source: &str| {
            regex_lite::RegexBuilder::new(source)
                .size_limit(Pattern::SIZE_LIMIT)
                .build()
                .map_err(|error| error.to_string())
        };
        // The source alone first: with what is put around it, `a)(b` would be an expression.
        compile(source).and_then(|_| compile(&format!("^(?:{source})$")))
    })
}
