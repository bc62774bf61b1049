//! YAML text → a tree of nodes with places, within budgets; the subset of YAML that specs may use.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::full_width;
use super::{FileId, SourceFile, Span};

/// The largest spec file, in bytes.
pub(crate) const MAX_BYTES: usize = 16 << 20;
/// The deepest nesting of lists and maps.
const MAX_DEPTH: usize = 64;
/// The largest number of nodes.
pub(crate) const MAX_NODES: usize = 2_000_000;

/// One value of a spec file, with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a [`Node`] is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Text; what it means is for the key to say.
    Scalar {
        /// The text, unescaped.
        text: String,
        /// How it was written.
        style: Style,
        /// Where the text stands in the file as it is, in bytes after the node's start; `None` if it has
        /// escapes or folded lines.
        verbatim: Option<u32>,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written; keys are unique.
    Map(Vec<Entry>),
    /// What is not in the subset of YAML; it has been reported, and nothing more is to be said of it.
    Refused,
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'…'` or `"…"`.
    Quoted,
    /// After `|` or `>`.
    Block,
}

/// One `key: value` of a map.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The key's place.
    pub key_span: Span,
    /// Where the key's text stands in the file as it is, in bytes after its start.
    pub verbatim: Option<u32>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// What this node is called in messages.
    pub fn noun(&self) -> &'static str {
        match &self.kind {
            NodeKind::Scalar {
                text,
                style: Style::Plain,
                ..
            } if matches!(text.as_str(), "" | "~" | "null") => "nothing",
            NodeKind::Scalar { .. } => "text",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a map",
            NodeKind::Refused => "nothing",
        }
    }

    /// Whether another node holds the same, wherever it stands.
    fn says_the_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (
                NodeKind::Scalar { text, style, .. },
                NodeKind::Scalar {
                    text: other,
                    style: how,
                    ..
                },
            ) => text == other && (*style == Style::Plain) == (*how == Style::Plain),
            (NodeKind::List(one), NodeKind::List(other)) => {
                let mut pairs = one.iter().zip(other);
                one.len() == other.len() && pairs.all(|(a, b)| a.says_the_same(b))
            }
            (NodeKind::Map(one), NodeKind::Map(other)) => {
                let mut pairs = one.iter().zip(other);
                one.len() == other.len()
                    && pairs.all(|(a, b)| a.key == b.key && a.value.says_the_same(&b.value))
            }
            _ => false,
        }
    }

    /// Whether something in it was refused.
    pub(crate) fn has_refused(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar { .. } => false,
            NodeKind::List(items) => items.iter().any(Self::has_refused),
            NodeKind::Map(entries) => entries.iter().any(|entry| entry.value.has_refused()),
            NodeKind::Refused => true,
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Where a part of the text of a scalar stands first, if the text stands in the file as it is.
    pub(crate) fn place_of(&self, part: &str) -> Option<Span> {
        match &self.kind {
            NodeKind::Scalar { text, verbatim, .. } => {
                let at = text.find(part)? + verbatim.map(|offset| offset as usize)?;
                Some(self.span.part(at, at + part.len()))
            }
            _ => None,
        }
    }

    /// The value of a map's key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Map(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.value),
            _ => None,
        }
    }
}

/// Why a file, or a part of it, is not in the subset of YAML that specs may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file is larger than the limit, in bytes.
    TooLarge(usize),
    /// Lists and maps nest deeper than the limit.
    TooDeep(usize),
    /// There are more nodes than the limit.
    TooMany(usize),
    /// The YAML parser's own words, and the `{` or `[` that is open there.
    Syntax(String, Option<Span>),
    /// A tab where spaces must indent.
    Tab,
    /// A full-width mark where YAML needs one of ASCII.
    FullWidth(char),
    /// A NUL or another control character.
    Control(char),
    /// `&name` or `*name`.
    Anchor,
    /// `!tag`.
    Tag,
    /// `<<`.
    MergeKey,
    /// A second document.
    SecondDocument,
    /// No document, or an empty one.
    Empty,
    /// A key that is a list or a map.
    ComplexKey,
    /// A key that stands twice: the first place, and the value, if it is that of the first.
    DuplicateKey(String, Span, Option<Span>),
}

/// Reads one file.
///
/// Gives the tree, if there is one that is worth looking at, and everything that was refused, in the
/// order of the text.
pub fn read(id: FileId, file: &SourceFile) -> (Option<Node>, Vec<(Span, Refusal)>) {
    let (root, refused, _) = read_counted(id, file);
    (root, refused)
}

/// The same, and how many nodes were counted.
pub(super) fn read_counted(
    id: FileId,
    file: &SourceFile,
) -> (Option<Node>, Vec<(Span, Refusal)>, usize) {
    if file.text.len() > MAX_BYTES {
        let refused = (span(id, 0, 0), Refusal::TooLarge(MAX_BYTES));
        return (None, vec![refused], 0);
    }
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    if let Some((at, c)) = file.text.char_indices().find(|(_, c)| bad(*c)) {
        let refused = (span(id, at, at + c.len_utf8()), Refusal::Control(c));
        return (None, vec![refused], 0);
    }
    let mut builder = Builder::new(id, file);
    let mut refused = builder.run();
    let root = builder.root.take();
    if root.is_none() && refused.is_empty() && builder.refused.is_empty() {
        refused.push((span(id, 0, 0), Refusal::Empty));
    }
    refused.append(&mut builder.refused);
    refused.sort_by_key(|(span, _)| *span);
    (root, refused, builder.nodes)
}

fn span(file: FileId, start: usize, end: usize) -> Span {
    Span {
        file,
        start: start as u32,
        end: end as u32,
    }
}

/// A list or map whose end has not been seen.
enum Open {
    List(usize, Vec<Node>),
    Map(usize, OpenMap),
}

/// A map whose end has not been seen.
#[derive(Default)]
struct OpenMap {
    entries: Vec<Entry>,
    /// The key whose value comes next.
    key: Option<Key>,
    seen: HashMap<String, Span>,
}

/// A key whose value has not been seen; one that was refused has no text, and its value is left out.
struct Key {
    text: Option<String>,
    span: Span,
    verbatim: Option<u32>,
    /// The text of one that stands twice.
    twice: Option<String>,
}

struct Builder<'a> {
    id: FileId,
    file: &'a SourceFile,
    offsets: Offsets<'a>,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    refused: Vec<(Span, Refusal)>,
}

impl<'a> Builder<'a> {
    fn new(id: FileId, file: &'a SourceFile) -> Self {
        let offsets = Offsets::new(&file.text);
        Self {
            id,
            file,
            offsets,
            open: Vec::new(),
            root: None,
            nodes: 0,
            refused: Vec::new(),
        }
    }

    /// Drives the parser; what stops it early is the result.
    fn run(&mut self) -> Vec<(Span, Refusal)> {
        let mut parser = Parser::new_from_str(&self.file.text);
        let mut documents = 0;
        let mut done = 0;
        while let Some(next) = parser.next_event() {
            let (event, place) = match next {
                Ok(next) => next,
                Err(error) => {
                    let at = self.offsets.byte(error.marker().index());
                    // Lines that are not indented end what they should continue.
                    let unindented = Refusal::FullWidth(full_width::SPACE);
                    if self
                        .refused
                        .iter()
                        .any(|(_, refusal)| *refusal == unindented)
                    {
                        return Vec::new();
                    }
                    return vec![match self.tab_before(at) {
                        Some(tab) => (span(self.id, tab, tab + 1), Refusal::Tab),
                        None if error.info().contains("recursion limit") => {
                            (span(self.id, at, at), Refusal::TooDeep(MAX_DEPTH))
                        }
                        None if error.info().contains("unknown anchor") => {
                            (span(self.id, at, at + 1), Refusal::Anchor)
                        }
                        None => self.full_width(done, at).unwrap_or_else(|| {
                            let refusal =
                                Refusal::Syntax(error.info().to_owned(), self.open_bracket());
                            (span(self.id, at, at), refusal)
                        }),
                    }];
                }
            };
            let start = self.offsets.byte(place.start.index());
            let end = self.offsets.byte(place.end.index()).max(start);
            // What the parser took for one text may be more.
            done = match &event {
                Event::Scalar(_, ScalarStyle::Plain, ..) => start,
                _ => end,
            };
            let here = span(self.id, start, end);
            self.nodes += 1;
            if self.nodes > MAX_NODES {
                return vec![(here, Refusal::TooMany(MAX_NODES))];
            }
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        return vec![(here, Refusal::SecondDocument)];
                    }
                }
                Event::Alias(_) => {
                    self.refused.push((here, Refusal::Anchor));
                    self.put(here, NodeKind::Refused);
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.refuse_properties(here, anchor, tag.is_some());
                    let style = match style {
                        ScalarStyle::Plain => Style::Plain,
                        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                    };
                    let here = self.exact(here, style);
                    let text = text.into_owned();
                    let verbatim = self.verbatim(here, &text, style);
                    self.put(
                        here,
                        NodeKind::Scalar {
                            text,
                            style,
                            verbatim,
                        },
                    );
                }
                Event::SequenceStart(anchor, tag) => {
                    self.refuse_properties(here, anchor, tag.is_some());
                    self.open.push(Open::List(start, Vec::new()));
                }
                Event::MappingStart(anchor, tag) => {
                    self.refuse_properties(here, anchor, tag.is_some());
                    self.open.push(Open::Map(start, OpenMap::default()));
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(end),
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
            if self.open.len() > MAX_DEPTH {
                return vec![(here, Refusal::TooDeep(MAX_DEPTH))];
            }
        }
        Vec::new()
    }

    fn refuse_properties(&mut self, here: Span, anchor: usize, tag: bool) {
        if anchor != 0 {
            self.refused.push((here, Refusal::Anchor));
        }
        if tag {
            self.refused.push((here, Refusal::Tag));
        }
    }

    fn close(&mut self, end: usize) {
        // The end of a block stands where the next token begins: trailing white space is not part of it.
        let end = self.file.text[..end].trim_end().len();
        match self.open.pop() {
            Some(Open::List(start, items)) => {
                self.put(span(self.id, start, end.max(start)), NodeKind::List(items));
            }
            Some(Open::Map(start, map)) => {
                self.put(
                    span(self.id, start, end.max(start)),
                    NodeKind::Map(map.entries),
                );
            }
            None => {}
        }
    }

    /// Puts a finished node where it belongs: the root, the next item, a key or a key's value.
    fn put(&mut self, here: Span, kind: NodeKind) {
        let node = Node { span: here, kind };
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, map)) => match map.key.take() {
                Some(Key {
                    text: Some(key),
                    span: key_span,
                    verbatim,
                    ..
                }) => {
                    let entry = Entry {
                        key,
                        key_span,
                        verbatim,
                        value: node,
                    };
                    map.entries.push(split(entry, &mut self.refused));
                }
                Some(Key {
                    text: None,
                    twice: Some(key),
                    span,
                    ..
                }) => note_same_value(map, &key, span, &node, &mut self.refused),
                Some(Key { text: None, .. }) => {}
                None => map.key = Some(key(map, node, &mut self.refused)),
            },
        }
    }

    /// The place of a scalar without the white space that the parser counts in.
    fn exact(&self, here: Span, style: Style) -> Span {
        let (start, end) = (here.start as usize, here.end as usize);
        let text = self.file.text.get(start..end).unwrap_or_default();
        span(
            self.id,
            start,
            start
                + match style {
                    Style::Quoted => quoted_length(text),
                    Style::Plain | Style::Block => text.trim_end().len(),
                },
        )
    }

    /// How many bytes after the start of its place a scalar's text stands as it is.
    fn verbatim(&self, here: Span, text: &str, style: Style) -> Option<u32> {
        let offset = u32::from(style == Style::Quoted);
        (style != Style::Block
            && self
                .file
                .slice(here)
                .get(offset as usize..)?
                .starts_with(text))
        .then_some(offset)
    }

    /// The full-width mark that led the parser astray before the place where it failed; `done` is where what
    /// it has given for sure ends.
    fn full_width(&self, done: usize, at: usize) -> Option<(Span, Refusal)> {
        let text = self.file.text.get(..at)?;
        let brackets = self.open_bracket().is_some();
        let line = text.rfind('\n').map_or(0, |newline| newline + 1);
        // After a value in brackets or quotes, it is the mark itself that cannot stand there.
        let stands = self.file.text[at..].chars().next();
        let stands = stands.filter(|mark| brackets && *mark == '，');
        let (from, mark) = full_width::misleading(text, done, brackets)
            .or_else(|| full_width::misleading(text, line, brackets))
            .or(stands.map(|mark| (at, mark)))?;
        let here = span(self.id, from, from + mark.len_utf8());
        Some((here, Refusal::FullWidth(mark)))
    }

    /// The tab before a place, if white space alone stands before it on its line.
    fn tab_before(&self, at: usize) -> Option<usize> {
        let line = self.file.text[..at]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let rest = &self.file.text[line..];
        rest[..rest.len() - rest.trim_start().len()]
            .find('\t')
            .map(|tab| line + tab)
    }

    /// The innermost `{` or `[` that is open.
    fn open_bracket(&self) -> Option<Span> {
        let (Open::List(start, _) | Open::Map(start, _)) = self.open.last()?;
        let bracket = self.file.text[*start..].starts_with(['{', '[']);
        bracket.then(|| span(self.id, *start, *start + 1))
    }
}

/// Takes a node as a key of a map; what cannot be one is refused.
fn key(map: &mut OpenMap, node: Node, refused: &mut Vec<(Span, Refusal)>) -> Key {
    let span = node.span;
    let none = Key {
        text: None,
        span,
        verbatim: None,
        twice: None,
    };
    let (text, style, verbatim) = match node.kind {
        NodeKind::Scalar {
            text,
            style,
            verbatim,
        } => (text, style, verbatim),
        NodeKind::Refused => return none,
        NodeKind::List(_) | NodeKind::Map(_) => {
            refused.push((span, Refusal::ComplexKey));
            return none;
        }
    };
    if text == "<<" && style == Style::Plain {
        refused.push((span, Refusal::MergeKey));
        return none;
    }
    if full_width::space_before_key(&text) && style == Style::Plain {
        let mark = span.part(0, full_width::SPACE.len_utf8());
        refused.push((mark, Refusal::FullWidth(full_width::SPACE)));
        return none;
    }
    if let Some(first) = map.seen.get(&text) {
        refused.push((span, Refusal::DuplicateKey(text.clone(), *first, None)));
        return Key {
            twice: Some(text),
            ..none
        };
    }
    map.seen.insert(text.clone(), span);
    Key {
        text: Some(text),
        span,
        verbatim,
        twice: None,
    }
}

/// Tells that a key that stands twice has the same value both times, if it has.
fn note_same_value(
    map: &OpenMap,
    key: &str,
    place: Span,
    value: &Node,
    refused: &mut [(Span, Refusal)],
) {
    let mut entries = map.entries.iter();
    let first = entries.find(|entry| entry.key == key);
    if !first.is_some_and(|first| first.value.says_the_same(value)) {
        return;
    }
    let mine = refused.iter_mut().rev().find(|(span, _)| *span == place);
    if let Some((_, Refusal::DuplicateKey(_, _, same))) = mine {
        *same = Some(value.span);
    }
}

/// A key that holds its value behind a full-width colon is refused, and is that key without the value.
fn split(mut entry: Entry, refused: &mut Vec<(Span, Refusal)>) -> Entry {
    let plain_text = match &entry.value.kind {
        NodeKind::Scalar {
            text,
            style: Style::Plain,
            ..
        } => text.as_str(),
        _ => "-",
    };
    let Some(at) = full_width::colon_in_key(&entry.key, !plain_text.is_empty()) else {
        return entry;
    };
    // In quotes it is what the key is called.
    if entry.verbatim == Some(0) {
        let mark = entry.key_span.part(at, at + '：'.len_utf8());
        refused.push((mark, Refusal::FullWidth('：')));
        entry.key.truncate(at);
        entry.key_span = entry.key_span.part(0, at);
        entry.value.kind = NodeKind::Refused;
    }
    entry
}

/// The length of the text in quotes at the start of a text, quotes included.
fn quoted_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    let quote = characters.next().map(|(_, c)| c);
    let mut escaped = false;
    let mut previous = None;
    for (at, c) in characters {
        match (quote, escaped) {
            (Some('"'), true) => escaped = false,
            (Some('"'), false) if c == '\\' => escaped = true,
            (Some('"'), false) if c == '"' => return at + 1,
            // In single quotes, two of them stand for one.
            (Some('\''), _) if c == '\'' && previous == Some(at) => previous = None,
            (Some('\''), _) if c == '\'' => {
                if !text[at + 1..].starts_with('\'') {
                    return at + 1;
                }
                previous = Some(at + 1);
            }
            _ => {}
        }
    }
    text.trim_end().len()
}

/// Turns the parser's places, counted in characters, into bytes; cheap when asked in order.
struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
    character: usize,
    byte: usize,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            ascii: text.is_ascii(),
            character: 0,
            byte: 0,
        }
    }

    fn byte(&mut self, character: usize) -> usize {
        if self.ascii {
            return character.min(self.text.len());
        }
        if character < self.character {
            (self.character, self.byte) = self.back(character);
        }
        while self.character < character {
            match self.text[self.byte..].chars().next() {
                Some(c) => self.byte += c.len_utf8(),
                None => break,
            }
            self.character += 1;
        }
        self.byte
    }

    /// Places that go back go back a little: walk, rather than start again.
    fn back(&self, character: usize) -> (usize, usize) {
        let mut byte = self.byte;
        let mut at = self.character;
        for c in self.text[..self.byte].chars().rev() {
            if at == character {
                break;
            }
            byte -= c.len_utf8();
            at -= 1;
        }
        (at, byte)
    }
}
