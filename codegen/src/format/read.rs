//! A tree and the text that it is from → entries with the comments that belong to them.
//!
//! What stands between two scalars is white space, marks of YAML and comments: a `#` there starts a comment.

use crate::source::{Entry as Pair, Node, NodeKind, Style};

/// A file, taken apart.
pub(super) struct Document {
    /// The whole of it, as an entry without a key.
    pub(super) root: Entry,
    /// The text of every comment, in order.
    pub(super) comments: Vec<String>,
}

/// A comment on a line of its own.
#[derive(Clone, Debug)]
pub(super) struct Comment {
    /// From the `#` on.
    pub(super) text: String,
    /// Whether a blank line stands before it.
    pub(super) blank: bool,
}

/// An entry of a map, or an item of a list.
pub(super) struct Entry {
    /// Whether a blank line stands directly before it.
    pub(super) blank: bool,
    /// The comments on the lines before it.
    pub(super) before: Vec<Comment>,
    /// The key of an entry.
    pub(super) key: Option<Scalar>,
    /// What it holds.
    pub(super) value: Value,
    /// The comment behind it on its line: behind the key, if the value is a block.
    pub(super) behind: Option<String>,
}

/// What an entry holds.
pub(super) enum Value {
    /// A scalar; one that is nothing at all has no text.
    Scalar(Scalar),
    /// A list or a map.
    Collection(Collection),
}

/// A scalar as it stands in the file.
pub(super) struct Scalar {
    /// What stands there, with quotes.
    pub(super) raw: String,
    /// What it says.
    pub(super) text: String,
    /// Whether it stands after `|` or `>`.
    pub(super) block: bool,
    /// Whether it stands on a line after its key.
    pub(super) below: bool,
    /// The column of the map or list that it stands in.
    pub(super) column: usize,
}

/// A list or a map.
pub(super) struct Collection {
    /// Whether it stands in brackets.
    pub(super) flow: bool,
    /// Whether it is a map.
    pub(super) map: bool,
    /// What is in it.
    pub(super) entries: Vec<Entry>,
    /// The comments after the last entry.
    pub(super) tail: Vec<Comment>,
}

/// Takes a file apart.
pub(super) fn document(text: &str, root: &Node) -> Document {
    let mut spans = Vec::new();
    scalars(text, root, &mut spans);
    let found = comments(text, &spans);
    let texts = found.iter().map(|found| found.text.clone()).collect();
    let mut reader = Reader {
        text,
        comments: found,
        next: 0,
    };
    let end = Next {
        start: text.len(),
        column: None,
    };
    let value = reader.value(root, 0, 0, end);
    let mut root = Entry {
        blank: false,
        before: Vec::new(),
        key: None,
        value,
        behind: None,
    };
    // What stands around a root that holds no comments.
    let rest = reader.before(text.len());
    match &mut root.value {
        Value::Collection(collection) if !collection.entries.is_empty() => {
            collection.tail.extend(rest);
        }
        _ => root.before.extend(rest),
    }
    Document {
        root,
        comments: texts,
    }
}

/// A comment and where it stands.
struct Found {
    start: usize,
    column: usize,
    text: String,
    /// Whether nothing else stands before it on its line.
    alone: bool,
    blank: bool,
}

/// Where the next entry after a value starts, in which column; none at the end of the file.
#[derive(Clone, Copy)]
struct Next {
    start: usize,
    column: Option<usize>,
}

/// The places of all scalars, in order.
fn scalars(text: &str, node: &Node, spans: &mut Vec<(usize, usize)>) {
    match &node.kind {
        NodeKind::Scalar { .. } | NodeKind::Refused => {
            let before = spans.last().map_or(0, |(_, end)| *end);
            match is_nothing(node) {
                true => spans.push((before, before)),
                false => spans.push((start(text, node, before), node.span.end as usize)),
            }
        }
        NodeKind::List(items) => items.iter().for_each(|item| scalars(text, item, spans)),
        NodeKind::Map(entries) => entries.iter().for_each(|entry| {
            let key = entry.key_span;
            spans.push((key.start as usize, key.end as usize));
            scalars(text, &entry.value, spans);
        }),
    }
}

