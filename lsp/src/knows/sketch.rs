//! A tolerant reading of YAML: whatever stands there becomes a tree, as near to what is meant as can be told.
//!
//! While somebody types, a file is mostly no YAML. What a file that is fine says, it says here too; where one
//! is not, indentation decides, a line without a colon is a key without a value, and brackets and quotes that
//! are not closed end with the lines that are indented further than what they began in.

use apiloom_codegen::source::{Entry, FileId, Node, NodeKind, Span, Style};

use super::spots;

/// How deep lists and maps may nest; what is deeper is left out.
const MOST_DEPTH: usize = 64;

/// The tree of a text.
pub(super) fn sketch(text: &str) -> Node {
    let mut sketch = Sketch {
        text,
        lines: lines(text),
        next: 0,
        depth: 0,
    };
    sketch.block(0, 0)
}

/// One line; in a list, what stands behind the dash is the line of its item.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    /// Where white space ends.
    content: usize,
    /// Where the line ends, without white space.
    end: usize,
    indent: usize,
}

struct Sketch<'a> {
    text: &'a str,
    lines: Vec<Line>,
    /// The line that is read next.
    next: usize,
    depth: usize,
}

fn lines(text: &str) -> Vec<Line> {
    let (mut lines, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        let content = (start + line.len() - line.trim_start_matches([' ', '\t']).len()).min(end);
        let content = content.max(start);
        lines.push(Line {
            start,
            content,
            end: end.max(content),
            indent: content - start,
        });
        start += line.len();
    }
    lines
}

fn span(start: usize, end: usize) -> Span {
    Span {
        file: FileId(0),
        start: start as u32,
        end: end.max(start) as u32,
    }
}

fn plain(text: String, start: usize, end: usize, verbatim: bool) -> Node {
    let kind = NodeKind::Scalar {
        text,
        style: Style::Plain,
        verbatim: verbatim.then_some(0),
    };
    Node {
        span: span(start, end),
        kind,
    }
}

fn nothing(at: usize) -> Node {
    plain(String::new(), at, at, true)
}

fn is_nothing(node: &Node) -> bool {
    node.text() == Some("")
}

/// A key that was found on a line: its node, and where its value begins.
struct Found {
    key: Node,
    after: usize,
}

