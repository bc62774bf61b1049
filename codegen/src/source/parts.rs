//! A file cut into parts that can be read one by one, with the result of reading the whole.
//!
//! A cut goes by lines alone. Whether it fell where YAML has a border is seen when a part is read: it stands
//! below the key that it stands below in the file, and before a key like the one that follows it there, and
//! both must come out as keys, at their places. Then the parser was at every border where it is at the same
//! border of the whole file, and the whole file holds what its parts hold.

use super::tree::{self, Entry, MAX_BYTES, Node, NodeKind};
use super::{FileId, SourceFile, Span};

/// What stands after a part in its own text, in the place of the key that follows in the file.
const NEXT: &str = "_what_follows_";

/// A part of a file: a key of its outermost map with all below it, or one entry of such a key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'t> {
    /// Its lines.
    pub(crate) text: &'t str,
    /// Where they start.
    pub(crate) start: usize,
    /// The key that it is an entry of, and where that stands.
    pub(crate) section: Option<(&'static str, usize)>,
    /// How far the key is indented that follows it, if one does.
    pub(crate) next: Option<usize>,
}

/// What a part holds.
#[derive(Debug)]
pub(crate) struct Held {
    /// Its one key, and the value.
    pub(crate) entry: Entry,
    /// The place of the outermost map, as far as it stands in this part.
    pub(crate) outer: Span,
    /// The place of the map that it is an entry of.
    pub(crate) inner: Span,
    /// How many nodes were counted, which are at least as many as it has in the whole file.
    pub(crate) nodes: usize,
}

impl Part<'_> {
    /// The text by which it is read alone.
    pub(crate) fn alone(&self) -> String {
        let above = self.above();
        let mut text = String::with_capacity(above + self.text.len() + 32);
        if let Some((section, _)) = self.section {
            text.extend([section, ":\n"]);
        }
        text.push_str(self.text);
        if let Some(indent) = self.next {
            text.extend([" ".repeat(indent).as_str(), NEXT, ":\n"]);
        }
        text
    }

    /// How many bytes its own text has before its lines.
    pub(crate) fn above(&self) -> usize {
        self.section.map_or(0, |(section, _)| section.len() + 2)
    }
}

/// Cuts a file at the keys of its outermost map, and at the entries of some of them; `None` where that is not
/// clear from the lines alone.
pub(crate) fn cut<'t>(text: &'t str, sections: &[&'static str]) -> Option<Vec<Part<'t>>> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut keys = Vec::new();
    for (at, line) in lines(text) {
        if line.starts_with(is_first_of_key) {
            keys.push(at);
        } else if keys.is_empty() && !says_nothing(line) {
            return None;
        }
    }
    let mut parts = Vec::new();
    for (index, start) in keys.iter().enumerate() {
        let end = keys.get(index + 1).copied();
        let all = &text[*start..end.unwrap_or(text.len())];
        let next = end.map(|_| 0);
        match entries(all, sections) {
            Some((section, indent, starts)) => {
                for (index, from) in starts.iter().enumerate() {
                    let to = starts.get(index + 1).copied();
                    parts.push(Part {
                        text: &all[*from..to.unwrap_or(all.len())],
                        start: start + from,
                        section: Some((section, *start)),
                        next: to.map(|_| indent).or(next),
                    });
                }
            }
            None => parts.push(Part {
                text: all,
                start: *start,
                section: None,
                next,
            }),
        }
    }
    Some(parts)
}

/// Reads a part by its own text; `None` unless it is without problems, and a part indeed.
pub(crate) fn read(id: FileId, part: &Part<'_>, file: &SourceFile) -> Option<Held> {
    let (root, refused, nodes) = tree::read_counted(id, file);
    let root = root.filter(|_| refused.is_empty())?;
    let end = part.above() + part.text.len();
    // How many maps end before what follows.
    let below = match (part.section, part.next) {
        (_, None) => None,
        (Some(_), Some(indent)) if indent > 0 => Some(1),
        _ => Some(0),
    };
    let follows = |depth: usize| (below == Some(depth)).then_some(end + part.next.unwrap_or(0));
    let outer = root.span;
    let entry = one_of(root, follows(0))?;
    let Some((section, _)) = part.section else {
        let inner = outer;
        let starts = entry.key_span.start == 0;
        return starts.then_some(Held {
            entry,
            outer,
            inner,
            nodes,
        });
    };
    if entry.key != section || entry.key_span.start != 0 {
        return None;
    }
    let inner = entry.value.span;
    let entry = one_of(entry.value, follows(1))?;
    let indent = part.text.len() - part.text.trim_start_matches(' ').len();
    let starts = entry.key_span.start as usize == part.above() + indent;
    starts.then_some(Held {
        entry,
        outer,
        inner,
        nodes,
    })
}

/// The one entry of a map, beside the key that stands for what follows, if that is in this map.
fn one_of(map: Node, follows: Option<usize>) -> Option<Entry> {
    let NodeKind::Map(mut entries) = map.kind else {
        return None;
    };
    if let Some(at) = follows {
        let last = entries.pop()?;
        if last.key != NEXT || last.key_span.start as usize != at {
            return None;
        }
    }
    match entries.len() {
        1 => entries.pop(),
        _ => None,
    }
}

/// The entries below a key of the outermost map, given with all its lines: which key it is, how far they are
/// indented and where they start.
fn entries(all: &str, sections: &[&'static str]) -> Option<(&'static str, usize, Vec<usize>)> {
    let mut lines = lines(all);
    let (_, head) = lines.next()?;
    let section = sections.iter().find(|section| {
        let rest = head.strip_prefix(**section);
        let rest = rest.and_then(|rest| rest.strip_prefix(':'));
        rest.is_some_and(|rest| rest.starts_with([' ', '\n', '\r']) && says_nothing(rest))
    })?;
    let mut indent = 0;
    let mut starts = Vec::new();
    for (at, line) in lines {
        let text = line.trim_start_matches(' ');
        if text.starts_with(['\n', '\r', '#']) || text.is_empty() {
            if starts.is_empty() && !says_nothing(line) {
                return None;
            }
            continue;
        }
        let here = line.len() - text.len();
        let begins = text.starts_with(|c| is_first_of_key(c) || c.is_ascii_digit())
            || text.starts_with(['"', '\'']);
        if starts.is_empty() {
            indent = here;
        }
        match begins && here > 0 {
            _ if here < indent => return None,
            true if here == indent => starts.push(at),
            false if starts.is_empty() => return None,
            _ => {}
        }
    }
    (!starts.is_empty()).then_some((section, indent, starts))
}

/// Whether a line is empty, or a comment alone.
fn says_nothing(line: &str) -> bool {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let text = line.trim_start_matches(' ');
    (text.is_empty() || text.starts_with('#'))
        && !text.contains(|c: char| c.is_control() || c == '\u{feff}')
}

fn is_first_of_key(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

/// The lines of a text with their ends, and where they start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}
