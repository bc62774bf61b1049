//! What is kept of spec files between two runs, so that only the parts that changed are read again.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::AddAssign;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::parts::{self, Held, Part};
use crate::source::{Entry, FileId, MAX_NODES, Node, NodeKind, SourceFile, Sources, Span, Whole};
use crate::spec::{self, Api, Cx, Decode, Fragment, Named, Operation, Text, TypeDef};

/// The keys whose entries are read one by one.
const TYPES: &str = "types";
const OPERATIONS: &str = "operations";

/// What is kept of the files of the last run, and where the parts of this run's files stand.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// What was read in the last run, by path; a path that was read more than once has as many.
    before: HashMap<Name, VecDeque<Vec<Piece>>>,
    /// What was read in this run.
    now: HashMap<Name, VecDeque<Vec<Piece>>>,
    whole: Whole,
    /// How many parts have been named.
    named: u32,
    work: Work,
}

/// How much of some files was read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The files that were read as a whole, since it is not clear that they can be cut.
    pub files: usize,
    /// The parts of other files that were read.
    pub read: usize,
    /// The parts that were as they had been.
    pub kept: usize,
}

impl AddAssign for Work {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.read += other.read;
        self.kept += other.kept;
    }
}

/// A file's path, and whether it is an included one.
type Name = (String, bool);

/// A part of a file that was read.
#[derive(Debug)]
struct Piece {
    id: FileId,
    /// Whether no part took it in the run before.
    spare: bool,
    /// The key that it is an entry of.
    section: Option<&'static str>,
    /// How far what follows is indented.
    next: Option<usize>,
    /// Its lines.
    text: String,
    outer: Span,
    inner: Span,
    nodes: usize,
    meaning: Meaning,
}

/// What a part says.
#[derive(Debug)]
enum Meaning {
    Key(Entry),
    Type(One<TypeDef>),
    Operation(One<Operation>),
}

/// One entry of a section, with what was wrong with it.
#[derive(Debug)]
struct One<T> {
    key: Text,
    value: Option<Arc<T>>,
    found: Vec<Diagnostic>,
}

/// A file put together from its parts.
struct Joined {
    /// The tree, without the entries of the sections.
    root: Node,
    types: Named<Arc<TypeDef>>,
    operations: Named<Arc<Operation>>,
}

impl Kept {
    /// Starts a run.
    pub(crate) fn start(&mut self) {
        if self.named == u32::MAX - Whole::FIRST {
            *self = Self::default();
        }
        self.before = std::mem::take(&mut self.now);
        self.whole.clear();
        self.work = Work::default();
    }

    /// How much was read in this run.
    pub(crate) fn work(&self) -> Work {
        self.work
    }

    /// Where the parts of this run's files stand.
    pub(crate) fn whole(&self) -> &Whole {
        &self.whole
    }

    /// Reads one spec file as [`super::api`] does.
    pub(crate) fn api(
        &mut self,
        sources: &Sources,
        id: FileId,
        diagnostics: &mut Diagnostics,
    ) -> Option<Api> {
        let name = (sources.get(id).path.clone(), false);
        let Some(joined) = self.joined(sources, id, name, &[TYPES, OPERATIONS], diagnostics) else {
            self.work.files += 1;
            return super::api(sources, id, diagnostics);
        };
        let api = Api::decode(&joined.root, &mut Cx { diagnostics })?;
        Some(Api {
            types: fill(api.types, joined.types),
            operations: fill(api.operations, joined.operations),
            ..api
        })
    }

