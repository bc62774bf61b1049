//! Reads JSON from bytes.

mod array;
mod keyed;
mod mismatch;
mod note;
mod number;
pub(crate) mod object;
mod record;
mod scalar;
mod skip;
mod string;
mod union;

use self::note::Notes;
use crate::{Codec, DecodeError, Shape, Wire};

/// How many arrays and objects may stand in one another.
pub const DEPTH_LIMIT: u32 = 128;

/// What a JSON value is, told by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

impl Kind {
    /// The kind in lower case, as error messages name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// A cursor over the bytes of a JSON document.
///
/// It is a concrete type, and its loops are not generic, so that hundreds of
/// generated types cost the compiler little. Every reading method starts at
/// the first byte of a value (white space before it is skipped) and ends
/// behind its last byte; after an error the cursor stands anywhere.
#[derive(Debug)]
pub struct Decoder<'a> {
    text: &'a str,
    source: Source,
    at: usize,
    depth: u32,
    scope: Scope,
    /// How many bytes have been read again after a rewind.
    reread: usize,
    /// Which members of the records being read have taken their part of the
    /// object already, by their address: see `spread_into`.
    spread_read: Vec<usize>,
    /// Which members, unknown to the records being read, unions that are
    /// spread over them have read: see `other_by_variant`.
    spread_taken: Vec<Taken>,
    /// What is not as the spec says, if anybody wants to know.
    notes: Option<Box<Notes>>,
}

/// A place to which [`Decoder::rewind`] goes back.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    at: usize,
    depth: u32,
    scope: Scope,
    /// How much was noted before it.
    noted: usize,
}

/// What the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// A JSON document.
    Document,
    /// A JSON document inside a JSON string.
    Embedded,
    /// The text of one scalar, without quotes: an item of a comma-separated
    /// list, a number in a string. It reads as a string, and as a number or
    /// bool where one is asked for.
    Bare,
}

/// A member that a union has read from among those of its parent.
#[derive(Clone, Debug)]
struct Taken {
    name: String,
    /// Where its value starts.
    at: usize,
}

/// What unions and spread members need to know of the object around them.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    /// Where the innermost record being read starts, and its depth.
    object: Option<(usize, u32)>,
    /// How long `spread_read` was when that record's turn came.
    spread_base: usize,
    /// The shape of that record, or of the parent that it is spread over.
    shape: Option<&'static Shape>,
    /// The next object read belongs to a parent: members that it does not
    /// know are not its own.
    spread: bool,
    /// The tag that stands in the next object read but does not belong to it.
    tag: Option<&'static str>,
}

impl Scope {
    /// The scope behind the object that `spread` and `tag` were meant for.
    fn used(self) -> Self {
        Self {
            spread: false,
            tag: None,
            ..self
        }
    }
}