impl<'a> Sketch<'a> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The next line that says something.
    fn peek(&mut self) -> Option<Line> {
        self.next = self.after(self.next)?;
        self.lines.get(self.next).copied()
    }

    /// The first line from this one on that says something.
    fn after(&self, from: usize) -> Option<usize> {
        let mut lines = self.lines.iter().enumerate().skip(from);
        let said = |line: &Line| {
            let text = self.slice(line.content, line.end);
            let mark = line.indent == 0 && matches!(text, "---" | "...");
            !text.is_empty() && !text.starts_with('#') && !mark
        };
        let found = lines.find(|(_, line)| said(line)).map(|(index, _)| index);
        found.or(Some(self.lines.len()))
    }

    fn is_dash(&self, line: Line) -> bool {
        let text = self.slice(line.content, line.end);
        text == "-" || text.starts_with("- ")
    }

    /// What stands at the next line and is indented by so much at least.
    fn block(&mut self, least: usize, at: usize) -> Node {
        let Some(line) = self.peek().filter(|line| line.indent >= least) else {
            return nothing(at);
        };
        if self.depth >= MOST_DEPTH {
            self.next += 1;
            return nothing(line.content);
        }
        self.depth += 1;
        let node = if self.is_dash(line) {
            self.list(line.indent)
        } else if self.is_map(line) {
            self.map(line.indent)
        } else {
            self.value(line.content, least as isize - 1)
        };
        self.depth -= 1;
        node
    }

    /// Whether a line begins a map: it has a key, or the one beside it has.
    fn is_map(&self, line: Line) -> bool {
        if self.slice(line.content, line.end).starts_with(['{', '[']) {
            return false;
        }
        if self.key(line).is_some() {
            return true;
        }
        let next = self.after(self.next + 1);
        let next = next.and_then(|next| self.lines.get(next));
        next.is_some_and(|next| next.indent == line.indent && self.key(*next).is_some())
    }

    /// The key that a line begins with.
    fn key(&self, line: Line) -> Option<Found> {
        let text = self.slice(line.content, line.end);
        let colon_at = |at: usize| {
            let after = self.byte(at + 1);
            self.byte(at) == Some(b':') && (at + 1 >= line.end || after == Some(b' '))
        };
        if text.starts_with(['"', '\'']) {
            let key = self.quoted(line.content, line.end);
            let mut at = key.span.end as usize;
            while at < line.end && self.byte(at) == Some(b' ') {
                at += 1;
            }
            return colon_at(at).then_some(Found { key, after: at + 1 });
        }
        let mut end = line.content;
        while end < line.end {
            if colon_at(end) {
                break;
            }
            if self.byte(end) == Some(b'#') && end > 0 && self.byte(end - 1) == Some(b' ') {
                return None;
            }
            end += 1;
        }
        if !colon_at(end) || end >= line.end {
            return None;
        }
        let name = self.slice(line.content, end).trim_end();
        let key = plain(
            name.to_owned(),
            line.content,
            line.content + name.len(),
            true,
        );
        Some(Found {
            key,
            after: end + 1,
        })
    }

    fn map(&mut self, indent: usize) -> Node {
        let mut entries: Vec<Entry> = Vec::new();
        let start = self.peek().map_or(0, |line| line.content);
        while let Some(line) = self.peek().filter(|line| line.indent >= indent) {
            if line.indent > indent {
                self.stray(line, entries.last_mut());
            } else if self.is_dash(line) {
                self.next += 1;
            } else {
                entries.push(self.entry(line));
            }
        }
        collection(start, NodeKind::Map(entries))
    }

    /// Lines that are indented further than what they should continue: they are taken for a part of it.
    fn stray(&mut self, line: Line, last: Option<&mut Entry>) {
        let mut node = self.block(line.indent, line.content);
        let Some(last) = last else { return };
        match (&mut last.value.kind, &mut node.kind) {
            (NodeKind::Map(entries), NodeKind::Map(more)) => {
                entries.append(more);
                last.value.span.end = last.value.span.end.max(node.span.end);
            }
            (NodeKind::Scalar { .. }, _) => last.value = node,
            _ => {}
        }
    }

    fn entry(&mut self, line: Line) -> Entry {
        let Some(Found { key, after }) = self.key(line) else {
            self.next += 1;
            let text = self.slice(line.content, line.end);
            let text = text.split(" #").next().unwrap_or_default().trim_end();
            let end = line.content + text.len();
            let key = plain(text.to_owned(), line.content, end, true);
            return entry(key, nothing(end));
        };
        let rest = self.slice(after, line.end);
        let begin = after + rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            let value = self.value(begin, line.indent as isize);
            return entry(key, value);
        }
        self.next += 1;
        let below = self.peek();
        let value = match below {
            Some(next) if next.indent > line.indent => self.block(line.indent + 1, after),
            Some(next) if next.indent == line.indent && self.is_dash(next) => {
                self.list(line.indent)
            }
            _ => nothing(after),
        };
        entry(key, value)
    }

    fn list(&mut self, indent: usize) -> Node {
        let mut items: Vec<Node> = Vec::new();
        let start = self.peek().map_or(0, |line| line.content);
        while let Some(line) = self.peek() {
            if line.indent > indent && !items.is_empty() {
                self.block(line.indent, line.content);
                continue;
            }
            if line.indent != indent || !self.is_dash(line) {
                break;
            }
            let rest = self.slice(line.content + 1, line.end);
            let begin = line.end - rest.trim_start().len();
            if rest.trim_start().is_empty() || rest.trim_start().starts_with('#') {
                self.next += 1;
                let below = self.peek().filter(|next| next.indent > indent);
                items.push(match below {
                    Some(_) => self.block(indent + 1, line.end),
                    None => nothing(line.content + 1),
                });
                continue;
            }
            let inner = Line {
                content: begin,
                indent: indent + (begin - line.content),
                ..line
            };
            self.lines[self.next] = inner;
            items.push(self.block(indent + 1, begin));
        }
        collection(start, NodeKind::List(items))
    }

    /// A value that begins at a place of the next line, below what is indented by `parent`.
    fn value(&mut self, from: usize, parent: isize) -> Node {
        let line = self.next;
        match self.byte(from) {
            Some(b'{' | b'[') => {
                let limit = self.limit(parent);
                let (node, end) = self.flow(from, limit, 0);
                self.skip_to(end);
                node
            }
            Some(b'"' | b'\'') => {
                let limit = self.limit(parent);
                let node = self.quoted(from, limit);
                self.skip_to(node.span.end as usize);
                node
            }
            Some(b'|' | b'>') => self.text_block(from, parent),
            _ => {
                let node = self.plain(from, parent);
                self.next = self.next.max(line + 1);
                node
            }
        }
    }

    /// Goes on with the line behind a place.
    fn skip_to(&mut self, end: usize) {
        self.next += 1;
        while self
            .lines
            .get(self.next)
            .is_some_and(|line| line.start < end)
        {
            self.next += 1;
        }
    }

    /// Where the lines end that can belong to what begins on the next line.
    fn limit(&self, parent: isize) -> usize {
        let mut lines = self.lines.iter().skip(self.next + 1);
        let ends = |line: &&Line| {
            let text = self.slice(line.content, line.end);
            line.indent as isize <= parent && !text.is_empty() && !text.starts_with(['}', ']'])
        };
        lines.find(ends).map_or(self.text.len(), |line| line.start)
    }

    fn plain(&mut self, from: usize, parent: isize) -> Node {
        let Some(line) = self.lines.get(self.next).copied() else {
            return nothing(from);
        };
        let first = self.slice(from, line.end);
        let cut = first.split(" #").next().unwrap_or_default().trim_end();
        let mut text = cut.to_owned();
        let mut end = from + cut.len();
        self.next += 1;
        if cut.len() < first.len() {
            return plain(text, from, end, true);
        }
        let mut breaks = 0;
        let mut index = self.next;
        while let Some(line) = self.lines.get(index).copied() {
            let said = self.slice(line.content, line.end);
            index += 1;
            if said.is_empty() {
                breaks += 1;
                continue;
            }
            let inside = line.indent as isize > parent && !said.starts_with('#');
            if !inside || self.key(line).is_some() {
                break;
            }
            let cut = said.split(" #").next().unwrap_or_default().trim_end();
            match breaks {
                0 => text.push(' '),
                _ => text.extend(std::iter::repeat_n('\n', breaks)),
            }
            breaks = 0;
            text.push_str(cut);
            end = line.content + cut.len();
            self.next = index;
            if cut.len() < said.len() {
                break;
            }
        }
        let whole = self.slice(from, end) == text;
        plain(text, from, end, whole)
    }

    /// A text after `|` or `>`.
    fn text_block(&mut self, from: usize, parent: isize) -> Node {
        let Some(head) = self.lines.get(self.next).copied() else {
            return nothing(from);
        };
        let header = self.slice(from, head.end);
        self.next += 1;
        let first = self.next;
        let mut last = first;
        let mut index = first;
        while let Some(line) = self.lines.get(index) {
            index += 1;
            if line.content == line.end {
                continue;
            }
            if line.indent as isize <= parent {
                break;
            }
            last = index;
        }
        self.next = last;
        let inside = &self.lines[first..last];
        let mut said = inside.iter().filter(|line| line.content < line.end);
        let first = said.next();
        let indent = first.map_or(0, |line| line.indent);
        let texts: Vec<&str> = inside
            .iter()
            .map(|line| {
                let begin = (line.start + indent).min(line.content);
                self.slice(begin, line.end)
            })
            .collect();
        let end = inside.last().map_or(head.end, |line| line.end);
        let from = first.map_or(from, |line| line.content);
        let mut text = match header.starts_with('>') {
            true => folded(&texts),
            false => texts.join("\n"),
        };
        if !header.contains('-') && !text.is_empty() {
            text.push('\n');
        }
        let kind = NodeKind::Scalar {
            text,
            style: Style::Block,
            verbatim: None,
        };
        Node {
            span: span(from, end),
            kind,
        }
    }

    /// A text in quotes; one that does not end before the limit ends with its line.
    fn quoted(&self, from: usize, limit: usize) -> Node {
        let raw = self.slice(from, limit);
        let (text, length) = spots::unquoted(raw).unwrap_or_else(|| {
            let line = raw.lines().next().unwrap_or_default().trim_end();
            (line.get(1..).unwrap_or_default().to_owned(), line.len())
        });
        let same = raw.get(1..).is_some_and(|rest| rest.starts_with(&text));
        let kind = NodeKind::Scalar {
            text,
            style: Style::Quoted,
            verbatim: same.then_some(1),
        };
        Node {
            span: span(from, from + length),
            kind,
        }
    }

    /// White space and comments in brackets.
    fn space(&self, mut at: usize, limit: usize) -> usize {
        while at < limit {
            match self.byte(at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => at += 1,
                Some(b'#') if at == 0 || self.text.as_bytes()[at - 1].is_ascii_whitespace() => {
                    let rest = self.slice(at, limit);
                    at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => break,
            }
        }
        at.min(limit)
    }

    /// What stands at a place in brackets, and where it ends.
    fn flow(&self, at: usize, limit: usize, depth: usize) -> (Node, usize) {
        match self.byte(at) {
            Some(b'{' | b'[') if depth >= MOST_DEPTH => (nothing(at), limit),
            Some(b'{') => self.flow_map(at, limit, depth),
            Some(b'[') => self.flow_list(at, limit, depth),
            Some(b'"' | b'\'') => {
                let node = self.quoted(at, limit);
                let end = node.span.end as usize;
                (node, end)
            }
            _ => self.flow_plain(at, limit),
        }
    }

    fn flow_map(&self, start: usize, limit: usize, depth: usize) -> (Node, usize) {
        let mut entries = Vec::new();
        let mut at = start + 1;
        let end = loop {
            at = self.space(at, limit);
            match self.byte(at).filter(|_| at < limit) {
                None | Some(b']') => break at,
                Some(b'}') => break at + 1,
                Some(b',') => at += 1,
                Some(_) => {
                    let (key, after) = self.flow(at, limit, depth + 1);
                    let colon = self.space(after, limit);
                    let (value, after) = match self.byte(colon).filter(|_| colon < limit) {
                        Some(b':') => self.flow_value(colon + 1, limit, depth),
                        _ => (nothing(after), after),
                    };
                    at = self.onwards(at, after, limit);
                    if key.span.end > key.span.start {
                        entries.push(entry(key, value));
                    }
                }
            }
        };
        let (span, kind) = (span(start, end), NodeKind::Map(entries));
        (Node { span, kind }, end)
    }

    fn flow_value(&self, colon: usize, limit: usize, depth: usize) -> (Node, usize) {
        let begin = self.space(colon, limit);
        match self.byte(begin).filter(|_| begin < limit) {
            None | Some(b',' | b'}' | b']') => (nothing(colon), begin),
            Some(_) => self.flow(begin, limit, depth + 1),
        }
    }

    fn flow_list(&self, start: usize, limit: usize, depth: usize) -> (Node, usize) {
        let mut items = Vec::new();
        let mut at = start + 1;
        let end = loop {
            at = self.space(at, limit);
            match self.byte(at).filter(|_| at < limit) {
                None | Some(b'}') => break at,
                Some(b']') => break at + 1,
                Some(b',') => at += 1,
                Some(_) => {
                    let (node, mut after) = self.flow(at, limit, depth + 1);
                    let colon = self.space(after, limit);
                    let mut item = node;
                    if self.byte(colon) == Some(b':') && colon < limit {
                        let (value, end) = self.flow_value(colon + 1, limit, depth);
                        let begin = item.span.start as usize;
                        after = end;
                        item = collection(begin, NodeKind::Map(vec![entry(item, value)]));
                    }
                    at = self.onwards(at, after, limit);
                    items.push(item);
                }
            }
        };
        let (span, kind) = (span(start, end), NodeKind::List(items));
        (Node { span, kind }, end)
    }

    /// A place behind another one, so that what nobody understands is passed by.
    fn onwards(&self, from: usize, to: usize, limit: usize) -> usize {
        if to > from {
            return to;
        }
        let next = self.slice(from, self.text.len()).chars().next();
        (from + next.map_or(1, char::len_utf8)).min(limit)
    }

    fn flow_plain(&self, from: usize, limit: usize) -> (Node, usize) {
        let mut at = from;
        while at < limit {
            match self.byte(at) {
                Some(b',' | b'[' | b']' | b'{' | b'}') | None => break,
                Some(b':') => {
                    let after = self.byte(at + 1).filter(|_| at + 1 < limit);
                    match after {
                        None
                        | Some(b' ' | b'\n' | b'\r' | b'\t' | b',' | b'[' | b']' | b'{' | b'}') => {
                            break;
                        }
                        _ => at += 1,
                    }
                }
                Some(b'#') if at > from && self.text.as_bytes()[at - 1].is_ascii_whitespace() => {
                    break;
                }
                _ => at += 1,
            }
        }
        let raw = self.slice(from, at).trim_end();
        let end = from + raw.len();
        let text = match raw.contains('\n') {
            true => {
                let lines: Vec<&str> = raw.lines().map(str::trim).collect();
                folded(&lines)
            }
            false => raw.to_owned(),
        };
        let same = text == raw;
        (plain(text, from, end, same), at)
    }
}

