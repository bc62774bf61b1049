//! Notes of what is not as the spec says, and how their places become paths.

use std::borrow::Cow;
use std::iter::Peekable;
use std::vec;

use super::{Decoder, Kind, Source};
use crate::drift::DEVIATION_LIMIT;
use crate::error::{Step, push_path};
use crate::{DecodeError, Deviation, DeviationKind, Deviations};

/// What was noted so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<Note>,
    /// How many there are, with those that are not kept.
    total: usize,
}

/// Something that is not as the spec says.
#[derive(Debug)]
struct Note {
    /// Where the value starts.
    at: usize,
    /// The steps from there into what stands in that string.
    inside: Vec<Step>,
    kind: DeviationKind,
    promised: Cow<'static, str>,
    found: Cow<'static, str>,
}

impl<'a> Decoder<'a> {
    /// The same cursor, which writes down what is not as the spec says; what it reads stays the same.
    ///
    /// It must stand at the start of the document.
    #[must_use]
    pub fn noting(mut self) -> Self {
        self.notes = Some(Box::default());
        self
    }

    /// What was noted, with paths from the start of the document. It is asked for once, after
    /// [`finish`](Decoder::finish); nothing is noted afterwards.
    #[must_use]
    pub fn deviations(&mut self) -> Deviations {
        let (notes, omitted) = self.placed();
        let mut deviations = Deviations::new();
        for note in notes {
            let mut path = String::new();
            push_path(&mut path, note.inside.iter());
            deviations.push(Deviation::new(path, note.kind, note.promised, note.found));
        }
        deviations.omit(omitted);
        deviations
    }

    /// Whether anything is noted at all.
    #[inline]
    pub(crate) fn is_noting(&self) -> bool {
        self.notes.is_some()
    }

    /// How much was noted: to forget what comes behind.
    pub(super) fn noted(&self) -> usize {
        self.notes.as_ref().map_or(0, |notes| notes.total)
    }

    /// Forgets all notes behind the first so many.
    pub(super) fn forget(&mut self, noted: usize) {
        if let Some(notes) = &mut self.notes {
            notes.list.truncate(noted);
            notes.total = notes.total.min(noted);
        }
    }

    /// Notes that the member whose value is at the cursor is none that the spec names.
    #[inline]
    pub(super) fn note_unknown_member(&mut self) {
        if self.is_noting() {
            let promised = "a member that the spec names";
            self.note_kind(DeviationKind::UnknownMember, promised);
        }
    }

    /// Forgets that the member whose value starts at `at` is none that the spec names.
    pub(super) fn forget_unknown_member(&mut self, at: usize) {
        let Some(notes) = &mut self.notes else {
            return;
        };
        let before = notes.list.len();
        notes.list.retain(|note| {
            note.at != at || note.kind != DeviationKind::UnknownMember || !note.inside.is_empty()
        });
        notes.total -= before - notes.list.len();
    }

    /// Notes those members of the object at the cursor, which stays, that are not among `names`; the
    /// other members of a spread union are those of its parent.
    ///
    /// # Errors
    /// When the value is no object.
    pub(crate) fn note_members_beside(&mut self, names: &[&str]) -> Result<(), DecodeError> {
        if !self.is_noting() || self.scope.spread {
            return Ok(());
        }
        let start = self.mark();
        self.members(&mut |d, name| {
            if !names.contains(&name) {
                d.note_unknown_member();
            }
            d.skip()
        })?;
        self.reread(start)
    }

    /// Notes that the value at the cursor is of another type than the spec promises.
    #[cold]
    pub(crate) fn note_type(&mut self, promised: &'static str) {
        self.note_kind(DeviationKind::OtherType, promised);
    }

    /// Notes that the value at the cursor is of another type than one of `codes`.
    #[cold]
    pub(crate) fn note_type_of(&mut self, promised: String) {
        let found = self.kind_name();
        self.note(DeviationKind::OtherType, promised, found);
    }

    /// Notes that the member whose value was just read is null, but only left out by the spec.
    /// An item of an array cannot be left out.
    pub(super) fn note_null(&mut self) {
        if !self.is_noting() {
            return;
        }
        let at = self.at.saturating_sub("null".len());
        let before = self.text.get(..at).unwrap_or_default().trim_ascii_end();
        if before.ends_with(':') {
            let promised = "a value";
            self.add(at, DeviationKind::Null, promised.into(), "null".into());
        }
    }

    /// Notes what the spec does not name and is shown as it is; `at` is the start of the value.
    #[cold]
    pub(crate) fn note_at(
        &mut self,
        at: usize,
        kind: DeviationKind,
        promised: String,
        found: String,
    ) {
        self.add(at, kind, promised.into(), found.into());
    }