impl<'a> Decoder<'a> {
    /// A cursor at the start of `bytes`, which must be UTF-8 (checked here,
    /// once).
    ///
    /// # Errors
    /// When the bytes are no UTF-8.
    pub fn new(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::over(text)),
            Err(error) => Err(DecodeError::new(format!(
                "expected UTF-8, found something else at byte {}",
                error.valid_up_to()
            ))),
        }
    }

    /// A cursor at the start of `text`, a JSON document.
    #[must_use]
    pub fn over(text: &'a str) -> Self {
        Self::with(text, Source::Document, 0)
    }

    /// A cursor over the text of one scalar that stands without quotes: it
    /// reads as a string, and as a number or bool where one is asked for.
    #[must_use]
    pub fn bare(text: &'a str) -> Self {
        Self::with(text, Source::Bare, 0)
    }

    /// A cursor over a JSON document that stands in a string of this one. Its
    /// levels count on, and it notes what this one would;
    /// [`Decoder::take_notes`] hands that on.
    pub(crate) fn embedded<'b>(&self, text: &'b str) -> Decoder<'b> {
        Decoder::with(text, Source::Embedded, self.depth).noting_as(self)
    }

    fn with(text: &'a str, source: Source, depth: u32) -> Self {
        Self {
            text,
            source,
            at: 0,
            depth,
            scope: Scope::default(),
            reread: 0,
            spread_read: Vec::new(),
            spread_taken: Vec::new(),
            notes: None,
        }
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    /// When something is left.
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        if self.source == Source::Bare {
            return Ok(());
        }
        self.skip_space();
        if self.at == self.text.len() {
            Ok(())
        } else {
            Err(self.syntax("expected the end"))
        }
    }

    /// The kind of the value at the cursor, which stays.
    ///
    /// # Errors
    /// When no value can start here.
    pub fn peek(&mut self) -> Result<Kind, DecodeError> {
        if self.source == Source::Bare {
            return Ok(Kind::String);
        }
        self.skip_space();
        match self.byte() {
            Some(b'"') => Ok(Kind::String),
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b't' | b'f') => Ok(Kind::Bool),
            Some(b'n') => Ok(Kind::Null),
            _ => Err(self.syntax("expected a value")),
        }
    }

    /// Reads a value.
    ///
    /// # Errors
    /// When the value is no `T`.
    #[inline]
    pub fn read<T: Wire>(&mut self) -> Result<T, DecodeError> {
        T::read(self)
    }

    /// Reads a value into `slot`.
    ///
    /// # Errors
    /// When the value is no `T`.
    #[inline]
    pub fn read_into<T: Wire>(&mut self, slot: &mut T) -> Result<(), DecodeError> {
        *slot = T::read(self)?;
        Ok(())
    }

    /// Reads a value that `codec` describes into `slot`.
    ///
    /// # Errors
    /// When the value is not what `codec` reads.
    #[inline]
    pub fn read_as<T, C: Codec<T>>(&mut self, codec: C, slot: &mut T) -> Result<(), DecodeError> {
        *slot = codec.read(self)?;
        Ok(())
    }

    /// The cursor's place, to go back to.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
            scope: self.scope,
            noted: self.noted(),
        }
    }

    /// Goes back to `mark` and forgets what was noted behind it.
    ///
    /// # Errors
    /// When so much was read twice already that the document must have been
    /// made to cost time: nested untagged unions multiply.
    pub fn rewind(&mut self, mark: Mark) -> Result<(), DecodeError> {
        self.forget(mark.noted);
        self.reread(mark)
    }

    /// Goes back to `mark` to read more of what stands there.
    ///
    /// # Errors
    /// As [`Decoder::rewind`].
    pub(crate) fn reread(&mut self, mark: Mark) -> Result<(), DecodeError> {
        // Generous for honest documents: a union reads its object up to four
        // times a level of nesting.
        const TIMES: usize = 256;
        // A step back that is short costs an error that was made for it.
        const STEP: usize = 16;
        let back = self.at.saturating_sub(mark.at).saturating_add(STEP);
        self.reread = self.reread.saturating_add(back);
        if self.reread > self.text.len().saturating_add(1024).saturating_mul(TIMES) {
            return Err(DecodeError::new("too many nested unions to try"));
        }
        self.go(mark);
        Ok(())
    }

    /// Moves to `mark` for free: for moves whose number is bounded.
    fn go(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
        self.scope = mark.scope;
    }

    /// The byte at the cursor.
    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn skip_space(&mut self) {
        // Most documents have none: one comparison tells.
        if self.byte().is_some_and(|byte| byte <= b' ') {
            self.skip_some_space();
        }
    }

    #[inline(never)]
    fn skip_some_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
    }

    /// Goes over `byte` if it is next.
    #[inline]
    fn eat(&mut self, byte: u8) -> bool {
        self.skip_space();
        let found = self.byte() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Goes over the bracket that opens a container and counts its level.
    /// The cursor must stand at it.
    fn descend(&mut self) -> Result<(), DecodeError> {
        if self.depth >= DEPTH_LIMIT {
            return Err(DecodeError::new(format!(
                "nested deeper than {DEPTH_LIMIT} levels"
            )));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    fn ascend(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
