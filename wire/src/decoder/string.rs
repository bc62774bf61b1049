//! Strings.

use std::borrow::Cow;

use super::{Decoder, Kind, Source};
use crate::DecodeError;
use crate::plain::plain_length;

impl<'a> Decoder<'a> {
    /// Reads a string; borrowed from the document if it has no escapes.
    ///
    /// # Errors
    /// When the value is no string. The error shows the value.
    pub fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if self.at_quote() {
            return self.quoted();
        }
        if self.source == Source::Bare {
            self.at = self.text.len();
            return Ok(Cow::Borrowed(self.text));
        }
        Err(self.expected("string"))
    }

    /// Like [`Decoder::string`], copied.
    pub(crate) fn owned_string(&mut self) -> Result<String, DecodeError> {
        if !self.at_quote() {
            return self.string().map(Cow::into_owned);
        }
        match self.plain_quoted() {
            Some(text) => Ok(text.to_owned()),
            None => self.escaped_string(),
        }
    }

    /// Whether a quoted string is next.
    #[inline]
    fn at_quote(&mut self) -> bool {
        if self.source == Source::Bare {
            return false;
        }
        self.skip_space();
        self.byte() == Some(b'"')
    }

    /// Reads a string whose text must not stand in an error.
    ///
    /// # Errors
    /// When the value is no string. The error shows the value's kind only.
    pub fn secret_string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if self.peek()? != Kind::String {
            return Err(self.expected_kind("string"));
        }
        self.string()
    }

    /// Reads a string and what `parse` makes of it; `expected` names that.
    pub(crate) fn parsed<T>(
        &mut self,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, DecodeError> {
        let start = self.at;
        if self.peek()? != Kind::String {
            return Err(self.expected(expected));
        }
        if let Some(value) = parse(&self.string()?) {
            return Ok(value);
        }
        self.at = start;
        Err(self.expected(expected))
    }

    /// Reads the quoted string at the cursor, which stands at the quote.
    pub(super) fn quoted(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        match self.plain_quoted() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// Goes over the quoted string at the cursor, unless it has escapes or is
    /// wrong.
    #[inline(always)]
    fn plain_quoted(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let end = start + plain_length(bytes.get(start..)?);
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        let text = self.text.get(start..end)?;
        self.at = end + 1;
        Some(text)
    }

    /// Reads the quoted string at the cursor, whatever is in it.
    fn escaped_string(&mut self) -> Result<String, DecodeError> {
        // Room for what is usually behind an escape.
        const ROOM: usize = 32;
        self.at += 1;
        let mut text = String::new();
        loop {
            let start = self.at;
            let stop = self.run();
            let plain = &self.text[start..self.at];
            text.reserve(plain.len() + ROOM);
            text.push_str(plain);
            match stop {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.bad_string()),
            }
        }
    }

    /// Goes over a quoted string without keeping it.
    pub(super) fn skip_quoted(&mut self) -> Result<(), DecodeError> {
        self.at += 1;
        loop {
            match self.run() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => drop(self.escape()?),
                _ => return Err(self.bad_string()),
            }
        }
    }

    /// Goes to the next quote, backslash or control character and gives it.
    #[inline]
    fn run(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += plain_length(rest);
        self.byte()
    }

    /// Reads one escape; the cursor stands at its backslash.
    fn escape(&mut self) -> Result<char, DecodeError> {
        self.at += 1;
        let Some(byte) = self.byte() else {
            return Err(self.syntax("expected an escape"));
        };
        let plain = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(self.syntax("expected an escape")),
        };
        self.at += 1;
        Ok(plain)
    }

    /// Reads `u` and four digits, and the second half of a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char, DecodeError> {
        let first = self.code_unit()?;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if (0xD800..0xDC00).contains(&first) && rest.starts_with(b"\\u") {
            self.at += 1;
            let second = self.code_unit()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                if let Some(character) = char::from_u32(code) {
                    return Ok(character);
                }
            }
        }
        Err(self.syntax("expected a pair of surrogates, found one alone"))
    }

    /// Reads `u` and four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, DecodeError> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self
                .byte()
                .and_then(|byte| char::from(byte).to_digit(16))
                .ok_or_else(|| self.syntax("expected four hexadecimal digits"))?;
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }

    #[cold]
    fn bad_string(&self) -> DecodeError {
        if self.at >= self.text.len() {
            self.syntax("expected a closing quote")
        } else {
            self.syntax("expected an escaped control character, found it raw")
        }
    }
}