/// Whether nothing stands where a value could: its place is that of something else.
fn is_nothing(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar { text, style, .. } => text.is_empty() && *style == Style::Plain,
        NodeKind::Refused => true,
        NodeKind::List(_) | NodeKind::Map(_) => false,
    }
}

/// Where a value starts: a block at its `|` or `>`, which stands somewhere behind a place.
fn start(text: &str, node: &Node, behind: usize) -> usize {
    let start = node.span.start as usize;
    let block = matches!(&node.kind, NodeKind::Scalar { style, .. } if *style == Style::Block);
    let gap = text.get(behind..start).unwrap_or_default();
    let mut header = 0;
    for line in gap.split_inclusive('\n') {
        let marks = line.split('#').next().unwrap_or_default();
        if let Some(at) = marks.find(['|', '>']).filter(|_| block) {
            return behind + header + at;
        }
        header += line.len();
    }
    start
}

/// The comments between the scalars.
fn comments(text: &str, spans: &[(usize, usize)]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    let ends = spans.iter().copied().chain([(text.len(), text.len())]);
    for (start, end) in ends {
        while let Some(offset) = text.get(at..start).and_then(|gap| gap.find('#')) {
            let hash = at + offset;
            let line = line_start(text, hash);
            let stop = text[hash..].find('\n').map_or(text.len(), |end| hash + end);
            found.push(Found {
                start: hash,
                column: hash - line,
                text: text[hash..stop].trim_end().to_owned(),
                alone: text[line..hash].trim().is_empty(),
                blank: blank_before(text, line),
            });
            at = stop;
        }
        at = at.max(end);
    }
    found
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Whether the line before the one that starts at a place is blank.
fn blank_before(text: &str, line: usize) -> bool {
    line > 0 && text[line_start(text, line - 1)..line].trim().is_empty()
}

struct Reader<'a> {
    text: &'a str,
    comments: Vec<Found>,
    /// The first comment that belongs to nobody yet.
    next: usize,
}

