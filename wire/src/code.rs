//! Codes: the integers and texts that enums are on the wire.

use std::borrow::Cow;
use std::mem::discriminant;

use crate::error::shortened;
use crate::{DecodeError, Decoder, DeviationKind, Encoder, Kind, Wire};

/// A code that the spec does not know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// An integer.
    Int(i64),
    /// A string.
    Text(String),
}

/// A code, borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeRef<'a> {
    /// An integer.
    Int(i64),
    /// A string.
    Text(&'a str),
}

/// An enum whose variants are codes.
///
/// [`wire_enum!`](crate::wire_enum) makes it a [`Wire`] value.
pub trait CodeEnum: Sized {
    /// The type's name, for error messages.
    const NAME: &'static str;

    /// The first variant: what stands in a record before it is read.
    const BLANK: Self;

    /// The variant of a code that the spec knows; None for all others.
    fn from_code(code: CodeRef<'_>) -> Option<Self>;

    /// The variant that keeps an unknown code; None if the enum is closed.
    fn other(code: Code) -> Option<Self> {
        let _ = code;
        None
    }

    /// The code that is written.
    fn code(&self) -> CodeRef<'_>;
}

impl Code {
    /// The same code, borrowed.
    #[must_use]
    pub fn as_ref(&self) -> CodeRef<'_> {
        match self {
            Self::Int(code) => CodeRef::Int(*code),
            Self::Text(code) => CodeRef::Text(code),
        }
    }
}

impl<'a> CodeRef<'a> {
    /// The code as an integer: the text of one, as JSON writes it, counts.
    #[must_use]
    pub fn int(self) -> Option<i64> {
        match self {
            Self::Int(code) => Some(code),
            Self::Text(text) => crate::value::plain_integer(text),
        }
    }

    /// The code as text.
    #[must_use]
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Self::Int(code) => Cow::Owned(code.to_string()),
            Self::Text(text) => Cow::Borrowed(text),
        }
    }

    /// The code, owned.
    #[must_use]
    pub fn to_code(self) -> Code {
        match self {
            Self::Int(code) => Code::Int(code),
            Self::Text(text) => Code::Text(text.to_owned()),
        }
    }
}

impl From<i64> for CodeRef<'_> {
    fn from(code: i64) -> Self {
        Self::Int(code)
    }
}

impl<'a> From<&'a str> for CodeRef<'a> {
    fn from(code: &'a str) -> Self {
        Self::Text(code)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.as_ref().text())
    }
}

#[diagnostic::do_not_recommend]
impl Wire for Code {
    fn blank() -> Self {
        Self::Int(0)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.code().map(|code| match code {
            Found::Int(code) => Self::Int(code),
            Found::Text(code) => Self::Text(code.into_owned()),
        })
    }

    fn write(&self, e: &mut Encoder) {
        e.code(self.as_ref());
    }
}

/// A code that was read.
enum Found<'a> {
    Int(i64),
    Text(Cow<'a, str>),
}

impl Found<'_> {
    fn as_ref(&self) -> CodeRef<'_> {
        match self {
            Self::Int(code) => CodeRef::Int(*code),
            Self::Text(code) => CodeRef::Text(code),
        }
    }

    /// The code as an error shows it.
    fn shown(&self) -> String {
        match self {
            Self::Int(code) => code.to_string(),
            Self::Text(text) => shortened(text),
        }
    }
}

impl<'a> Decoder<'a> {
    /// Reads an enum.
    ///
    /// # Errors
    /// When the value is no integer or string, or the enum is closed and does
    /// not know it.
    pub fn code_enum<T: CodeEnum>(&mut self) -> Result<T, DecodeError> {
        if self.is_noting() {
            self.note_code::<T>()?;
        }
        let found = self.code()?;
        let code = found.as_ref();
        T::from_code(code)
            .or_else(|| T::other(code.to_code()))
            .ok_or_else(|| unknown_code(T::NAME, code))
    }

    /// Notes a code that the enum does not know, or has in the other form;
    /// the cursor stays.
    #[cold]
    fn note_code<T: CodeEnum>(&mut self) -> Result<(), DecodeError> {
        let at = self.start_of_value();
        let start = self.mark();
        let found = self.code()?;
        self.reread(start)?;
        let known = T::from_code(found.as_ref());
        self.note_found(at, T::NAME, known.as_ref().map(T::code), &found);
        Ok(())
    }

    /// Notes that a code is none of `name`, or has not the form of the known one.
    fn note_found(&mut self, at: usize, name: &str, known: Option<CodeRef<'_>>, found: &Found<'_>) {
        let Some(known) = known else {
            let promised = format!("a code of {name}");
            self.note_at(at, DeviationKind::UnknownCode, promised, found.shown());
            return;
        };
        match (known, found) {
            // The text of a scalar that has no quotes has no type either.
            _ if self.is_bare() => {}
            (CodeRef::Int(_), Found::Text(_)) => self.note_type("number"),
            (CodeRef::Text(_), Found::Int(_)) => self.note_type("string"),
            (CodeRef::Int(_), Found::Int(_)) | (CodeRef::Text(_), Found::Text(_)) => {}
        }
    }

