//! YAML text → a tree of nodes with places, within budgets; the subset of YAML that specs may use.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{FileId, SourceFile, Span};

/// The largest spec file, in bytes.
const MAX_BYTES: usize = 16 << 20;
/// The deepest nesting of lists and maps.
const MAX_DEPTH: usize = 64;
/// The largest number of nodes.
const MAX_NODES: usize = 2_000_000;

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
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written; keys are unique.
    Map(Vec<Entry>),
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
    /// The value.
    pub value: Node,
}

impl Node {
    /// What this node is called in messages.
    pub fn noun(&self) -> &'static str {
        match &self.kind {
            NodeKind::Scalar { text, style: Style::Plain } if text.is_empty() => "nothing",
            NodeKind::Scalar { .. } => "text",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a map",
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
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
    /// The YAML parser's own words.
    Syntax(String),
    /// A tab where spaces must indent.
    Tab,
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
    /// A key that stands twice; the first place.
    DuplicateKey(String, Span),
}

/// Reads one file.
///
/// Gives the tree, if there is one that is worth looking at, and everything that was refused, in the
/// order of the text.
pub fn read(id: FileId, file: &SourceFile) -> (Option<Node>, Vec<(Span, Refusal)>) {
    if file.text.len() > MAX_BYTES {
        return (None, vec![(span(id, 0, 0), Refusal::TooLarge(MAX_BYTES))]);
    }
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    if let Some((at, c)) = file.text.char_indices().find(|(_, c)| bad(*c)) {
        return (None, vec![(span(id, at, at + c.len_utf8()), Refusal::Control(c))]);
    }
    let mut builder = Builder::new(id, file);
    let mut refused = builder.run();
    let root = builder.root.take();
    if root.is_none() && refused.is_empty() {
        refused.push((span(id, 0, 0), Refusal::Empty));
    }
    refused.append(&mut builder.refused);
    refused.sort_by_key(|(span, _)| *span);
    (root, refused)
}

fn span(file: FileId, start: usize, end: usize) -> Span {
    Span { file, start: start as u32, end: end as u32 }
}

/// A list or map whose end has not been seen.
enum Open {
    List(usize, Vec<Node>),
    Map(usize, Vec<Entry>, Option<(String, Span)>, HashMap<String, Span>),
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
        Self { id, file, offsets, open: Vec::new(), root: None, nodes: 0, refused: Vec::new() }
    }

    /// Drives the parser; what stops it early is the result.
    fn run(&mut self) -> Vec<(Span, Refusal)> {
        let mut parser = Parser::new_from_str(&self.file.text);
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, place) = match next {
                Ok(next) => next,
                Err(error) => {
                    let at = self.offsets.byte(error.marker().index());
                    let refusal = match self.indented_by_tab(at) {
                        true => Refusal::Tab,
                        false => Refusal::Syntax(error.info().to_owned()),
                    };
                    return vec![(span(self.id, at, at), refusal)];
                }
            };
            let start = self.offsets.byte(place.start.index());
            let end = self.offsets.byte(place.end.index()).max(start);
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
                    self.put(here, NodeKind::Scalar { text: String::new(), style: Style::Plain });
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.refuse_properties(here, anchor, tag.is_some());
                    let style = match style {
                        ScalarStyle::Plain => Style::Plain,
                        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                    };
                    self.put(here, NodeKind::Scalar { text: text.into_owned(), style });
                }
                Event::SequenceStart(anchor, tag) => {
                    self.refuse_properties(here, anchor, tag.is_some());
                    self.open.push(Open::List(start, Vec::new()));
                }
                Event::MappingStart(anchor, tag) => {
                    self.refuse_properties(here, anchor, tag.is_some());
                    self.open.push(Open::Map(start, Vec::new(), None, HashMap::new()));
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
            Some(Open::Map(start, entries, ..)) => {
                self.put(span(self.id, start, end.max(start)), NodeKind::Map(entries));
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
            Some(Open::Map(_, entries, key, seen)) => match key.take() {
                Some((text, key_span)) => entries.push(Entry { key: text, key_span, value: node }),
                None => match node.kind {
                    NodeKind::Scalar { text, style } => {
                        if text == "<<" && style == Style::Plain {
                            self.refused.push((here, Refusal::MergeKey));
                        }
                        match seen.get(&text) {
                            Some(first) => {
                                let refusal = Refusal::DuplicateKey(text.clone(), *first);
                                self.refused.push((here, refusal));
                            }
                            None => drop(seen.insert(text.clone(), here)),
                        }
                        *key = Some((text, here));
                    }
                    _ => {
                        self.refused.push((here, Refusal::ComplexKey));
                        *key = Some((String::new(), here));
                    }
                },
            },
        }
    }

    fn indented_by_tab(&self, at: usize) -> bool {
        let line = self.file.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let rest = &self.file.text[line..];
        rest[..rest.len() - rest.trim_start().len()].contains('\t')
    }
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
        Self { text, ascii: text.is_ascii(), character: 0, byte: 0 }
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