fn entry(key: Node, value: Node) -> Entry {
    let (text, verbatim) = match key.kind {
        NodeKind::Scalar { text, verbatim, .. } => (text, verbatim),
        _ => (String::new(), None),
    };
    Entry {
        key: text,
        key_span: key.span,
        verbatim,
        value,
    }
}

/// A list or a map that ends with what it holds.
fn collection(start: usize, kind: NodeKind) -> Node {
    let end = match &kind {
        NodeKind::List(items) => items.last().map(|item| item.span.end),
        NodeKind::Map(entries) => entries.last().map(|entry| match is_nothing(&entry.value) {
            true => entry.key_span.end.max(entry.value.span.end),
            false => entry.value.span.end,
        }),
        _ => None,
    };
    let end = end.map_or(start, |end| end as usize);
    Node {
        span: span(start, end),
        kind,
    }
}

/// Lines joined as YAML joins them: by spaces, and by as many breaks as there are empty lines.
fn folded(lines: &[&str]) -> String {
    let mut text = String::new();
    let mut breaks = 0;
    let mut before = "";
    for line in lines {
        if line.is_empty() {
            breaks += 1;
            continue;
        }
        let deeper = line.starts_with(' ') || before.starts_with(' ');
        if !text.is_empty() {
            match (breaks, deeper) {
                (0, false) => text.push(' '),
                (0, true) => text.push('\n'),
                (_, deeper) => {
                    text.extend(std::iter::repeat_n('\n', breaks + usize::from(deeper)));
                }
            }
        }
        breaks = 0;
        text.push_str(line);
        before = line;
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use apiloom_codegen::source::{FileId, Node, NodeKind, SourceFile, read};

    use super::sketch;

    /// A tree as text: what it says, and where its scalars and keys stand.
    fn shown(node: &Node, out: &mut Vec<String>, path: &str) {
        match &node.kind {
            NodeKind::Scalar { text, style, .. } => {
                let span = (node.span.start, node.span.end);
                out.push(format!("{path} {span:?} {style:?} {:?}", text.trim_end()));
            }
            NodeKind::List(items) => {
                out.push(format!("{path} [{}", node.span.start));
                for (index, item) in items.iter().enumerate() {
                    shown(item, out, &format!("{path}/{index}"));
                }
            }
            NodeKind::Map(entries) => {
                out.push(format!("{path} {{{}", node.span.start));
                for entry in entries {
                    let span = (entry.key_span.start, entry.key_span.end);
                    out.push(format!("{path} {span:?} {:?}", entry.key));
                    shown(&entry.value, out, &format!("{path}/{}", entry.key));
                }
            }
            NodeKind::Refused => out.push(format!("{path} refused")),
        }
    }

    /// The first line in which two trees differ.
    fn difference(text: &str) -> Option<(Option<String>, Option<String>)> {
        let file = SourceFile::new("", text);
        let (Some(root), refused) = read(FileId(0), &file) else {
            return None;
        };
        if !refused.is_empty() {
            return None;
        }
        let (mut exact, mut tolerant) = (Vec::new(), Vec::new());
        shown(&root, &mut exact, "");
        shown(&sketch(&file.text), &mut tolerant, "");
        // A key without a value has one somewhere behind it: where is nothing to rely on.
        let blank = |line: &String| !line.ends_with("Plain \"\"");
        exact.retain(blank);
        tolerant.retain(blank);
        let lines = exact.len().max(tolerant.len());
        let pair = (0..lines).map(|at| (exact.get(at).cloned(), tolerant.get(at).cloned()));
        pair.into_iter().find(|(one, other)| one != other)
    }

    #[test]
    fn what_is_yaml_is_read_as_yaml() {
        let mut count = 0;
        for folder in [
            "../specs",
            "../codegen/tests/fixtures/valid",
            "../codegen/tests/fixtures/invalid",
        ] {
            let folder = Path::new(folder);
            for entry in std::fs::read_dir(folder).expect("the folder is there") {
                let path = entry.expect("it can be read").path();
                if path.extension().is_none_or(|extension| extension != "yaml") {
                    continue;
                }
                let Ok(text) = std::fs::read_to_string(&path) else {
                    continue;
                };
                count += 1;
                let found = difference(&text);
                assert_eq!(found, None, "{}", path.display());
            }
        }
        assert!(count > 200, "{count}");
    }

    #[test]
    fn what_is_no_yaml_is_read_all_the_same() {
        for (text, expected) in [
            (
                "a:\n  b: {c: d, e\nf: g",
                vec!["/a/b/c d", "/a/b/e ", "/f g"],
            ),
            ("a:\n  b: \"c\n  d: e", vec!["/a/b c", "/a/d e"]),
            ("a:\n  b\n  c: d", vec!["/a/b ", "/a/c d"]),
            ("a:\n    b: c\n  d: e", vec!["/a/b c", "/a/d e"]),
            ("a: [b, {c: d\ne: f", vec!["/a/0 b", "/a/1/c d", "/e f"]),
            ("a: b\n   c: d\ne: f", vec!["/a/c d", "/e f"]),
            ("- a\n-\n- b: c", vec!["/0 a", "/1 ", "/2/b c"]),
        ] {
            let mut lines = Vec::new();
            leaves(&sketch(text), &mut lines, "");
            assert_eq!(lines, expected, "{text:?}");
        }
    }

    fn leaves(node: &Node, out: &mut Vec<String>, path: &str) {
        match &node.kind {
            NodeKind::Scalar { text, .. } => out.push(format!("{path} {text}")),
            NodeKind::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    leaves(item, out, &format!("{path}/{index}"));
                }
            }
            NodeKind::Map(entries) => {
                for entry in entries {
                    leaves(&entry.value, out, &format!("{path}/{}", entry.key));
                }
            }
            NodeKind::Refused => {}
        }
    }
}