    /// Where the value at the cursor starts.
    pub(crate) fn start_of_value(&mut self) -> usize {
        if self.source != Source::Bare {
            self.skip_space();
        }
        self.at
    }

    /// Whether the text of the value is that of a scalar without quotes, which has no type.
    pub(crate) fn is_bare(&self) -> bool {
        self.source == Source::Bare
    }

    /// A cursor over the text of one scalar that stands in a string of this one, which notes what this
    /// one would; [`Decoder::take_notes`] hands that on.
    pub(crate) fn bare_inside<'b>(&self, text: &'b str) -> Decoder<'b> {
        Decoder::bare(text).noting_as(self)
    }

    /// The same cursor, which notes if the other does.
    pub(super) fn noting_as(self, other: &Decoder<'_>) -> Self {
        if other.is_noting() {
            self.noting()
        } else {
            self
        }
    }

    /// Takes the notes of a cursor over what stands in the string at `at`, below `step`.
    pub(crate) fn take_notes(&mut self, inner: &mut Decoder<'_>, at: usize, step: Option<Step>) {
        if !inner.is_noting() {
            return;
        }
        let (notes, omitted) = inner.placed();
        for mut note in notes {
            note.inside.splice(..0, step.clone());
            note.at = at;
            self.keep_note(note);
        }
        if let Some(notes) = &mut self.notes {
            notes.total = notes
                .total
                .saturating_add(usize::try_from(omitted).unwrap_or(usize::MAX));
        }
    }

    fn note_kind(&mut self, kind: DeviationKind, promised: &'static str) {
        let found = self.kind_name();
        self.note(kind, promised, found);
    }

    fn note(
        &mut self,
        kind: DeviationKind,
        promised: impl Into<Cow<'static, str>>,
        found: &'static str,
    ) {
        let at = self.start_of_value();
        self.add(at, kind, promised.into(), found.into());
    }

    /// What stands at the cursor, in a word.
    fn kind_name(&mut self) -> &'static str {
        // What is no JSON is an error soon.
        self.peek().map_or("nothing", Kind::name)
    }

    fn add(
        &mut self,
        at: usize,
        kind: DeviationKind,
        promised: Cow<'static, str>,
        found: Cow<'static, str>,
    ) {
        self.keep_note(Note {
            at,
            inside: Vec::new(),
            kind,
            promised,
            found,
        });
    }

    /// Keeps a note, unless the same was noted before: parts of a document are read twice.
    fn keep_note(&mut self, note: Note) {
        let Some(notes) = &mut self.notes else {
            return;
        };
        let is_same =
            |old: &Note| (old.at, old.kind, &old.inside) == (note.at, note.kind, &note.inside);
        // What was read twice was noted a short while ago.
        const LOOK_BACK: usize = 32;
        if notes.list.iter().rev().take(LOOK_BACK).any(is_same) {
            return;
        }
        notes.total = notes.total.saturating_add(1);
        if notes.list.len() < DEVIATION_LIMIT {
            notes.list.push(note);
        }
    }

    /// The notes in the order of their places, with all steps from the root, and how many were not
    /// kept.
    fn placed(&mut self) -> (Vec<Note>, u64) {
        let Some(notes) = self.notes.take() else {
            return (Vec::new(), 0);
        };
        let omitted = notes.total.saturating_sub(notes.list.len()) as u64;
        let mut list = notes.list;
        // A scalar has no places in it.
        if self.source != Source::Bare && !list.is_empty() {
            list.sort_by_key(|note| note.at);
            let mut walk = Walk {
                path: Vec::new(),
                notes: list.into_iter().peekable(),
                placed: Vec::new(),
            };
            // What was read is JSON, so this goes to the end.
            drop(walk.value(&mut Decoder::with(self.text, self.source, 0)));
            list = walk.placed;
        }
        (list, omitted)
    }
}

/// A walk over the document that gives notes their paths.
struct Walk {
    path: Vec<Step>,
    notes: Peekable<vec::IntoIter<Note>>,
    placed: Vec<Note>,
}

impl Walk {
    fn value(&mut self, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        let start = d.start_of_value();
        while let Some(mut note) = self.notes.next_if(|note| note.at <= start) {
            note.inside.splice(..0, self.path.iter().cloned());
            self.placed.push(note);
        }
        if self.notes.peek().is_none() {
            return d.skip();
        }
        match d.peek()? {
            Kind::Object => d.members(&mut |d, name| self.step(Step::Member(name.to_owned()), d)),
            Kind::Array => {
                let mut index = 0;
                d.items(&mut |d| {
                    index += 1;
                    self.step(Step::Item(index - 1), d)
                })
            }
            _ => d.skip(),
        }
    }

    fn step(&mut self, step: Step, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        self.path.push(step);
        let walked = self.value(d);
        self.path.pop();
        walked
    }
}