impl Reader<'_> {
    /// The comments before a place.
    fn before(&mut self, start: usize) -> Vec<Comment> {
        self.take(|found| found.start < start)
    }

    fn take(&mut self, belongs: impl Fn(&Found) -> bool) -> Vec<Comment> {
        let rest = &self.comments[self.next..];
        let taken = rest.iter().take_while(|found| belongs(found));
        let taken: Vec<Comment> = taken
            .map(|found| Comment {
                text: found.text.clone(),
                blank: found.alone && found.blank,
            })
            .collect();
        self.next += taken.len();
        taken
    }

    /// The comment behind a place, on the same line and before what comes next.
    fn behind(&mut self, place: usize, next: usize) -> Option<String> {
        let found = self.comments.get(self.next)?;
        let near = !found.alone
            && found.start < next
            && self
                .text
                .get(place..found.start)
                .is_some_and(|gap| !gap.contains('\n'));
        near.then(|| {
            self.next += 1;
            self.comments[self.next - 1].text.clone()
        })
    }

    /// What a node is, with the comments inside it. `key` is where its key ends, or its item starts.
    fn value(&mut self, node: &Node, key: usize, column: usize, next: Next) -> Value {
        let (start, end) = (start(self.text, node, key), node.span.end as usize);
        let (map, count) = match &node.kind {
            NodeKind::Scalar { text, style, .. } if !is_nothing(node) => {
                return Value::Scalar(Scalar {
                    raw: self.raw(start, end, text, *style == Style::Block),
                    text: text.clone(),
                    block: *style == Style::Block,
                    below: self
                        .text
                        .get(key..start)
                        .is_some_and(|gap| gap.contains('\n')),
                    column,
                });
            }
            NodeKind::Scalar { .. } | NodeKind::Refused => {
                return Value::Scalar(Scalar {
                    raw: String::new(),
                    text: String::new(),
                    block: false,
                    below: false,
                    column,
                });
            }
            NodeKind::List(items) => (false, items.len()),
            NodeKind::Map(entries) => (true, entries.len()),
        };
        let bracket = self.text[start..].starts_with(['{', '[']);
        // A single pair in a list in brackets has none of its own.
        let flow = bracket || next.column == Some(usize::MAX);
        let close = Next {
            start: match bracket {
                true => self.end(node, key).saturating_sub(1).max(start),
                false => next.start,
            },
            column: Some(usize::MAX),
        };
        let starts: Vec<usize> = match &node.kind {
            NodeKind::List(items) => items
                .iter()
                .map(|item| match flow {
                    true => item.span.start as usize,
                    false => self.dash(item.span.start as usize),
                })
                .collect(),
            NodeKind::Map(pairs) => pairs.iter().map(|p| p.key_span.start as usize).collect(),
            _ => Vec::new(),
        };
        let mut entries = Vec::with_capacity(count);
        for (index, at) in starts.iter().enumerate() {
            let inner = match (starts.get(index + 1), flow) {
                (Some(after), true) => Next {
                    start: *after,
                    column: Some(usize::MAX),
                },
                (Some(after), false) => Next {
                    start: *after,
                    column: Some(self.column(*after)),
                },
                (None, true) => close,
                (None, false) => next,
            };
            entries.push(match &node.kind {
                NodeKind::Map(pairs) => self.pair(&pairs[index], inner),
                NodeKind::List(items) => self.item(&items[index], *at, inner),
                _ => continue,
            });
        }
        let column = starts.first().map(|at| self.column(*at));
        let tail = match (flow, bracket) {
            (true, true) => self.before(close.start),
            (true, false) => Vec::new(),
            (false, _) => self.take(|found| {
                let deeper = next.column.is_none_or(|next| found.column > next);
                let mine = column.is_some_and(|column| found.column >= column);
                found.start < next.start && found.alone && deeper && mine
            }),
        };
        Value::Collection(Collection {
            flow,
            map,
            entries,
            tail,
        })
    }

    /// What stands in the file for a text; spaces of other writings are a part of it at its end, too, and in
    /// the last line of a block all spaces are.
    fn raw(&self, start: usize, end: usize, text: &str, block: bool) -> String {
        let raw = self.text[start..end.max(start)].trim_end();
        let rest = &self.text[start + raw.len()..];
        let line = rest.split('\n').next().unwrap_or_default();
        if block {
            let space = if line.trim().is_empty() { line } else { "" };
            return format!("{raw}{space}");
        }
        let whole = text.starts_with(raw) && self.text[start..].starts_with(text);
        let plain = !text.ends_with([' ', '\t', '\n']);
        if whole && plain { text } else { raw }.to_owned()
    }

    /// The `-` of an item.
    fn dash(&self, item: usize) -> usize {
        let mut end = item;
        // Comments may stand between the two.
        let before = self.comments.partition_point(|found| found.start < item);
        for found in self.comments[..before].iter().rev() {
            let gap = &self.text[found.start + found.text.len()..end];
            if gap.contains('-') {
                break;
            }
            end = found.start;
        }
        self.text[..end].rfind('-').unwrap_or(item)
    }

    /// Where a value ends: one in brackets behind its bracket. `after` is where its key ends.
    fn end(&self, node: &Node, after: usize) -> usize {
        let bracket = self.text[node.span.start as usize..].starts_with(['{', '[']);
        let last = match &node.kind {
            _ if is_nothing(node) => return after,
            NodeKind::Scalar { .. } | NodeKind::Refused => return node.span.end as usize,
            NodeKind::List(items) => items.last().map(|item| (item, item.span.start)),
            NodeKind::Map(pairs) => pairs.last().map(|pair| (&pair.value, pair.key_span.end)),
        };
        let inside = match last {
            Some((last, after)) => self.end(last, after as usize),
            None => node.span.start as usize + 1,
        };
        match bracket {
            true => self.closing(inside),
            false => inside,
        }
    }

    /// Behind the first bracket that closes after a place.
    fn closing(&self, from: usize) -> usize {
        let mut at = from;
        let first = self.comments.partition_point(|found| found.start < from);
        let comments = self.comments[first..].iter();
        let gaps = comments.map(|found| (found.start, found.start + found.text.len()));
        for (stop, after) in gaps.chain([(self.text.len(), self.text.len())]) {
            if let Some(found) = self.text.get(at..stop).and_then(|gap| gap.find(['}', ']'])) {
                return at + found + 1;
            }
            at = after;
        }
        from
    }

    fn column(&self, at: usize) -> usize {
        at - line_start(self.text, at)
    }

    fn pair(&mut self, pair: &Pair, next: Next) -> Entry {
        let (start, end) = (pair.key_span.start as usize, pair.key_span.end as usize);
        let column = self.column(start);
        let key = Scalar {
            raw: self.text[start..end].to_owned(),
            text: pair.key.clone(),
            block: false,
            below: false,
            column,
        };
        self.entry(start, Some(key), &pair.value, end, column, next)
    }

    fn item(&mut self, item: &Node, dash: usize, next: Next) -> Entry {
        let column = self.column(dash);
        self.entry(dash, None, item, dash, column, next)
    }

    fn entry(
        &mut self,
        start: usize,
        key: Option<Scalar>,
        node: &Node,
        after: usize,
        column: usize,
        next: Next,
    ) -> Entry {
        let line = line_start(self.text, start);
        let first = self.text[line..start].trim().is_empty();
        let blank = first && blank_before(self.text, line);
        let mut before = self.before(start);
        let empty = is_nothing(node);
        let place = self::start(self.text, node, after);
        let flow = self.text[place..].starts_with(['{', '[']);
        let first = match &node.kind {
            NodeKind::List(items) => items.first().map(|item| item.span.start as usize),
            NodeKind::Map(pairs) => pairs.first().map(|pair| pair.key_span.start as usize),
            NodeKind::Scalar { .. } | NodeKind::Refused => None,
        };
        let mut behind = None;
        match &node.kind {
            _ if empty => {}
            NodeKind::List(items) if !flow && !items.is_empty() => {
                behind = self.behind(after, place);
            }
            NodeKind::Map(pairs) if !flow && !pairs.is_empty() => {
                behind = self.behind(after, place);
            }
            NodeKind::Scalar { .. } => before.extend(self.before(place)),
            // What stands around the bracket of a value comes before what is in it.
            _ => {
                before.extend(self.before(place));
                let inside = first.unwrap_or(place);
                behind = self.behind(place, inside.min(next.start));
            }
        }
        let mut value = self.value(node, after, column, next);
        let end = self.end(node, after);
        let last = self.behind(end, next.start);
        match &mut value {
            Value::Collection(collection) if collection.entries.is_empty() => {
                before.extend(behind.take().map(alone));
                before.append(&mut collection.tail);
                behind = last;
            }
            Value::Collection(collection) => match (behind.is_some(), has_comments(collection)) {
                // It comes after what is inside.
                (true, _) | (_, true) => collection.tail.extend(last.map(alone)),
                (false, false) => behind = last,
            },
            Value::Scalar(_) => behind = behind.or(last),
        }
        Entry {
            blank,
            before,
            key,
            value,
            behind,
        }
    }
}

/// A comment that gets a line of its own.
fn alone(text: String) -> Comment {
    Comment { text, blank: false }
}

/// Whether a comment stands anywhere in a collection.
pub(super) fn has_comments(collection: &Collection) -> bool {
    let inside = |entry: &Entry| {
        let deeper = match &entry.value {
            Value::Collection(inner) => has_comments(inner),
            Value::Scalar(_) => false,
        };
        deeper || !entry.before.is_empty() || entry.behind.is_some()
    };
    !collection.tail.is_empty() || collection.entries.iter().any(inside)
}