    fn code(&mut self) -> Result<Found<'a>, DecodeError> {
        match self.peek()? {
            Kind::Number => self.i64().map(Found::Int),
            Kind::String => self.string().map(Found::Text),
            _ => Err(self.expected("a code (integer or string)")),
        }
    }
}

/// The codes of an enum for which there is no type, as a codec: whoever reads by a spec alone has
/// them.
///
/// It reads and writes as a [`CodeEnum`] with the same codes does. A known code is read in the form in
/// which it stands among the codes.
///
/// ```
/// use apiloom_wire::{Code, CodeSet, decode_as};
///
/// let codes = [Code::Int(0), Code::Int(1)];
/// let gender = CodeSet { name: "Gender", codes: &codes, is_open: true };
/// assert_eq!(decode_as::<Code, _>(b"\"1\"", gender)?, Code::Int(1));
/// assert_eq!(decode_as::<Code, _>(b"\"x\"", gender)?, Code::Text("x".to_owned()));
/// # Ok::<(), apiloom_wire::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CodeSet<'a> {
    /// The enum's name, for error messages.
    pub name: &'a str,
    /// The codes; there is at least one.
    pub codes: &'a [Code],
    /// Whether other codes are kept.
    pub is_open: bool,
}

/// A [`CodeSet`] of texts without white space around them, as [`Trimmed`](crate::Trimmed) has it.
#[derive(Clone, Copy, Debug)]
pub struct TrimmedCodes<'a>(pub CodeSet<'a>);

impl CodeSet<'_> {
    /// The code that stands in the set for this one.
    fn known(&self, code: CodeRef<'_>) -> Option<&Code> {
        self.codes.iter().find(|known| match known {
            Code::Int(known) => code.int() == Some(*known),
            Code::Text(known) => code.text() == known.as_str(),
        })
    }

    fn of(&self, code: CodeRef<'_>) -> Option<Code> {
        match self.known(code) {
            Some(known) => Some(known.clone()),
            None => self.is_open.then(|| code.to_code()),
        }
    }
}

impl crate::Codec<Code> for CodeSet<'_> {
    fn blank(self) -> Code {
        self.codes.first().cloned().unwrap_or(Code::Int(0))
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Code, DecodeError> {
        if d.is_noting() {
            // What is noted of a value is noted before it is read.
            let (at, start) = (d.start_of_value(), d.mark());
            let found = d.code()?;
            d.reread(start)?;
            let known = self.known(found.as_ref()).map(Code::as_ref);
            d.note_found(at, self.name, known, &found);
        }
        let found = d.code()?;
        let code = found.as_ref();
        self.of(code).ok_or_else(|| unknown_code(self.name, code))
    }

    fn write(self, value: &Code, e: &mut Encoder) {
        e.code(value.as_ref());
    }
}

impl crate::Codec<Code> for TrimmedCodes<'_> {
    fn blank(self) -> Code {
        self.0.blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Code, DecodeError> {
        let at = d.start_of_value();
        let mark = d.mark();
        if let Ok(text) = d.string() {
            let text = text.trim();
            let code = CodeRef::Text(text);
            if self.0.known(code).is_none() && d.is_noting() {
                let promised = format!("a code of {}", self.0.name);
                d.note_at(at, DeviationKind::UnknownCode, promised, shortened(text));
            }
            if let Some(code) = self.0.of(code) {
                return Ok(code);
            }
        }
        d.rewind(mark)?;
        self.0.read(d)
    }

    fn write(self, value: &Code, e: &mut Encoder) {
        if let CodeRef::Text(text) = value.as_ref()
            && text.trim() != text
        {
            e.refuse("white space around the code would be lost");
        }
        self.0.write(value, e);
    }
}

impl Encoder {
    /// Writes an enum. Its variant for unknown codes is refused if it holds a
    /// known one, since that would be read as another value.
    pub fn code_enum<T: CodeEnum>(&mut self, value: &T) {
        let code = value.code();
        if T::from_code(code).is_some_and(|known| discriminant(&known) != discriminant(value)) {
            self.refuse("a known code stands in the variant for unknown ones");
        }
        self.code(code);
    }

    /// Writes a code.
    pub fn code(&mut self, code: CodeRef<'_>) {
        match code {
            CodeRef::Int(code) => self.i64(code),
            CodeRef::Text(code) => self.string(code),
        }
    }
}

#[cold]
fn unknown_code(name: &str, code: CodeRef<'_>) -> DecodeError {
    let found = match code {
        CodeRef::Int(code) => code.to_string(),
        CodeRef::Text(text) => shortened(text),
    };
    DecodeError::new(format!("expected a code of {name}, found {found}"))
}

/// Makes enums [`Wire`] values: `wire_enum!(Gender);`.
#[macro_export]
macro_rules! wire_enum {
    ($name:ty) => {
        #[diagnostic::do_not_recommend]
        impl $crate::Wire for $name {
            fn blank() -> Self {
                <Self as $crate::CodeEnum>::BLANK
            }

            fn read(
                d: &mut $crate::Decoder<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                d.code_enum()
            }

            fn write(&self, e: &mut $crate::Encoder) {
                e.code_enum(self);
            }
        }
    };
}