    /// Reads one included file as [`super::fragment`] does.
    pub(crate) fn fragment(
        &mut self,
        sources: &Sources,
        id: FileId,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fragment> {
        let name = (sources.get(id).path.clone(), true);
        let Some(joined) = self.joined(sources, id, name, &[TYPES], diagnostics) else {
            self.work.files += 1;
            return super::fragment(sources, id, diagnostics);
        };
        let fragment = Fragment::decode(&joined.root, &mut Cx { diagnostics })?;
        Some(Fragment {
            types: fill(fragment.types, joined.types),
            ..fragment
        })
    }

    /// A file from its parts, if it can be cut into parts without problems of YAML.
    fn joined(
        &mut self,
        sources: &Sources,
        id: FileId,
        name: Name,
        sections: &[&'static str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Joined> {
        let before = self.before.get_mut(&name).and_then(VecDeque::pop_front);
        let before = before.unwrap_or_default();
        let Some(parts) = parts::cut(&sources.get(id).text, sections) else {
            // It may be a moment of typing, after which everything is as it was.
            self.now.entry(name).or_default().push_back(before);
            return None;
        };
        let mut old = Old::new(before, &parts);
        let mut pieces = Vec::with_capacity(parts.len());
        let mut fine = true;
        for (index, part) in parts.iter().enumerate() {
            let known = old.take(index, part);
            match known {
                Some(_) => self.work.kept += 1,
                None => self.work.read += 1,
            }
            match known.or_else(|| self.read(part)) {
                Some(piece) => pieces.push(Piece {
                    spare: false,
                    ..piece
                }),
                None => fine = false,
            }
        }
        let joined = match fine {
            true => self.join(id, &parts, &pieces, diagnostics),
            false => {
                // Once the problem is mended, what stands around it is as it was; what nobody asked for in
                // two runs is forgotten.
                let rest = old.rest().filter(|piece| !piece.spare);
                pieces.extend(rest.map(|piece| Piece {
                    spare: true,
                    ..piece
                }));
                None
            }
        };
        self.now.entry(name).or_default().push_back(pieces);
        joined
    }

    /// Reads a part that is not known.
    fn read(&mut self, part: &Part<'_>) -> Option<Piece> {
        let id = FileId(Whole::FIRST + self.named);
        self.named = (self.named + 1).min(u32::MAX - Whole::FIRST);
        let file = SourceFile::new("", part.alone());
        let held = parts::read(id, part, &file)?;
        let (section, text) = (part.section.map(|(key, _)| key), part.text.to_owned());
        let Held {
            entry,
            outer,
            inner,
            nodes,
        } = held;
        let meaning = match section {
            None => Meaning::Key(entry),
            Some(TYPES) => Meaning::Type(one(&entry)),
            Some(_) => Meaning::Operation(one(&entry)),
        };
        Some(Piece {
            id,
            spare: false,
            section,
            next: part.next,
            text,
            outer,
            inner,
            nodes,
            meaning,
        })
    }

    /// Puts a file together; `None` if parts of it cannot stand beside each other.
    fn join(
        &mut self,
        id: FileId,
        parts: &[Part<'_>],
        pieces: &[Piece],
        diagnostics: &mut Diagnostics,
    ) -> Option<Joined> {
        let nodes: usize = pieces.iter().map(|piece| piece.nodes).sum();
        if nodes > MAX_NODES || !all_differ(parts, pieces) {
            return None;
        }
        for (part, piece) in parts.iter().zip(pieces) {
            let after = part.start as i64 - part.above() as i64;
            self.whole.note(piece.id, id, after);
        }
        let (first, last) = (pieces.first()?, pieces.last()?);
        let start = parts.first()?.section.map(|(_, start)| start as u32);
        let span = Span {
            file: id,
            start: start.unwrap_or(self.whole.place(first.outer).start),
            end: self.whole.place(last.outer).end,
        };
        let (mut types, mut operations) = (Named::default(), Named::default());
        let mut entries: Vec<Entry> = Vec::new();
        for (part, piece) in parts.iter().zip(pieces) {
            match &piece.meaning {
                Meaning::Key(entry) => entries.push(entry.clone()),
                Meaning::Type(one) => one.join(&mut types, diagnostics),
                Meaning::Operation(one) => one.join(&mut operations, diagnostics),
            }
            let Some((section, start)) = part.section else {
                continue;
            };
            let here = self.whole.place(piece.inner);
            match entries.last_mut().filter(|entry| entry.key == section) {
                Some(entry) => entry.value.span.end = here.end,
                None => entries.push(head(id, section, start, here)),
            }
        }
        let kind = NodeKind::Map(entries);
        Some(Joined {
            root: Node { span, kind },
            types,
            operations,
        })
    }
}

/// Whether no key stands twice, neither in the outermost map nor in a section.
fn all_differ(parts: &[Part<'_>], pieces: &[Piece]) -> bool {
    let mut keys = HashSet::with_capacity(pieces.len());
    let mut section = None;
    parts.iter().zip(pieces).all(|(part, piece)| {
        let starts = part.section != section;
        section = part.section;
        let head = part.section.filter(|_| starts);
        head.is_none_or(|(key, _)| keys.insert((None, key)))
            && keys.insert((piece.section, piece.key()))
    })
}

impl Piece {
    fn is(&self, part: &Part<'_>) -> bool {
        self.section == part.section.map(|(key, _)| key)
            && self.next == part.next
            && self.text == part.text
    }

    fn key(&self) -> &str {
        match &self.meaning {
            Meaning::Key(entry) => &entry.key,
            Meaning::Type(one) => one.key.as_str(),
            Meaning::Operation(one) => one.key.as_str(),
        }
    }
}

impl<T> One<T> {
    fn join(&self, all: &mut Named<Arc<T>>, diagnostics: &mut Diagnostics) {
        match &self.value {
            Some(value) => all.entries.push((self.key.clone(), Arc::clone(value))),
            None => all.refused.push(self.key.clone()),
        }
        for found in &self.found {
            diagnostics.push(found.clone());
        }
    }
}

/// Decodes one entry of a section, as all of them are decoded one after the other.
fn one<T: Decode>(entry: &Entry) -> One<T> {
    let mut found = Diagnostics::default();
    let value = T::decode(
        &entry.value,
        &mut Cx {
            diagnostics: &mut found,
        },
    );
    One {
        key: spec::key_text(entry),
        value: value.map(Arc::new),
        found: found.into_list(),
    }
}

/// The key of a section, with an empty map in the place of its entries.
fn head(file: FileId, section: &str, start: usize, value: Span) -> Entry {
    let start = start as u32;
    let end = start + section.len() as u32;
    Entry {
        key: section.to_owned(),
        key_span: Span { file, start, end },
        verbatim: Some(0),
        value: Node {
            span: value,
            kind: NodeKind::Map(Vec::new()),
        },
    }
}

/// A map whose entries were read apart; one that was read with the rest has its own.
fn fill<T>(decoded: Named<T>, apart: Named<T>) -> Named<T> {
    match apart.entries.is_empty() && apart.refused.is_empty() {
        true => decoded,
        false => Named {
            span: decoded.span,
            ..apart
        },
    }
}

/// The pieces of the last run: those at the start and the end that stand there still, and the others by
/// their lines.
struct Old {
    head: VecDeque<Piece>,
    middle: HashMap<String, Vec<Piece>>,
    tail: VecDeque<Piece>,
    /// Where the tail starts among the new parts.
    from: usize,
}

impl Old {
    fn new(mut pieces: Vec<Piece>, parts: &[Part<'_>]) -> Self {
        let same = pieces.iter().zip(parts);
        let same = same.take_while(|(piece, part)| piece.is(part)).count();
        let rest = pieces[same..].iter().rev().zip(parts[same..].iter().rev());
        let after = rest.take_while(|(piece, part)| piece.is(part)).count();
        let tail = pieces.split_off(pieces.len() - after);
        let mut middle: HashMap<String, Vec<Piece>> = HashMap::new();
        for piece in pieces.drain(same..) {
            middle.entry(piece.text.clone()).or_default().push(piece);
        }
        Self {
            head: pieces.into(),
            middle,
            tail: tail.into(),
            from: parts.len() - after,
        }
    }

    /// The piece of a part; parts are asked for in their order.
    fn take(&mut self, index: usize, part: &Part<'_>) -> Option<Piece> {
        if let Some(piece) = self.head.pop_front() {
            return Some(piece);
        }
        if index >= self.from {
            return self.tail.pop_front();
        }
        let found = self.middle.get_mut(part.text)?;
        let at = found.iter().position(|piece| piece.is(part))?;
        Some(found.swap_remove(at))
    }

    /// What no part took.
    fn rest(self) -> impl Iterator<Item = Piece> {
        let middle = self.middle.into_values().flatten();
        self.head.into_iter().chain(middle).chain(self.tail)
    }
}
